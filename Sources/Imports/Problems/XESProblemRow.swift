import EventModel
import Processes

/// One event of a problem's trace, checked.
struct XESProblemRow: Sendable {
    let line: Int
    let at: Instant
    let status: Status
    /// The state as the source wrote it: `Accepted/In Progress`.
    let code: String
    let group: GroupID?
    let person: PersonID?
    let impact: Impact?
    let product: ServiceID?
    let commandID: CommandID

    /// What the source's state means here.
    enum Status {
        case queued
        case assigned
        case inProgress
        case waiting
        case closed
        case cancelled
        /// Nobody knows.
        case unknown
    }

    init(_ event: XESEvent, of number: ProblemNumber) throws(RowFault) {
        line = event.line
        let activity = try event.required("concept:name")
        let transition = try event.required("lifecycle:transition")
        let time = try event.required("time:timestamp")
        guard let at = Instant(parsing: time) else {
            throw .badValue(column: "time:timestamp", expected: "a time with its offset from UTC", found: time)
        }
        self.at = at
        code = "\(activity)/\(transition)"
        status = Status(activity, transition)
        (group, person) = (try event.team, try event.identifier("org:resource"))
        impact = try event.impact
        product = try event.identifier("product")
        var content = Array("xes-problems".utf8)
        let identity = [number.rawValue, time, code, group?.rawValue, person?.rawValue, event["impact"]]
        for text in identity {
            // The length in front keeps "ab", "c" apart from "a", "bc".
            content.append(contentsOf: "\n\(text?.utf8.count ?? -1):\(text ?? "")".utf8)
        }
        commandID = CommandID(derivedAt: at, from: content)
    }
}

extension XESProblemRow.Status {
    fileprivate init(_ activity: String, _ transition: String) {
        switch (activity, transition) {
        case ("Queued", "Awaiting Assignment"): self = .queued
        case ("Accepted", "Assigned"): self = .assigned
        case ("Accepted", "In Progress"): self = .inProgress
        case ("Accepted", "Wait"): self = .waiting
        case ("Completed", "Closed"): self = .closed
        case ("Completed", "Cancelled"): self = .cancelled
        default: self = .unknown
        }
    }
}

extension XESEvent {
    /// What says in this family of exports that there is nothing.
    private static let nothing: Set<String> = ["", "-", "UNKNOWN"]

    fileprivate func required(_ key: String) throws(RowFault) -> String {
        guard let value = self[key], !value.isEmpty else {
            throw .badValue(column: key, expected: "a value", found: self[key] ?? "none")
        }
        return value
    }

    fileprivate func identifier<ID: TextIdentifier>(_ key: String) throws(RowFault) -> ID? {
        guard let value = self[key], !Self.nothing.contains(value) else { return nil }
        let identifier = ID(rawValue: value)
        guard identifier.problem == nil else {
            throw .badValue(
                column: key, expected: "1 to 200 bytes without control characters", found: String(value.prefix(50)))
        }
        return identifier
    }

    /// The team: `org:group`, or `organization involved` where that one holds the line of the organisation. The two have
    /// changed places between logs of this family.
    fileprivate var team: GroupID? {
        get throws(RowFault) {
            let isLine = self["org:group"]?.hasPrefix("Org line") ?? true
            let (first, second) = ("organization involved", "org:group")
            let team: GroupID? = try identifier(isLine ? first : second)
            return if let team { team } else { try identifier(isLine ? second : first) }
        }
    }

    fileprivate var impact: Impact? {
        get throws(RowFault) {
            switch self["impact"] {
            case "Major", "High": .high
            case "Medium": .medium
            case "Low": .low
            case nil, "", "UNKNOWN": nil
            case let other?:
                throw .badValue(
                    column: "impact", expected: "Major, High, Medium or Low", found: String(other.prefix(50)))
            }
        }
    }
}
