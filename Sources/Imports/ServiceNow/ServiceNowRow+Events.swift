import EventModel
import Processes

// What each difference between a row and the record before it means. The order within a row is that in which the
// fold makes sense of it: reopened before assigned again, assigned before worked on.

extension ServiceNowRow {
    func tell(_ trace: inout IncidentTrace) -> [IncidentEvent] {
        var events: [IncidentEvent] = []
        func add(_ more: [IncidentEvent], _ trace: inout IncidentTrace) {
            events += more
            trace.fold(more, of: self)
        }
        if trace.incident == nil { add([.logged(logged)], &trace) }
        guard let incident = trace.incident else { return events }

        if isReopening(incident, trace) { add([.reopened(IncidentReopened(reason: nil))], &trace) }
        add(classified(incident) + rated(incident) + assigned(incident, trace) + related(incident), &trace)
        if let incident = trace.incident { add(moved(incident, trace), &trace) }
        return events
    }

    /// Values that are known only later are not among them.
    private var logged: IncidentLogged {
        IncidentLogged(
            title: title, source: source, detectedAt: openedAt ?? at, impact: rating.impact, urgency: rating.urgency,
            caller: caller, customer: nil, service: nil, ci: relations.ci, contact: nil, previous: nil, description: nil
        )
    }

    /// The export has no short description; its classification is the nearest to one.
    private var title: String {
        guard let classification else { return number.rawValue }
        let parts = [classification.category, classification.subcategory, classification.symptom]
        return parts.compactMap { $0 }.joined(separator: ", ")
    }

    /// The source counts reopenings. Where the export starts in the middle there is no count to compare with, and a
    /// solved incident that is open again has been reopened where the count is not zero.
    private func isReopening(_ incident: Incident, _ trace: IncidentTrace) -> Bool {
        let count = reopenCount ?? 0
        if let before = trace.reopenCount { return count > before }
        let isOpen = state.state(isAssigned: false)?.isOpen ?? false
        return count > 0 && isOpen && (incident.state == .resolved || incident.state == .closed)
    }

    private func classified(_ incident: Incident) -> [IncidentEvent] {
        guard let classification else { return [] }
        let known = incident.classification
        let isKnown =
            classification.category == known.category && classification.subcategory == known.subcategory
            && classification.symptom == known.symptom
        return isKnown ? [] : [.categorised(classification)]
    }

    /// The source's own matrix decided, so that no version of ours stands behind it.
    private func rated(_ incident: Incident) -> [IncidentEvent] {
        guard let impact = rating.impact, let urgency = rating.urgency, let priority = rating.priority else {
            return []
        }
        let known = incident.classification
        guard rating != Rating(impact: known.impact, urgency: known.urgency, priority: known.priority) else {
            return []
        }
        return [
            .prioritised(
                IncidentPrioritised(impact: impact, urgency: urgency, priority: priority, matrixVersion: nil))
        ]
    }

    private func assigned(_ incident: Incident, _ trace: IncidentTrace) -> [IncidentEvent] {
        let known = incident.assignment
        guard group != known.group || person != known.person else { return [] }
        // A group that gives its incident to one of its own has not handed it over.
        let isTakenUp = group == known.group && known.person == nil
        if !trace.wasAssigned || isTakenUp { return [.assigned(IncidentAssigned(group: group, person: person))] }
        return [
            .reassigned(
                IncidentReassigned(fromGroup: known.group, fromPerson: known.person, group: group, person: person))
        ]
    }

    /// A link that the source takes back has no event; one that is made again is still there.
    private func related(_ incident: Incident) -> [IncidentEvent] {
        var events: [IncidentEvent] = []
        if let ci = relations.ci, !incident.relations.cis.contains(where: { $0.ci == ci }) {
            events.append(.ciLinked(CILinkedToIncident(ci: ci, role: .affected, how: .manual)))
        }
        let links = [(LinkKind.problem, relations.problem), (.change, relations.change)]
        for (kind, code) in links {
            guard let code else { continue }
            let link = IncidentLinked(kind: kind, code: code)
            if !incident.relations.links.contains(link) { events.append(.linked(link)) }
        }
        if let change = relations.causingChange, change != incident.relations.causingChange {
            events.append(.changeCauseConfirmed(ChangeCauseConfirmed(change: change)))
        }
        if let supplier = relations.supplier, supplier != incident.assignment.supplier {
            events.append(.supplierEngaged(SupplierEngaged(supplier: supplier, reference: nil)))
        }
        return events
    }
}
