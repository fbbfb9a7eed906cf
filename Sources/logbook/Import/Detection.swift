import Processes

/// What is scored against the truth of a simulated year.
enum Detection {
    static let policies: [any ReactivePolicy] = [UnauthorisedChanges(), ApprovalRegularises(), SuspectedChanges()]
    static let triggers = Set(policies.flatMap(\.triggers))
}
