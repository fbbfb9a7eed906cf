import EventLog
import EventModel
import Foundation
import Processes
import Synchronization
import TestSupport
import Testing

@testable import ServiceEngine

/// Lets everybody but one principal do everything, while it is told to.
final class Gate: Authoriser {
    let closedFor: Synchronization.Mutex<PersonID?>
    let refusedCount = Synchronization.Mutex(0)
    init(closedFor principal: PersonID) { closedFor = Synchronization.Mutex(principal) }
    func authorise(_ actor: Actor, to _: AuthorisedAction) throws(NotPermitted) {
        guard closedFor.withLock({ $0 }) == actor.principal else { return }
        refusedCount.withLock { $0 += 1 }
        throw NotPermitted(reason: "do anything for now")
    }
}

@Suite struct PolicyFailureTests {
    private let fixture = PolicyFixture()

    @Test func `a policy that fails holds up no other, is tried again later and later, and makes up for it`()
        async throws
    {
        let gate = Gate(closedFor: "fails")
        let policies = [IncidentPolicy.commenting("fails"), IncidentPolicy.commenting("greets")]
        let engine = try fixture.open(policies, authoriser: gate)
        let first = try await engine.execute(new: incidentToLog, byAgent)
        let second = try await engine.execute(new: incidentToLog, byAgent)
        try await engine.settlePolicies()
        #expect(fixture.records("CommentAdded").map(\.actor.principal) == ["greets", "greets"])
        let failures = try await engine.failures(0)
        #expect(failures.map(\.cause) == [first.positions[0], second.positions[0]])
        #expect(failures.allSatisfy { $0.attempts == 1 && $0.problem.contains("may not do anything for now") })
        #expect(try await engine.failures(1).isEmpty)
        #expect(fixture.outcomes("fails", "failed") == 2)

        // Not before its time, and then at ever longer distances.
        try await engine.settlePolicies()
        #expect(gate.refusedCount.withLock { $0 } == 2)
        var distances: [Int64] = []
        for _ in 0..<16 {
            let next = try #require(try await engine.failures(0).first?.nextAttemptAt)
            let distance = next.micros(since: fixture.clock.now) / Instant.microsPerSecond
            distances.append(distance)
            fixture.wait(seconds: distance)
            try await engine.settlePolicies()
        }
        #expect(distances.prefix(5) == [1, 2, 4, 8, 16] && distances.suffix(3) == [3600, 3600, 3600])
        #expect(gate.refusedCount.withLock { $0 } == 34)

        gate.closedFor.withLock { $0 = nil }
        fixture.wait(seconds: 3600)
        try await engine.settlePolicies()
        #expect(try await engine.failures(0).isEmpty)
        #expect(fixture.records("CommentAdded").suffix(2).map(\.actor.principal) == ["fails", "fails"])
        #expect(fixture.records("CommentAdded").suffix(2).map(\.causation) == failures.map(\.cause))
        let head = fixture.memory.head()
        fixture.wait(seconds: 7200)
        try await engine.settlePolicies()
        #expect(fixture.memory.head() == head)
    }

    @Test func `what waits for a policy is given up when the policy is disabled`() async throws {
        let policy = IncidentPolicy.commenting("fails")
        let engine = try fixture.open([policy], authoriser: Gate(closedFor: "fails"))
        try await engine.execute(new: incidentToLog, byAgent)
        try await engine.settlePolicies()
        try await engine.execute(DisablePolicy(policy), on: policy.stream, byAgent)
        fixture.wait(seconds: 60)
        try await fixture.open([policy]).settlePolicies()
        #expect(try await engine.failures(0).isEmpty)
        #expect(fixture.records("CommentAdded").isEmpty)
    }

    @Test func `a ledger that is damaged, or of another log, is not used`() async throws {
        let policies = [IncidentPolicy.commenting("greets"), IncidentPolicy.refused]
        let engine = try fixture.open(policies)
        for _ in 0..<3 { try await engine.execute(new: incidentToLog, byAgent) }
        try await engine.settlePolicies()
        let head = fixture.memory.head()
        let path = fixture.folder.path("policies/ledger")
        let kept = try Data(contentsOf: URL(filePath: path))
        let folder = PolicyFolder(path: fixture.folder.path("policies"))
        for index in kept.indices {
            var flipped = kept
            flipped[index] ^= 1 << (index % 8)
            try flipped.write(to: URL(filePath: path))
            #expect(folder.kept(PolicyLedger.self) == nil, "byte \(index)")
        }
        for bytes in [Data(), Data(kept.dropLast(1)), Data(repeating: 0, count: 8)] {
            try bytes.write(to: URL(filePath: path))
            try await engine.settlePolicies()
            #expect(fixture.memory.head() == head)
        }

        // Another log, which has got as far: its causes are its own.
        try kept.write(to: URL(filePath: path))
        let other = PolicyFixture()
        let elsewhere = try other.open(policies)
        for _ in 0..<9 { try await elsewhere.execute(new: incidentToLog, byAgent) }
        try FileManager.default.createDirectory(
            atPath: other.folder.path("policies"), withIntermediateDirectories: true)
        try kept.write(to: URL(filePath: other.folder.path("policies/ledger")))
        try await elsewhere.settlePolicies()
        #expect(other.records("CommentAdded").count == 9)
    }
}
