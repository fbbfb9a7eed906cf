public import EventModel
public import Processes

extension Problem {
    /// The problem as lists give it: every key always there, null where nothing is known. Keys are stable.
    public var json: JSONObject {
        [
            "number": number.value,
            "title": .string(title),
            "state": state.value,
            "from": classification.origin.value,
            "priority": classification.priority.value,
            "impact": classification.impact.value,
            "urgency": classification.urgency.value,
            "service": classification.service.value,
            "group": group.value,
            "assignee": person.value,
            "loggedAt": times.loggedAt.value,
            "stateSince": times.stateSince.value,
            "rootCauseAt": times.rootCauseAt.value,
            "resolvedAt": times.resolvedAt.value,
            "closedAt": times.closedAt.value,
            "recurredAt": times.recurredAt.value,
            "changedAt": times.lastChangeAt.value,
            "description": classification.description.value,
            "signature": classification.signature.value,
            "trend": relations.trend.value,
            "incidents": relations.incidents.value,
            "cis": relations.cis.value,
            "parent": relations.parent.value,
            "children": relations.children.value,
            "recurrences": relations.recurrences.value,
            "hypotheses": .array(hypotheses.enumerated().map { $1.json(number: $0 + 1) }),
            "rootCause": rootCause.value,
            "resolution": resolution.value,
            "verifiedFix": verifiedFix.value,
            "review": review.value,
            "pendingReason": waiting.reason.value,
            "pendingSince": waiting.since.value,
            "pendingUntil": waiting.until.value,
            "workMinutes": .integer(workMinutes),
            "reopenCount": .integer(reopenedCount),
            "contradictions": contradictions.value,
            "lastPosition": lastPosition.value,
        ]
    }
}

extension Problem.Hypothesis {
    fileprivate func json(number: Int) -> JSONValue {
        .object([
            "number": .integer(Int64(number)), "text": .string(text), "recordedAt": recordedAt.value,
            "state": .string(rejection == nil ? "kept" : "rejected"), "rejection": rejection.value,
        ])
    }
}

extension KnownError {
    /// The known error as lists give it: every key always there, null where nothing is known. Keys are stable.
    public var json: JSONObject {
        [
            "number": number.value,
            "title": .string(title),
            "state": state.value,
            "symptom": .string(symptom),
            "cause": .string(cause),
            "workaround": workaround.value,
            "publishedAt": publishedAt.value,
            "problem": problem.value,
            "signature": signature.value,
            "recordedBy": recorders.first.value,
            "recordedAt": recordedAt.value,
            "verifiedBy": (verification?.verifier).value,
            "verifiedAt": verifiedAt.value,
            "test": (verification?.test).value,
            "riskOwner": (acceptance?.riskOwner).value,
            "changes": changes.value,
            "fixedBy": fixedBy.value,
            "fixedAt": fixedAt.value,
            "closedAt": closedAt.value,
            "lastPosition": lastPosition.value,
        ]
    }
}

extension Trend {
    /// The trend as lists give it. Keys are stable.
    public var json: JSONObject {
        [
            "number": number.value,
            "signature": detected.signature.value,
            "from": detected.from.value,
            "to": detected.to.value,
            "count": .integer(detected.count),
            "baselineWindows": .integer(detected.baseline.windows),
            "baselineCount": .integer(detected.baseline.count),
            "thresholdPercent": .integer(detected.baseline.thresholdPercent),
            "detectedAt": detectedAt.value,
        ]
    }
}
