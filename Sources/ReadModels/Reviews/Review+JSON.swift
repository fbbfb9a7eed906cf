public import EventModel
public import Processes

extension Review {
    /// Every key always there, null where nothing is known. Keys are stable.
    public var json: JSONObject {
        [
            "number": number.value,
            "state": state.value,
            "kind": scheduled.kind.value,
            "about": about.value,
            "cycle": scheduled.cycle.value,
            "scheduledAt": scheduledAt.value,
            "dueAt": dueAt.value,
            "attendees": (held?.attendees ?? scheduled.attendees).value,
            "heldAt": heldAt.value,
            "minutesHash": (held?.minutes).value,
            "figuresPosition": held.map { .integer(Int64($0.figuresPosition.rawValue)) } ?? .null,
            "cancelledBecause": cancelledBecause.value,
            "openActions": .integer(Int64(actions.count { $0.completedAt == nil })),
            "actions": .array(actions.map { .object($0.json) }),
        ]
    }

    /// The record or the thing that it is about; nil where it is about the whole.
    public var about: String? {
        scheduled.incident?.rawValue ?? scheduled.change?.rawValue ?? scheduled.subject?.rawValue
    }
}

extension Review.Action {
    /// Every key always there, null where nothing is known. Keys are stable.
    public var json: JSONObject {
        [
            "action": .integer(number),
            "what": .string(what),
            "owner": owner.value,
            "dueAt": dueAt.value,
            "raisedAt": raisedAt.value,
            "completedAt": completedAt.value,
            "evidence": evidence.value,
        ]
    }
}
