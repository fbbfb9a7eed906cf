import EventLog
import EventModel
import Processes
import Synchronization
import TestSupport
import Testing

@testable import ServiceEngine

/// A log whose process dies now and then: before a commit is recorded, or after, before anybody hears of it.
private final class DyingStore: MemoryBackedStore {
    let memory: InMemoryEventStore
    private let random: Synchronization.Mutex<SplitMix>
    private let oneIn: UInt64

    init(_ memory: InMemoryEventStore, seed: UInt64, oneIn: UInt64) {
        self.memory = memory
        self.oneIn = oneIn
        random = Synchronization.Mutex(SplitMix(seed: seed))
    }

    func append(_ commits: [Commit]) async -> [Result<Appended, AppendError>] {
        let fate = random.withLock { $0.next() % (2 * oneIn) }
        if fate == 0 { return commits.map { _ in .failure(.closed) } }
        let results = await memory.append(commits)
        return fate == 1 ? commits.map { _ in .failure(.closed) } : results
    }
}

@Suite struct PolicyCrashTests {
    private let policies: [any Policy] = [
        ParentResolvesChildren(), IncidentPolicy.commenting("greets"), IncidentPolicy.refused,
        IncidentPolicy.commenting("answers", on: "CommentAdded"),
    ]

    /// The same incidents in every run: a tree of them, and the resolution of its top.
    private func makeFamily(_ fixture: PolicyFixture, seed: UInt64) async throws {
        var random = SplitMix(seed: seed)
        let engine = try fixture.open([])
        for number in 1...14 as ClosedRange<UInt64> {
            try await engine.execute(new: incidentToLog, byAgent)
            guard number > 1 else { continue }
            let parent = IncidentNumber(format(UInt64.random(in: 1..<number, using: &random)))
            try await engine.execute(SetParent(parent), on: IncidentNumber(format(number)), byAgent)
            if random.next() % 5 == 0 {
                try await engine.execute(
                    PendIncident(waitingFor: .customer, reason: "x"), on: IncidentNumber(format(number)), byAgent)
            }
        }
        try await engine.execute(ResolveIncident(code: "fixed", solution: "x"), on: IncidentNumber(format(1)), byAgent)
    }
    private func format(_ number: UInt64) -> String { DrawnNumber(sequence: "INC-2026", number: number).text }

    private struct Line: Hashable {
        let stream: StreamID
        let type: String
        let payload: [UInt8]
        let causation: Position?
        let principal: PersonID
    }

    @Test(arguments: 0..<40 as Range<UInt64>)
    func `whatever dies between two steps, the log ends as if nothing had`(seed: UInt64) async throws {
        let (undisturbed, disturbed) = (PolicyFixture(), PolicyFixture())
        for fixture in [undisturbed, disturbed] { try await makeFamily(fixture, seed: seed) }
        let causes = disturbed.memory.head().position
        try await undisturbed.open(policies).settlePolicies()

        var random = SplitMix(seed: seed &+ 1000)
        var deaths = 0
        while true {
            let store = DyingStore(disturbed.memory, seed: random.next(), oneIn: 2 + random.next() % 9)
            do {
                try await disturbed.open(policies, store: store).settlePolicies()
                break
            } catch {
                deaths += 1
            }
            if random.next() % 3 == 0 { try disturbed.loseLedger() }
        }
        try disturbed.loseLedger()
        try await disturbed.open(policies).settlePolicies()
        #expect(deaths > 0, "seed \(seed): nothing died")

        // What a policy did names its cause by position: other causes may have come between, so far as policies made them.
        func lines(_ fixture: PolicyFixture) -> [Line] {
            fixture.records.map { record in
                let cause = record.causation.flatMap { $0 <= causes ? $0 : nil }
                return Line(
                    stream: record.stream, type: record.type,
                    payload: record.type == "PolicyRefused" ? [] : record.payload,
                    causation: cause, principal: record.actor.principal)
            }
        }
        let counts = [undisturbed, disturbed].map { Dictionary(lines($0).map { ($0, 1) }, uniquingKeysWith: +) }
        #expect(counts[0] == counts[1], "seed \(seed)")
        let states = try await [undisturbed, disturbed].asyncMap { fixture in
            let engine = try fixture.open([])
            return try await engine.serviceDesk { desk in
                var states: [IncidentState] = []
                try desk.scanRows { _, row in
                    states.append(row.incident.state)
                    return .more
                }
                return states
            }
        }
        #expect(states[0] == states[1], "seed \(seed)")
    }
}

extension Array {
    fileprivate func asyncMap<Result>(_ body: (Element) async throws -> Result) async rethrows -> [Result] {
        var results: [Result] = []
        for element in self { results.append(try await body(element)) }
        return results
    }
}
