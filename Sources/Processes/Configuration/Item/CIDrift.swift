public import EventModel

/// An item is not as a baseline or a blueprint intends it.
public struct DriftDetected: DomainEvent {
    public let baseline: String
    public let attribute: String
    public let intended: String?
    public let observed: String?

    public init(baseline: String, attribute: String, intended: String?, observed: String?) {
        (self.baseline, self.attribute, self.intended, self.observed) = (baseline, attribute, intended, observed)
    }

    public static let type = EventType(
        "DriftDetected", version: 1,
        Field(1, "baseline", \DriftDetected.baseline, "What it was compared with."),
        Field(2, "attribute", \.attribute, "Which attribute."),
        Field(3, "intended", \.intended, "Its value there; absent where it had none."),
        Field(4, "observed", \.observed, "Its value now; absent where it has none."),
        make: DriftDetected.init)
    public static let summary = "An item is not as a baseline intends it."
    public static let example = DriftDetected(
        baseline: "freeze-2026", attribute: "version", intended: "4.1", observed: "4.2")
}

/// An item is as intended again.
public struct DriftResolved: DomainEvent {
    public let baseline: String
    public let attribute: String

    public init(baseline: String, attribute: String) { (self.baseline, self.attribute) = (baseline, attribute) }

    public static let type = EventType(
        "DriftResolved", version: 1,
        Field(1, "baseline", \DriftResolved.baseline, "What it was compared with."),
        Field(2, "attribute", \.attribute, "Which attribute."),
        make: DriftResolved.init)
    public static let summary = "An item is as intended again."
    public static let example = DriftResolved(baseline: "freeze-2026", attribute: "version")
}
