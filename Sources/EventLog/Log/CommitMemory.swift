internal import EventModel
internal import Synchronization

/// What this process's last commit left, so that the next need not read it back from the disk.
///
/// LMDB counts the commits of all processes: where the next one follows directly, nobody has written in between.
final class CommitMemory: Sendable {
    struct State: Sendable, Hashable {
        let transactionID: Int
        let head: LogHead
        let streamCount: UInt64
        /// The newest row of 'commands' that the commit has made.
        let commandRow: CommandRow?
    }
    /// So much room is not filled by anybody before the disk is asked again.
    private static let plentyBytes = 4 << 30
    private static let pause = Duration.milliseconds(100)

    private let state = Mutex<State?>(nil)
    private let plentyUntil = Mutex<ContinuousClock.Instant?>(nil)

    /// The state that the write transaction `id` finds, where that is known.
    func state(before id: Int) -> State? {
        state.withLock { state in state.flatMap { $0.transactionID + 1 == id ? $0 : nil } }
    }

    func keep(_ newest: State?) { state.withLock { $0 = newest } }

    /// True where the disk had plenty of room a moment ago; asking takes longer than preparing a small commit.
    func hadPlentyOfRoom(at now: ContinuousClock.Instant = .now) -> Bool {
        plentyUntil.withLock { $0.map { now < $0 } ?? false }
    }

    func note(freeByteCount: Int, at now: ContinuousClock.Instant = .now) {
        plentyUntil.withLock { $0 = freeByteCount >= Self.plentyBytes ? now + Self.pause : nil }
    }
}
