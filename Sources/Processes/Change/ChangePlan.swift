public import EventModel

/// How a change is made and taken back.
public struct ChangePlan: Sendable, Hashable {
    public var steps: String
    public var backout: String
    public var tests: String
    public var window: ChangeWindow?
    /// Who will do it: they may not approve it.
    public var implementer: PersonID?
    /// What the attributes are to be afterwards, where the plan says so.
    public var values: [AttributeValue]

    public init(
        steps: String = "", backout: String = "", tests: String = "", window: ChangeWindow? = nil,
        implementer: PersonID? = nil, values: [AttributeValue] = []
    ) {
        (self.steps, self.backout, self.tests) = (steps, backout, tests)
        (self.window, self.implementer, self.values) = (window, implementer, values)
    }

    /// What is missing before anybody can be asked to approve it (iTop: mandatory at Plan).
    public var missing: [String] {
        let parts = [
            ("the plan", steps.isEmpty), ("the backout plan", backout.isEmpty), ("the window", window == nil),
        ]
        return parts.filter(\.1).map(\.0)
    }

    static let example = ChangePlan(
        steps: "Install on mx-2, then on mx-1", backout: "Put the old files back",
        tests: "A mail through each relay",
        window: .example, implementer: "person-4", values: [])
}

extension ChangePlan: WireMessage {
    public static let schema = Schema(
        Field(1, "steps", \ChangePlan.steps, "What is done."),
        Field(2, "backout", \.backout, "How it is taken back."),
        Field(3, "tests", \.tests, "How anybody can tell that it worked."),
        Field(4, "window", \.window, "When."),
        Field(5, "implementer", \.implementer, "Who does it."),
        Field(6, "values", \.values, "What attributes are to be afterwards, where that is known."))
}
