public import EventModel

/// Somebody supposed a cause.
public struct HypothesisRecorded: DomainEvent {
    public let number: Int64
    public let text: String

    public init(number: Int64, text: String) { (self.number, self.text) = (number, text) }

    public static let type = EventType(
        "HypothesisRecorded", version: 1,
        Field(1, "number", \HypothesisRecorded.number, "Which of the problem's hypotheses it is, from 1."),
        Field(2, "text", \.text, "What is supposed; names no person."))
    public static let summary = "Somebody supposed a cause."
    public static let example = HypothesisRecorded(number: 2, text: "The backup locks the spool.")
}

/// A supposed cause turned out to be none. It stays on record.
public struct HypothesisRejected: DomainEvent {
    public let number: Int64
    public let reason: String

    public init(number: Int64, reason: String) { (self.number, self.reason) = (number, reason) }

    public static let type = EventType(
        "HypothesisRejected", version: 1,
        Field(1, "number", \HypothesisRejected.number, "Which of the problem's hypotheses."),
        Field(2, "reason", \.reason, "What speaks against it."))
    public static let summary = "A supposed cause turned out to be none."
    public static let example = HypothesisRejected(number: 2, reason: "It stopped without a backup too.")
}

/// The cause was found. A later finding takes the place of an earlier one.
public struct RootCauseIdentified: DomainEvent {
    public let kind: RootCauseKind
    public let cause: String
    public let evidence: [String]
    public let ci: CIID?
    public let hypothesis: Int64?

    public init(kind: RootCauseKind, cause: String, evidence: [String], ci: CIID?, hypothesis: Int64?) {
        (self.kind, self.cause, self.evidence) = (kind, cause, evidence)
        (self.ci, self.hypothesis) = (ci, hypothesis)
    }

    public static let type = EventType(
        "RootCauseIdentified", version: 1,
        Field(1, "kind", \RootCauseIdentified.kind, "Where it lies."),
        Field(2, "cause", \.cause, "What it is; names no person."),
        Field(3, "evidence", \.evidence, "What shows it: at least one finding, file or measurement."),
        Field(4, "ci", \.ci, "The item at fault."),
        Field(5, "hypothesis", \.hypothesis, "The hypothesis that it confirms."))
    public static let summary = "The cause was found."
    public static let example = RootCauseIdentified(
        kind: .configuration, cause: "The spool is too small for Monday's bulk mail.",
        evidence: ["df of 2026-03-30 06:10", "INC-2026-000008"], ci: "mx-1", hypothesis: 3)
}

/// A supplier's fix was tried and holds.
public struct SupplierFixVerified: DomainEvent {
    public let supplier: SupplierID
    public let test: String

    public init(supplier: SupplierID, test: String) { (self.supplier, self.test) = (supplier, test) }

    public static let type = EventType(
        "SupplierFixVerified", version: 1,
        Field(1, "supplier", \SupplierFixVerified.supplier, "Whose fix."),
        Field(2, "test", \.test, "How it was tried."))
    public static let summary = "A supplier's fix was tried and holds."
    public static let example = SupplierFixVerified(supplier: "carrier-1", test: "Bulk mail of 30,000, twice.")
}
