import EventModel
import LMDB
import Synchronization
import TestSupport
import Testing

@testable import EventLog

@Suite struct GroupCommitTests {
    let folder = TemporaryFolder()

    private final class Counter: Sendable {
        let value = Atomic(0)
    }

    /// The clock of the first commit stands still until the others are on their way into the queue.
    @Test func `appends that wait while one is recorded share the next transaction`() async throws {
        let queued = Counter()
        let clock: @Sendable (Commit) -> Instant = { commit in
            while commit.commandID == CommandID(1), queued.value.load(ordering: .acquiring) < 100 {}
            return StoreFixture.start
        }
        let identity = LogIdentity(origin: "test.example/log", createdAt: StoreFixture.start, zone: .utc)
        let log = try EventLog(creatingAt: folder.path("log"), identity: identity, clock: clock)
        let before = try log.transactionCount()
        await withTaskGroup(of: Void.self) { group in
            for number: UInt64 in 1...101 {
                group.addTask {
                    queued.value.add(1, ordering: .acquiringAndReleasing)
                    #expect(await log.refusal(of: .drawing(number)) == nil)
                }
            }
        }
        #expect(try log.head().position == Position(101))
        #expect(try log.transactionCount() - before < 50)
    }

    @Test func `a list that is larger than one transaction is recorded whole and in order`() async throws {
        let identity = LogIdentity(origin: "test.example/log", createdAt: StoreFixture.start, zone: .utc)
        let log = try EventLog(creatingAt: folder.path("log"), identity: identity) { _ in StoreFixture.start }
        let commits = (1...9).map { (number: UInt64) in
            Commit.noting(
                number, Array(repeating: "x", count: 4_000), on: .incident("1"), .exactly((number - 1) * 4_000))
        }
        let before = try log.transactionCount()
        for result in await log.append(commits) { _ = try result.get() }
        #expect(try log.head().position == Position(36_000))
        #expect(
            try log.transactionCount() - before == 2, "16,384 events a transaction, and the commit that reaches them")
    }
}

extension EventLog {
    /// LMDB's number of the newest transaction.
    func transactionCount() throws(LogError) -> Int { try environment.get().info.lastTransactionID }
}
