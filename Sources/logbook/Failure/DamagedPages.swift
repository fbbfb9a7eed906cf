import Glibc

/// What ends a process that follows damaged pages becomes a message and the exit status for it.
///
/// Read models have all their pages looked at before LMDB follows them, logs up to a size and in `verify`. What is left is a large
/// log, or a file that is damaged or cut while it is open: LMDB then reads anywhere (SIGSEGV), past the file's end or from a
/// broken device (SIGBUS), or gives up (SIGABRT). The message says no more than that: a mistake of ours may end it so too.
enum DamagedPages {
    private static let message: StaticString = """
        Error: ended by a signal, as damaged pages of the log or a read model end a process; what was recorded stays. \
        'logbook verify' finds what is wrong with the log, 'logbook replay' builds the read models anew; where neither \
        helps it is a mistake of Logbook's own.\n
        """

    /// From now on. A stack that has overflowed has no room for the handler, and ends the process as ever.
    static func report() {
        for number in [SIGSEGV, SIGBUS, SIGABRT] {
            var action = sigaction()
            // Nothing but what signal-safety(7) allows.
            action.__sigaction_handler.sa_handler = { _ in
                _ = write(STDERR_FILENO, DamagedPages.message.utf8Start, DamagedPages.message.utf8CodeUnitCount)
                _exit(ExitStatus.integrity.rawValue)
            }
            sigaction(number, &action, nil)
        }
    }
}
