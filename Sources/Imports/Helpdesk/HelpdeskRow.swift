import EventModel
import Processes

/// One activity on a ticket. Other than an audit row it is a fact even where it changes nothing: solved twice is two
/// solutions. Only an exact repetition is none.
struct HelpdeskRow: SourceRow {
    let line: Int
    let number: IncidentNumber
    let at: Instant
    let commandID: CommandID
    let activity: HelpdeskActivity
    let person: PersonID?
    let group: GroupID?
    let customer: CustomerID?
    let product: ServiceID?
    let serviceType: ReferenceCode?
    let seriousness: ReferenceCode?

    var author: PersonID? { person }
    /// The help desk does not count reopenings.
    var reopenCount: Int64? { nil }

    func tell(_ trace: inout IncidentTrace) -> [IncidentEvent] {
        var events: [IncidentEvent] = []
        func add(_ more: [IncidentEvent], _ trace: inout IncidentTrace) {
            events += more
            trace.fold(more, of: self)
        }
        if trace.incident == nil { add([.logged(logged)], &trace) }
        guard let incident = trace.incident else { return events }

        if isReopening(incident) { add([.reopened(IncidentReopened(reason: nil))], &trace) }
        add(classified(incident), &trace)
        if let incident = trace.incident { add(done(incident, trace), &trace) }
        return events
    }

    private var logged: IncidentLogged {
        IncidentLogged(
            title: title, source: .import, detectedAt: at, impact: nil, urgency: nil, caller: nil, customer: customer,
            service: product, ci: nil, contact: nil, previous: nil, description: nil)
    }

    private var title: String {
        let parts = [product?.rawValue, serviceType?.rawValue].compactMap { $0 }
        return parts.isEmpty ? number.rawValue : parts.joined(separator: ", ")
    }

    /// Work on a solved ticket, or a new wait, opens it again.
    private func isReopening(_ incident: Incident) -> Bool {
        guard incident.state == .resolved || incident.state == .closed else { return false }
        switch activity {
        case .takenInCharge, .waits: return true
        case .inserted, .classified, .anomalyResolved, .resolved, .closed, .unknown: return false
        }
    }

    /// Said by `Assign seriousness`, and by any later activity that finds it otherwise.
    private func classified(_ incident: Incident) -> [IncidentEvent] {
        guard activity != .inserted, let serviceType else { return [] }
        let known = incident.classification
        let isKnown = known.category == serviceType.rawValue && known.subcategory == seriousness?.rawValue
        if isKnown && activity != .classified { return [] }
        return [
            .categorised(
                IncidentCategorised(
                    category: serviceType.rawValue, subcategory: seriousness?.rawValue, service: product))
        ]
    }

    private func done(_ incident: Incident, _ trace: IncidentTrace) -> [IncidentEvent] {
        let resumed = IncidentEvent.resumed(IncidentResumed(cause: nil))
        let isWaiting = incident.state == .pending
        switch activity {
        case .inserted, .classified: return []
        case .takenInCharge:
            return assigned(incident, trace) + (isWaiting ? [resumed] : [])
                + [.workStarted(IncidentWorkStarted(person: person))]
        case .waits(let reason, let text):
            return [.pended(IncidentPended(waitingFor: reason, reason: text, until: nil))]
        case .anomalyResolved: return isWaiting ? [.resumed(IncidentResumed(cause: "Resolve SW anomaly"))] : []
        case .resolved: return [.resolved(.imported)]
        case .closed: return [.closed(.imported)]
        case .unknown(let word):
            let source = HelpdeskFormat.name.rawValue
            return [.sourceStateRecorded(SourceStateRecorded(source: source, code: word, state: nil))]
        }
    }

    private func assigned(_ incident: Incident, _ trace: IncidentTrace) -> [IncidentEvent] {
        let known = incident.assignment
        guard group != known.group || person != known.person else { return [] }
        guard trace.wasAssigned else { return [.assigned(IncidentAssigned(group: group, person: person))] }
        return [
            .reassigned(
                IncidentReassigned(fromGroup: known.group, fromPerson: known.person, group: group, person: person))
        ]
    }
}
