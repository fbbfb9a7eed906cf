import Processes

/// A state as ServiceNow writes it.
enum ServiceNowState: Equatable {
    case new
    case active
    case awaiting(PendingReason, text: String)
    case resolved
    case closed
    /// A raw code, such as `-100`, or a word that is not on the list.
    case unknown(String)

    init(_ text: String) {
        self =
            switch text {
            case "New": .new
            case "Active": .active
            case "Awaiting User Info": .awaiting(.customer, text: text)
            case "Awaiting Vendor": .awaiting(.supplier, text: text)
            case "Awaiting Problem": .awaiting(.problem, text: text)
            case "Awaiting Change": .awaiting(.change, text: text)
            case "Awaiting Evidence": .awaiting(.evidence, text: text)
            case "Resolved": .resolved
            case "Closed": .closed
            default: .unknown(text)
            }
    }

    /// The word in the source.
    var text: String {
        switch self {
        case .new: "New"
        case .active: "Active"
        case .awaiting(_, let text): text
        case .resolved: "Resolved"
        case .closed: "Closed"
        case .unknown(let text): text
        }
    }

    /// What it is called here, for an incident that somebody has or nobody; nil where nobody knows.
    func state(isAssigned: Bool) -> IncidentState? {
        switch self {
        case .new: isAssigned ? .assigned : .new
        case .active: .inProgress
        case .awaiting: .pending
        case .resolved: .resolved
        case .closed: .closed
        case .unknown: nil
        }
    }

    /// Whether `incident` is in this state already.
    func holds(for incident: Incident) -> Bool {
        switch self {
        case .new: incident.state == .new || incident.state == .assigned
        case .active: incident.state == .inProgress
        case .awaiting(let reason, _): incident.state == .pending && incident.waiting.reason == reason
        case .resolved: incident.state == .resolved
        case .closed: incident.state == .closed
        case .unknown: false
        }
    }
}
