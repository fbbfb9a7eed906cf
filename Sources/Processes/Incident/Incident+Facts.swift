import EventModel

// Events that leave the state as it is.

extension Incident {
    mutating func fold(_ event: IncidentLogged, _ record: RecordedEvent) {
        if !title.isEmpty { return note("logged a second time", record) }
        title = event.title
        times.detectedAt = event.detectedAt
        times.loggedAt = record.occurredAt
        classification.source = event.source
        classification.caller = event.caller
        classification.customer = event.customer
        classification.service = event.service
        classification.impact = event.impact
        classification.urgency = event.urgency
        relations.contact = event.contact
        relations.previous = event.previous
        if let ci = event.ci { link(CILinkedToIncident(ci: ci, role: .affected, how: .manual)) }
    }

    mutating func fold(_ event: IncidentCategorised) {
        classification.category = event.category
        classification.subcategory = event.subcategory
        classification.symptom = event.symptom
        classification.service = event.service ?? classification.service
    }

    mutating func fold(_ event: IncidentPrioritised) {
        classification.impact = event.impact
        classification.urgency = event.urgency
        classification.priority = event.priority
        classification.matrixVersion = event.matrixVersion
        classification.isOverridden = false
    }

    mutating func fold(_ event: IncidentEscalated) {
        assignment.escalationLevel = max(assignment.escalationLevel, event.level)
        switch event.kind {
        case .functional: counts.functionalEscalations += 1
        case .hierarchical: counts.hierarchicalEscalations += 1
        }
    }

    mutating func fold(_ event: CommentAdded, _ record: RecordedEvent) {
        counts.comments += 1
        let isPerson = record.actor.kind == .person || record.actor.kind == .import
        let isAnswer = event.visibility == .public && isPerson && record.actor.principal != classification.caller
        if isAnswer, times.firstResponseAt == nil { times.firstResponseAt = record.occurredAt }
    }

    /// The newest word on an item counts; computing never touches what a person said.
    mutating func link(_ event: CILinkedToIncident) {
        guard let index = relations.cis.firstIndex(where: { $0.ci == event.ci }) else {
            return relations.cis.append(event)
        }
        if event.how != .computed || relations.cis[index].how == .computed { relations.cis[index] = event }
    }

    mutating func confirm(_ change: ReferenceCode) {
        relations.causingChange = change
        relations.suspectedChanges.removeAll { $0 == change }
    }

    mutating func fold(_ event: IncidentParentSet) {
        if event.child == number { relations.parent = event.parent } else { relations.children.appendNew(event.child) }
    }

    mutating func fold(_ event: IncidentParentRemoved) {
        if event.child == number { relations.parent = nil } else { relations.children.removeAll { $0 == event.child } }
    }

    mutating func fold(_ event: IncidentsMerged, _ record: RecordedEvent) {
        if event.absorbed == number {
            let before = state
            move(to: .merged, record)
            relations.stateBeforeMerge = before
            relations.mergedInto = event.survivor
            counts.workMinutes -= event.workMinutes
        } else {
            relations.absorbed.appendNew(event.absorbed)
            counts.workMinutes += event.workMinutes
        }
    }

    mutating func fold(_ event: IncidentsUnmerged, _ record: RecordedEvent) {
        if event.absorbed == number {
            // The wait, if it was in one, ended with the merge.
            let before = relations.stateBeforeMerge ?? .new
            move(to: before == .pending ? .inProgress : before, record)
            relations.stateBeforeMerge = nil
            relations.mergedInto = nil
            counts.workMinutes += event.workMinutes
        } else {
            relations.absorbed.removeAll { $0 == event.absorbed }
            counts.workMinutes -= event.workMinutes
        }
    }
}
