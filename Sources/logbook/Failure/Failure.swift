/// Why a command ends early: the exit status, and one message that says what, where and what to do next.
struct Failure: Error {
    let status: ExitStatus
    /// Nil where there is nothing to say: the reader of our output has gone away.
    let message: String?

    init(_ status: ExitStatus, _ message: String) {
        self.status = status
        self.message = message
    }

    private init(quiet status: ExitStatus) {
        self.status = status
        message = nil
    }

    /// `| head` has seen enough. That is no failure of ours.
    static let readerGone = Failure(quiet: .done)
}
