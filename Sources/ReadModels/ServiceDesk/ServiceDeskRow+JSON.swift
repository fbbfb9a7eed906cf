public import EventModel
import Processes

extension ServiceDeskRow {
    /// The row as lists give it: every key always there, null where nothing is known. Keys are stable.
    public var json: JSONValue {
        let (what, who, when) = (incident.classification, incident.assignment, incident.times)
        let (waiting, counts, related) = (incident.waiting, incident.counts, incident.relations)
        let cis = related.cis.filter { $0.how != .excluded }.map(\.ci)
        return .object([
            "number": incident.number.value,
            "title": .string(incident.title),
            "state": incident.state.value,
            "priority": what.priority.value,
            "impact": what.impact.value,
            "urgency": what.urgency.value,
            "category": what.category.value,
            "subcategory": what.subcategory.value,
            "group": who.group.value,
            "assignee": who.person.value,
            "caller": what.caller.value,
            "customer": what.customer.value,
            "service": what.service.value,
            "ci": cis.first.value,
            "cis": cis.value,
            "source": what.source.value,
            "detectedAt": when.detectedAt.value,
            "loggedAt": when.loggedAt.value,
            "acknowledgedAt": when.acknowledgedAt.value,
            "firstResponseAt": when.firstResponseAt.value,
            "resolvedAt": when.resolvedAt.value,
            "closedAt": when.closedAt.value,
            "changedAt": when.lastChangeAt.value,
            "pendingReason": waiting.reason.value,
            "pendingSince": waiting.since.value,
            "pendingUntil": waiting.until.value,
            "pausedMicros": .integer(waiting.pausedMicros),
            "reopenCount": .integer(counts.reopened),
            "reassignmentCount": .integer(counts.reassigned),
            "escalationLevel": .integer(who.escalationLevel),
            "workMinutes": .integer(counts.workMinutes),
            "supplier": who.supplier.value,
            "major": .bool(isMajor),
            "priorityOverridden": .bool(what.isOverridden),
            "resolutionCode": (incident.resolution?.code).value,
            "solution": (incident.resolution?.solution).value,
            "parent": related.parent.value,
            "children": related.children.value,
            "mergedInto": related.mergedInto.value,
            "previous": related.previous.value,
            "links": related.links.value,
            "knownErrors": related.knownErrors.value,
            "contradictions": incident.contradictions.value,
            "lastPosition": incident.lastPosition.value,
        ])
    }
}

extension FieldValue {
    /// As JSON; null where there is nothing.
    var value: JSONValue { json(nil) ?? .null }
}
