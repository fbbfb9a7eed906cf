public import EventLog
public import EventModel
import Foundation
public import LMDB

/// Why the engine could not do what it was asked. Says what, where, and what to do next.
public enum EngineError: Error, Sendable {
    /// A rule refused the command. Nothing was recorded.
    case rejected(any CommandRejection)
    /// The actor may not do this.
    case notPermitted(actor: Actor, action: String)
    /// The log refused the commit; nothing was recorded unless it says otherwise.
    case append(AppendError)
    case log(LogError)
    /// Others changed the same streams again and again while the command was decided.
    case busy(stream: StreamID, attempts: Int)
    case storage(LMDBError)
    /// A stored event that this release cannot read.
    case undecodable(position: Position, type: String, DecodeError)
    /// A read model has stopped at an event, or is damaged.
    case model(TableError)
    /// No read model has this name.
    case noModel(named: String, known: [String])
    case keyDestroyed(PersonID)
    /// The logbook has no key store, as a backup has none, and the command would record something personal.
    case noKeyStore
    case badKey(String)
    case file(operation: String, path: String, code: Int32)
    case badZone(String)
    case closed
}

extension EngineError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .rejected(let rejection): rejection.description
        case .notPermitted(let actor, let action): "\(actor.principal) may not \(action)"
        case .append(let error): error.description
        case .log(let error): error.description
        case .busy(let stream, let attempts):
            "stream \(stream) changed during each of \(attempts) attempts; try again"
        case .storage(let error): error.description
        case .undecodable(let position, let type, let error):
            "the event at position \(position) (\(type)) cannot be read: \(error)"
        case .model(let error): error.description
        case .noModel(let name, let known):
            "there is no read model \(name); there are: \(known.joined(separator: ", "))"
        case .keyDestroyed(let person):
            "the key of \(person) was destroyed; nothing personal can be recorded about them any more"
        case .noKeyStore:
            "this logbook has no keys, so nothing personal can be recorded; restore its folder 'keys' from your backup of keys"
        case .badKey(let why): why
        case .file(let operation, let path, let code):
            "cannot \(operation) \(path): \(String(cString: strerror(code)))"
                + (code == ENOSPC || code == EDQUOT ? "; the disk is full: free space and try again" : "")
        case .badZone(let name): "no time zone is named \(name); use an IANA name such as Europe/Berlin"
        case .closed: "the engine is closed"
        }
    }
}
