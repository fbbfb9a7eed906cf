public import EventModel

/// What incidents of one kind have in common: each part that is given must be theirs.
public struct IncidentSignature: Sendable, Hashable {
    public var service: ServiceID?
    public var category: String?
    public var subcategory: String?
    public var symptom: String?
    public var ci: CIID?

    public init(
        service: ServiceID? = nil, category: String? = nil, subcategory: String? = nil, symptom: String? = nil,
        ci: CIID? = nil
    ) {
        (self.service, self.category, self.subcategory) = (service, category, subcategory)
        (self.symptom, self.ci) = (symptom, ci)
    }

    /// It says nothing, and so would be every incident's.
    public var isEmpty: Bool { self == IncidentSignature() }

    /// Whether the incident is of this kind; none is of an empty one.
    public func matches(_ incident: Incident) -> Bool {
        let what = incident.classification
        if isEmpty { return false }
        if let service, service != what.service { return false }
        if let category, category != what.category { return false }
        if let subcategory, subcategory != what.subcategory { return false }
        if let symptom, symptom != what.symptom { return false }
        if let ci, !incident.relations.cis.contains(where: { $0.ci == ci && $0.how != .excluded }) { return false }
        return true
    }

    /// `service mail, category software`
    public var text: String {
        [
            ("service", service?.rawValue), ("category", category), ("subcategory", subcategory),
            ("symptom", symptom), ("ci", ci?.rawValue),
        ].compactMap { name, value in value.map { "\(name) \($0)" } }.joined(separator: ", ")
    }
}

extension IncidentSignature: WireMessage {
    public static let schema = Schema(
        Field(1, "service", \IncidentSignature.service, "The service that is hit."),
        Field(2, "category", \.category, "The kind of incident."),
        Field(3, "subcategory", \.subcategory, "The kind within the category."),
        Field(4, "symptom", \.symptom, "What is seen to go wrong."),
        Field(5, "ci", \.ci, "The configuration item that is hit."))
}
