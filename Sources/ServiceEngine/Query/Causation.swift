import EventLog
public import EventModel

/// An event, what caused it, what caused that, and so on to the command that no event caused.
public struct CausalChain: Sendable, Hashable {
    /// The event asked about first, then each event's cause. Never empty.
    public let links: [RecordedEvent]
    /// False where the chain is longer than `longest`: the rest is left out.
    public let isComplete: Bool

    /// The most links that are followed; policies stop long before.
    public static let longest = 1000

    /// The event whose command began it all; nil where the chain was cut before.
    public var beginning: RecordedEvent? { isComplete ? links.last : nil }
}

extension ServiceEngine {
    /// Why the event at `position` was recorded. Nil where it was not known, or not true, at the moment.
    public func cause(of position: Position, _ moment: Moment = .now) async throws(EngineError) -> CausalChain? {
        let store = store
        return try await dispatcher.onReader { () throws(EngineError) in
            let known = try MomentResolver(store: store).position(moment.asKnownAt)
            do throws(LogError) {
                guard let first = try store.event(at: position), first.position <= known,
                    first.occurredAt <= moment.asOf ?? .latest
                else { return nil }
                return try store.causes(of: first)
            } catch {
                throw .log(error)
            }
        }
    }

    /// Why the event was recorded.
    public func cause(of event: RecordedEvent) async throws(EngineError) -> CausalChain {
        let store = store
        return try await dispatcher.onReader { () throws(EngineError) in
            do throws(LogError) { return try store.causes(of: event) } catch { throw .log(error) }
        }
    }
}

extension EventStore {
    /// The event at `position`, or nil where the log does not reach there.
    func event(at position: Position) throws(LogError) -> RecordedEvent? {
        guard position > .zero else { return nil }
        return try read(from: position, through: position, limit: 1).first
    }

    /// Walks from cause to cause. Each lies before its effect, so the walk ends whatever the records say.
    fileprivate func causes(of event: RecordedEvent) throws(LogError) -> CausalChain {
        var (links, last) = ([event], event)
        while let cause = last.causation {
            guard links.count < CausalChain.longest else { return CausalChain(links: links, isComplete: false) }
            guard cause < last.position, let found = try self.event(at: cause) else {
                throw .corrupt(
                    Corruption(
                        "the cause of the event", at: last.position, expected: "an event before it", found: "\(cause)"))
            }
            links.append(found)
            last = found
        }
        return CausalChain(links: links, isComplete: true)
    }
}

extension CausalChain {
    /// `{chain: [{position, type, stream, commandId, actor, reason, occurredAt, recordedAt, causation}], began}`; `began` says
    /// who gave the first command, and is null where the chain was cut. Keys are stable.
    public var json: JSONObject {
        let keys = [
            "position", "type", "stream", "commandId", "actor", "reason", "occurredAt", "recordedAt", "causation",
        ]
        let began = beginning.map {
            $0.outline(["actor", "commandId", "reason", "position", "occurredAt", "recordedAt"])
        }
        return [
            "chain": .array(links.map { .object($0.outline(keys)) }),
            "began": began.map(JSONValue.object) ?? .null,
        ]
    }
}

extension RecordedEvent {
    /// Some parts of the envelope as JSON, each always there.
    func outline(_ keys: [String]) -> JSONObject {
        guard case .object(let envelope) = json(nil) else { preconditionFailure("a message is an object") }
        var outline = JSONObject()
        for key in keys { outline[key] = envelope[key] ?? .null }
        return outline
    }
}
