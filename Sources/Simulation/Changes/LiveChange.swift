import EventModel
import Processes

/// A change that something will still happen to.
final class LiveChange {
    let number: ChangeNumber
    let type: ChangeType
    let fate: ChangeFate
    var items: [CIID]
    /// What its attribute is to be on its items.
    let value: String
    /// Whether it covers that attribute alone.
    let isLimited: Bool
    let requester: PersonID
    let implementer: PersonID
    /// The problem that it removes the cause of.
    let problem: ProblemNumber?
    var plan: ChangePlan
    var template: ReferenceCode?
    var script: [(at: Instant, step: ChangeStep)] = []
    var stepsDone = 0
    var state: Change?
    /// The window that it moves to, out of another change's way or within the approved one.
    var otherWindow: ChangeWindow?
    /// An item that is added to it.
    var addedItem: CIID?
    /// What the attribute was on each item, for the way back.
    var before: [CIID: String] = [:]

    /// What changes change.
    static let attribute = "version"

    init(
        number: ChangeNumber, _ lot: ChangeMix.Lot, items: [CIID], value: String, isLimited: Bool,
        requester: PersonID, implementer: PersonID, problem: ProblemNumber?, plan: ChangePlan
    ) {
        (self.number, type, fate, self.items) = (number, lot.type, lot.fate, items)
        (self.value, self.isLimited) = (value, isLimited)
        (self.requester, self.implementer, self.problem, self.plan) = (requester, implementer, problem, plan)
    }
}
