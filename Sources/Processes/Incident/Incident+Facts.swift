import EventModel

// Events that leave the state as it is.

extension Incident {
    mutating func fold(_ event: IncidentLogged, _ record: RecordedEvent) {
        if !title.isEmpty { return note("logged a second time", record) }
        if event.detectedAt <= times.detectedAt { contradictions.removeAll { $0.what == Self.beganInTheMiddle } }
        title = event.title
        // What began with the first event began with the detection.
        if times.movedAt == nil { times.stateSince = event.detectedAt }
        if times.openSince == times.detectedAt { times.openSince = event.detectedAt }
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
        relations.alert = event.alert
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
        case .functional:
            assignment.functionalLevel = max(assignment.functionalLevel, event.level)
            counts.functionalEscalations += 1
        case .hierarchical:
            assignment.hierarchicalLevel = max(assignment.hierarchicalLevel, event.level)
            counts.hierarchicalEscalations += 1
        }
    }

    mutating func fold(_ event: SupplierEngaged) {
        assignment.supplier = event.supplier
        assignment.suppliers.appendNew(event.supplier)
    }

    mutating func fold(_ event: CommentAdded, _ record: RecordedEvent) {
        counts.comments += 1
        if event.visibility == .public, isAnswer(by: record.actor, to: classification.caller ?? event.subject) {
            times.firstResponseAt = earlier(times.firstResponseAt, record)
        }
    }

    /// An answer is a person's word, and not the caller's own; nor what somebody wrote down for the caller. Of a record
    /// from another tool only its import is known.
    private func isAnswer(by actor: Actor, to caller: PersonID?) -> Bool {
        let isTheCallers = caller.map { $0 == actor.principal || $0 == actor.onBehalfOf } ?? false
        switch actor.kind {
        case .person, .import: return !isTheCallers
        case .policy, .timer, .assistant: return false
        }
    }

    /// The newest word on an item counts; computing never touches what a person said.
    mutating func link(_ event: CILinkedToIncident) {
        guard let index = relations.cis.firstIndex(where: { $0.ci == event.ci }) else {
            return relations.cis.append(event)
        }
        if event.how != .computed || relations.cis[index].how == .computed { relations.cis[index] = event }
    }

    mutating func keep(_ event: CILinksComputed) {
        relations.computations.removeAll { $0.basis == event.basis }
        relations.computations.append(event)
    }

    mutating func confirm(_ change: ReferenceCode) {
        relations.causingChange = change
        relations.suspectedChanges.removeAll { $0 == change }
        relations.rejectedChanges.removeAll { $0 == change }
    }

    mutating func reject(_ change: ReferenceCode) {
        if relations.causingChange == change { relations.causingChange = nil }
        relations.suspectedChanges.removeAll { $0 == change }
        relations.rejectedChanges.appendNew(change)
    }

    mutating func fold(_ event: IncidentParentSet) {
        if event.child == number { relations.parent = event.parent } else { relations.children.appendNew(event.child) }
    }

    mutating func fold(_ event: IncidentParentRemoved) {
        if event.child == number { relations.parent = nil } else { relations.children.removeAll { $0 == event.child } }
    }

    mutating func fold(_ event: IncidentsMerged, _ record: RecordedEvent) {
        guard event.absorbed == number else {
            relations.absorbed.appendNew(event.absorbed)
            counts.workMinutes += event.workMinutes
            return
        }
        relations.stateBeforeMerge = state
        relations.mergedInto = event.survivor
        relations.movedWorkMinutes = event.workMinutes
        counts.workMinutes -= event.workMinutes
        move(to: .merged, record)
    }

    mutating func fold(_ event: IncidentsUnmerged, _ record: RecordedEvent) {
        if event.absorbed == number {
            unmerge(event, record)
        } else if event.survivor == number {
            relations.absorbed.removeAll { $0 == event.absorbed }
            counts.workMinutes -= event.workMinutes
        } else {
            // A link of the chain from the one to the other: what went on to the survivor no longer came through here.
            relations.absorbed.removeAll { $0 == event.absorbed }
            relations.movedWorkMinutes -= event.workMinutes
        }
    }

    /// It stands again as it did, waiting if it was.
    private mutating func unmerge(_ event: IncidentsUnmerged, _ record: RecordedEvent) {
        counts.workMinutes += event.workMinutes
        guard state == .merged else { return note("\(record.type) while it was \(state.name)", record) }
        move(to: relations.stateBeforeMerge ?? .new, record)
        relations.stateBeforeMerge = nil
        relations.mergedInto = nil
        relations.movedWorkMinutes = 0
    }
}
