import EventModel
import Processes
import ServiceEngine

extension PolicyStatus {
    static let keys = [
        "name", "number", "version", "state", "since", "position", "fired", "refused", "failing", "summary",
    ]

    var json: JSONObject {
        [
            "name": .string(policy.name), "number": .string(policy.number),
            "version": .integer(Int64(policy.version)), "state": .string(state), "since": since,
            "position": progress.map { .integer(Int64($0.position.rawValue)) } ?? .null,
            "fired": progress.map { .integer(Int64($0.firedCount)) } ?? .null,
            "refused": .integer(Int64(refusedCount)),
            "failing": progress.map { .array($0.failures.map { .object($0.json) }) } ?? .null,
            "summary": .string(policy.summary),
        ]
    }

    /// `otherVersion`: a newer release's is in force, or an older one's until somebody writes.
    private var state: String {
        switch force {
        case .inForce: "enabled"
        case .off: "disabled"
        case .otherVersion: "otherVersion"
        }
    }

    private var since: JSONValue {
        if case .inForce(let since) = force { .integer(Int64(since.rawValue)) } else { .null }
    }
}

extension PolicyFailure {
    fileprivate var json: JSONObject {
        [
            "cause": .integer(Int64(cause.rawValue)), "attempts": .integer(Int64(attempts)),
            "nextAttemptAt": .string(nextAttemptAt.description), "problem": .string(problem),
        ]
    }
}
