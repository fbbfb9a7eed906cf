public import EventModel
public import LMDB

/// Why a commit was not recorded. Except after `indeterminate`, nothing of it is in the log.
public enum AppendError: Error, Sendable, Hashable {
    /// A stream is not what the commit expected: read it again and decide again.
    case conflict(stream: StreamID, expected: StreamExpectation, found: UInt64)
    /// Another event holds the key.
    case keyTaken(namespace: String, key: String, by: Position)
    /// The commit releases a key that nothing holds.
    case keyNotClaimed(namespace: String, key: String)
    case tooLarge(Measure, found: Int, limit: Int)
    /// More than five minutes after the log's time: check the clock of the one who reports.
    case occurredInFuture(occurredAt: Instant, recordedAt: Instant)
    /// The commit contradicts itself, in words: a mistake of the caller's.
    case malformed(String)
    /// The storage refused, and nothing is recorded: remove the cause and append again.
    case unavailable(LMDBError)
    /// What the log holds is damaged where the commit needs it: verify the log.
    case corrupt(LogError)
    /// The commit failed while it was being made durable: whether it is recorded shows when the log is opened again.
    /// Append it again with the same command id.
    case indeterminate(LMDBError)
    /// An earlier commit failed so: no more is written until the log is opened again.
    case poisoned(LMDBError)
    /// The log was opened for reading only.
    case readOnly
    case closed

    /// What is limited.
    public enum Measure: String, Sendable, Hashable {
        case events = "events in the commit"
        case commitBytes = "bytes in the commit"
        case recordBytes = "bytes in one record"
        case nameBytes = "bytes in a name"
    }
}

extension AppendError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .conflict(let stream, let expected, let found):
            "stream \(stream) was expected to have \(expected), but has \(events(found)); read it again and try again"
        case .keyTaken(let namespace, let key, let position):
            "the \(namespace) '\(key)' is taken by the event at position \(position)"
        case .keyNotClaimed(let namespace, let key):
            "the \(namespace) '\(key)' cannot be released: nothing holds it"
        case .tooLarge(let measure, let found, let limit):
            "\(found) \(measure.rawValue), at most \(limit) are allowed"
        case .occurredInFuture(let occurredAt, let recordedAt):
            "occurredAt \(occurredAt) lies more than five minutes after the log's time \(recordedAt); check the clock"
        case .malformed(let why): "the commit is malformed: \(why)"
        case .unavailable(let error): "nothing was recorded: \(error)"
        case .corrupt(let error): "nothing was recorded: \(error)"
        case .indeterminate(let error):
            "it is not known whether the commit was recorded: \(error); open the log again and repeat the command"
        case .poisoned(let error):
            "the log takes no more commits since one failed (\(error)); open it again and verify it"
        case .readOnly: "the log is open for reading only"
        case .closed: "the log is closed"
        }
    }
}

extension StreamExpectation: CustomStringConvertible {
    public var description: String {
        switch self {
        case .exactly(let count): events(count)
        case .noStream: events(0)
        case .any: "any events"
        }
    }
}

private func events(_ count: UInt64) -> String {
    switch count {
    case 0: "no events"
    case 1: "1 event"
    default: "\(count) events"
    }
}
