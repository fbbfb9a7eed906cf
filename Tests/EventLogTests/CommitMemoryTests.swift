import EventModel
import Testing

@testable import EventLog

@Suite struct CommitMemoryTests {
    @Test func `what a commit left is known to the one that follows directly, and to no other`() {
        let memory = CommitMemory()
        #expect(memory.state(before: 1) == nil)
        memory.keep(CommitMemory.State(transactionID: 7, head: .empty, streamCount: 3, commandRow: nil))
        #expect(memory.state(before: 8)?.streamCount == 3)
        for id in [6, 7, 9, 10] { #expect(memory.state(before: id) == nil, "transaction \(id)") }
        memory.keep(nil)
        #expect(memory.state(before: 8) == nil)
    }

    @Test func `plenty of room is believed for a tenth of a second, less not at all`() {
        let (memory, now) = (CommitMemory(), ContinuousClock.now)
        #expect(!memory.hadPlentyOfRoom(at: now))
        memory.note(freeByteCount: 4 << 30, at: now)
        #expect(memory.hadPlentyOfRoom(at: now + .milliseconds(99)))
        #expect(!memory.hadPlentyOfRoom(at: now + .milliseconds(100)))
        memory.note(freeByteCount: (4 << 30) - 1, at: now)
        #expect(!memory.hadPlentyOfRoom(at: now))
    }
}
