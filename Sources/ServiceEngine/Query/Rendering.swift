import EventLog
public import EventModel
import Processes

/// Shows recorded events as JSON: the whole envelope, and the payload by its schema with sealed texts opened.
struct EventRenderer: Sendable {
    let origin: String
    let keyStore: KeyStore?

    private struct Name: Hashable {
        let type: String
        let version: UInt32
    }
    /// Every event that any part of the engine declares.
    private static let declarations: [Name: EventDeclaration] = Dictionary(
        uniqueKeysWithValues: ServiceEngine.eventDeclarations.map { (Name(type: $0.name, version: $0.version), $0) })

    func opener(of record: RecordedEvent) -> (any Opener)? {
        keyStore.map { EventOpener(store: $0, origin: origin, record: record) }
    }

    /// The envelope's keys in the order of the schema; `payload` is the event's object.
    func render(_ record: RecordedEvent) throws(EngineError) -> JSONValue {
        guard case .object(var object) = record.json(nil) else { preconditionFailure("a message is an object") }
        object["payload"] = try payload(of: record)
        return .object(object)
    }

    func payload(of record: RecordedEvent) throws(EngineError) -> JSONValue {
        do throws(DecodeError) {
            let name = Name(type: record.type, version: record.schemaVersion)
            guard let declaration = EventRenderer.declarations[name] else {
                throw DecodeError(.unknownType("\(record.type) version \(record.schemaVersion)"), offset: 0)
            }
            return try declaration.render(record.payload.span.bytes, opener(of: record))
        } catch {
            throw .undecodable(position: record.position, type: record.type, error)
        }
    }
}

extension ServiceEngine {
    /// Every event that the log may hold, of every released version: those of the processes, and the log's own.
    public static let eventDeclarations: [EventDeclaration] =
        Catalogue.declarations + [EventDeclaration(ClockWentBack.self)]

    /// The event as JSON: its whole envelope, and its payload with sealed texts opened where their keys exist.
    /// - Throws: `undecodable` where this release does not know the event.
    public func render(_ record: RecordedEvent) throws(EngineError) -> JSONValue { try renderer.render(record) }

    var renderer: EventRenderer { EventRenderer(origin: store.identity.origin, keyStore: keyStore) }
}
