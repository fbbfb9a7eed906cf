import EventLog
import EventModel
import Foundation
import Processes
import TestSupport
import Testing

@testable import ServiceEngine

private let scratch = TemporaryFolder()

/// A folder of its own for each engine's read models.
private func modelsFolder() throws -> String {
    let path = scratch.path(UUID().uuidString)
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    return path
}

private func memoryEngine() throws -> ServiceEngine {
    let identity = LogIdentity(origin: "test", createdAt: Instant(micros: 0), zone: .utc)
    var options = EngineOptions()
    options.clock = { Instant(parsing: "2026-03-27T09:00:00Z")! }
    let store = InMemoryEventStore(identity: identity) { _ in Instant(parsing: "2026-03-27T09:00:00Z")! }
    return try ServiceEngine(store: store, keyStore: nil, models: modelsFolder(), options: options)
}

private let agent = CommandEnvelope(.person("agent-4"))

@Test func `a logged incident draws its number and takes its priority from the matrix`() async throws {
    let engine = try memoryEngine()
    let receipt = try await engine.execute(
        new: LogIncident(title: "Mail does not arrive", impact: .high, urgency: .medium, service: "mail"), agent)
    #expect(receipt.stream.description == "incident-INC-2026-000001")
    #expect(receipt.version == 2)
    #expect(receipt.positions == [Position(1), Position(2)])
    #expect(receipt.state?.classification.priority == .high)
}

@Test func `a command with an id that is known records nothing and answers as the first time`() async throws {
    let engine = try memoryEngine()
    let id = CommandID(at: Instant(micros: 1), randomness: (1, 2))
    let envelope = CommandEnvelope(.person("agent-4"), commandID: id)
    let first = try await engine.execute(new: LogIncident(title: "Printer"), envelope)
    let second = try await engine.execute(new: LogIncident(title: "Printer"), envelope)
    #expect(second.wasDuplicate && !first.wasDuplicate)
    #expect(second.positions == first.positions && second.stream == first.stream)
    #expect(try engine.store.head().position == Position(2))
}

@Test func `a refused command records nothing and says why`() async throws {
    let engine = try memoryEngine()
    let logged = try await engine.execute(new: LogIncident(title: "Printer"), agent)
    await #expect {
        try await engine.execute(ResolveIncident(code: nil, solution: "x"), on: logged.stream, agent)
    } throws: { error in
        guard case EngineError.rejected(let rejection) = error else { return false }
        return rejection as? IncidentRejection == .resolveNeeds(["code", "service"])
    }
    #expect(try engine.store.head().position == Position(2))
}

@Test func `an actor that may not do something is refused before anything is decided`() async throws {
    struct OnlyAgents: Authoriser {
        func authorise(_ actor: Actor, to _: AuthorisedAction) throws(NotPermitted) {
            guard actor.principal.rawValue.hasPrefix("agent-") else { throw NotPermitted(reason: "log incidents") }
        }
    }
    let identity = LogIdentity(origin: "test", createdAt: Instant(micros: 0), zone: .utc)
    var options = EngineOptions()
    options.authoriser = OnlyAgents()
    let store = InMemoryEventStore(identity: identity) { _ in Instant(micros: 0) }
    let engine = try ServiceEngine(store: store, keyStore: nil, models: modelsFolder(), options: options)
    await #expect(throws: EngineError.self) {
        try await engine.execute(new: LogIncident(title: "Printer"), .init(.person("person-1")))
    }
    #expect(store.head().position == .zero)
}

@Test func `two deciders of the same stream never both go by what they saw`() async throws {
    let engine = try memoryEngine()
    let logged = try await engine.execute(new: LogIncident(title: "Printer", service: "print"), agent)
    let resolve = ResolveIncident(code: "fixed", solution: "Paper.")
    let recorded = await withTaskGroup(of: Bool.self) { group in
        for _ in 0..<8 {
            group.addTask { (try? await engine.execute(resolve, on: logged.stream, agent)) != nil }
        }
        return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(recorded == 1)
    #expect(try engine.store.readStream(logged.stream).filter { $0.type == "IncidentResolved" }.count == 1)
}
