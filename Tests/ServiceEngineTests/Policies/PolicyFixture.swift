import EventLog
import EventModel
import Foundation
import Metrics
import MetricsTestKit
import Processes
import Synchronization
import TestSupport

@testable import ServiceEngine

/// A policy on incidents, made for one test.
struct IncidentPolicy: ReactivePolicy {
    typealias Process = IncidentProcess
    var name = "test-policy"
    var number = "P0"
    var version: UInt64 = 1
    var isOnByDefault = true
    var heedsImports = false
    let summary = "When a test wants it, something follows."
    let triggers: [String]
    let react: @Sendable (PolicyCause<IncidentProcess>) -> [Reaction]

    func reactions(to cause: PolicyCause<IncidentProcess>) -> [Reaction] { react(cause) }

    /// Comments on every incident that is logged.
    static func commenting(_ name: String, version: UInt64 = 1, on trigger: String = "IncidentLogged") -> IncidentPolicy
    {
        IncidentPolicy(name: name, version: version, triggers: [trigger]) { cause in
            [Reaction(AddComment(.private, text: PersonalText("by \(name)")), on: cause.record.stream)]
        }
    }
    /// Wants to close what is new, which no rule allows.
    static let refused = IncidentPolicy(name: "closes-new", triggers: ["IncidentLogged"]) { cause in
        [Reaction(CloseIncident(), on: cause.record.stream)]
    }
}

/// The time that a test says it is.
final class VirtualClock: Sendable {
    private let instant: Synchronization.Mutex<Instant>
    init(_ instant: Instant) { self.instant = Synchronization.Mutex(instant) }
    var now: Instant { instant.withLock { $0 } }
    func advance(seconds: Int64) {
        instant.withLock { $0 = $0.advanced(byMicros: seconds * Instant.microsPerSecond) }
    }
}

/// A log in memory whose engine is opened again and again, as after a crash.
final class PolicyFixture: Sendable {
    let folder = TemporaryFolder()
    let memory: InMemoryEventStore
    let clock = VirtualClock(.newYear.plus(days: 100))
    let metrics = TestMetrics()

    init() {
        let identity = LogIdentity(origin: "test.example/log", createdAt: .newYear, zone: .utc)
        memory = InMemoryEventStore(identity: identity) { [clock] _ in clock.now }
    }

    /// An engine on the log; `store` stands before the log where it is given.
    func open(_ policies: [any Policy], store: (any EventStore)? = nil, authoriser: any Authoriser = AllowAll()) throws
        -> ServiceEngine
    {
        var options = EngineOptions()
        options.policies = policies
        options.metrics = metrics
        options.authoriser = authoriser
        options.clock = { [clock] in clock.now }
        return try ServiceEngine(store: store ?? memory, keyStore: nil, models: folder.path, options: options)
    }

    func wait(seconds: Int64) { clock.advance(seconds: seconds) }

    func loseLedger() throws {
        let path = folder.path("policies")
        if FileManager.default.fileExists(atPath: path) { try FileManager.default.removeItem(atPath: path) }
    }

    var records: [RecordedEvent] { memory.read(from: .first, through: Position(.max), limit: .max) }
    func records(_ type: String) -> [RecordedEvent] { records.filter { $0.type == type } }
    func refusals(of policy: String) throws -> [PolicyRefused] {
        try records("PolicyRefused").filter { $0.stream == .policy(policy) }
            .map { try PolicyRefused(decoding: $0.payload.span.bytes) }
    }
    func outcomes(_ policy: String, _ outcome: String) -> Int64 {
        metrics.counterTotal(label: "logbook.policies", dimensions: [("policy", policy), ("outcome", outcome)])
    }
}

extension ServiceEngine {
    /// What the policy in this place of the list could not react to.
    func failures(_ index: Int) async throws -> [PolicyFailure] { try await policies()[index].progress?.failures ?? [] }
}

let byAgent = CommandEnvelope(.person("agent-4"))
let incidentToLog = LogIncident(title: "Mail does not arrive", service: "mail")
