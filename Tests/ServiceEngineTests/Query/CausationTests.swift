import EventModel
import Processes
import TestSupport
import Testing

@testable import ServiceEngine

@Suite struct CausationTests {
    private let folder = TemporaryFolder()

    @Test func `causes are walked back to the command that no event caused`() async throws {
        let engine = try ServiceEngine.inMemory(folder)
        let logged = try await engine.execute(
            new: LogIncident(title: "Mail", impact: .high, urgency: .high),
            CommandEnvelope(.person("person-17"), reason: "It rang"))
        let policy = CommandEnvelope(
            Actor(principal: "assign-mail", kind: .policy), reason: "by rule", causation: logged.positions[1])
        let assigned = try await engine.execute(AssignIncident(group: "messaging"), on: logged.stream, policy)
        let timer = CommandEnvelope(Actor(principal: "nudge", kind: .timer), causation: assigned.positions[0])
        let commented = try await engine.execute(
            AddComment(.private, text: "Still here"), on: logged.stream, timer)

        let chain = try #require(try await engine.cause(of: commented.positions[0]))
        #expect(chain.links.map(\.position) == [commented.positions[0], assigned.positions[0], logged.positions[1]])
        #expect(chain.beginning?.actor == .person("person-17"))
        guard case .object(let began)? = chain.json["began"], case .array(let links)? = chain.json["chain"] else {
            Issue.record("\(chain.json)")
            return
        }
        #expect(began["reason"] == .string("It rang"))
        #expect(links.count == 3)
        guard case .object(let link) = links[1] else { return }
        #expect(
            link.members.map(\.key) == [
                "position", "type", "stream", "commandId", "actor", "reason", "occurredAt", "recordedAt", "causation",
            ])
        #expect(link["causation"] == .integer(Int64(logged.positions[1].rawValue)))
    }

    @Test func `an event that was not known or not true at the moment has no cause then`() async throws {
        let engine = try ServiceEngine.inMemory(folder)
        let logged = try await engine.execute(new: LogIncident(title: "Mail"), CommandEnvelope(.person("person-17")))
        // The commit's end is meant, so its second event is known with its first.
        #expect(try await engine.cause(of: Position(2), Moment(asKnownAt: .position(Position(1)))) != nil)
        let assign = CommandEnvelope(.person("person-17"))
        try await engine.execute(AssignIncident(group: "messaging"), on: logged.stream, assign)
        #expect(try await engine.cause(of: Position(3), Moment(asKnownAt: .position(Position(2)))) == nil)
        #expect(try await engine.cause(of: Position(3), Moment(asOf: .newYear)) == nil)
        #expect(try await engine.cause(of: Position(0)) == nil)
        #expect(try await engine.cause(of: Position(4)) == nil)
    }

    @Test func `a chain that is longer than is good to read is cut, and says so`() async throws {
        let engine = try ServiceEngine.inMemory(folder)
        let longest = UInt64(CausalChain.longest)
        var log = IncidentLog()
        for _ in 0...longest {
            log.add(.workStarted(IncidentWorkStarted(person: nil)), to: "INC-1", at: .newYear)
        }
        try await engine.append(log.events) { $0.position == .first ? nil : Position($0.position.rawValue - 1) }
        let whole = try #require(try await engine.cause(of: Position(longest)))
        #expect(whole.isComplete && whole.links.count == CausalChain.longest)
        let cut = try #require(try await engine.cause(of: Position(longest + 1)))
        #expect(!cut.isComplete && cut.links.count == CausalChain.longest && cut.json["began"] == .null)
    }
}
