public import EventModel

/// Somebody asked for a change.
public struct ChangeRequested: DomainEvent {
    public let changeType: ChangeType
    public let title: String
    public let cis: [CIID]
    public let attributes: [String]
    public let service: ServiceID?
    public let template: ReferenceCode?
    public let templateVersion: UInt64?
    public let problem: ReferenceCode?
    public let justification: String?

    public init(
        changeType: ChangeType, title: String, cis: [CIID], attributes: [String] = [], service: ServiceID? = nil,
        template: ReferenceCode? = nil, templateVersion: UInt64? = nil, problem: ReferenceCode? = nil,
        justification: String? = nil
    ) {
        (self.changeType, self.title, self.cis, self.attributes) = (changeType, title, cis, attributes)
        (self.service, self.template, self.templateVersion) = (service, template, templateVersion)
        (self.problem, self.justification) = (problem, justification)
    }

    public static let type = EventType(
        "ChangeRequested", version: 1,
        Field(1, "type", \ChangeRequested.changeType, "How it is handled."),
        Field(2, "title", \.title, "What it is, in a line."),
        Field(3, "cis", \.cis, "The items to be changed."),
        Field(4, "attributes", \.attributes, "Which of their attributes; none given, all of them."),
        Field(5, "service", \.service, "The service that it is for."),
        Field(6, "template", \.template, "The approved template of a standard change."),
        Field(7, "templateVersion", \.templateVersion, "The template's version."),
        Field(8, "problem", \.problem, "The problem that it is to resolve."),
        Field(9, "justification", \.justification, "Why."))
    public static let summary = "Somebody asked for a change."
    public static let example = ChangeRequested(
        changeType: .standard, title: "New certificates for the mail relays", cis: ["mx-1", "mx-2"],
        attributes: ["certificate"], service: "mail", template: "renew-certificate", templateVersion: 2,
        problem: "PRB-2026-000004",
        justification: "The old ones expire")
}

/// The request goes on to be assessed, or of an emergency change to be approved.
public struct ChangeAccepted: DomainEvent {
    public let note: String?
    public init(note: String? = nil) { self.note = note }

    public static let type = EventType(
        "ChangeAccepted", version: 1, Field(1, "note", \ChangeAccepted.note, "What was said with it."))
    public static let summary = "The request for change was accepted."
    public static let example = ChangeAccepted(note: "To be assessed by Friday")
}

/// The request was turned down before anybody assessed it.
public struct ChangeRejected: DomainEvent {
    public let reason: String
    public init(reason: String) { self.reason = reason }

    public static let type = EventType(
        "ChangeRejected", version: 1, Field(1, "reason", \ChangeRejected.reason, "Why not."))
    public static let summary = "The request for change was turned down."
    public static let example = ChangeRejected(reason: "Planned for the next quarter already")
}

/// How important the change is, and of which category.
public struct ChangePrioritised: DomainEvent {
    public let category: String
    public let priority: Int64

    public init(category: String, priority: Int64) { (self.category, self.priority) = (category, priority) }

    public static let type = EventType(
        "ChangePrioritised", version: 1,
        Field(1, "category", \ChangePrioritised.category, "Of which category."),
        Field(2, "priority", \.priority, "1 is the highest, 5 the lowest."))
    public static let summary = "A change was put into a category and given a priority."
    public static let example = ChangePrioritised(category: "network", priority: 2)
}

/// What will be done, how it is taken back, how it is tested, and when. The whole plan: what is absent is not planned.
public struct ChangePlanned: DomainEvent {
    public let plan: ChangePlan
    public init(plan: ChangePlan) { self.plan = plan }

    public static let type = EventType(
        "ChangePlanned", version: 1, Field(1, "plan", \ChangePlanned.plan, "The plan, whole."))
    public static let summary = "A change was planned, or planned otherwise."
    public static let example = ChangePlanned(plan: .example)
}

/// What is changed is not what was asked for at first.
public struct ChangeScopeChanged: DomainEvent {
    public let cis: [CIID]
    public let attributes: [String]

    public init(cis: [CIID], attributes: [String]) { (self.cis, self.attributes) = (cis, attributes) }

    public static let type = EventType(
        "ChangeScopeChanged", version: 1,
        Field(1, "cis", \ChangeScopeChanged.cis, "The items to be changed, all of them."),
        Field(2, "attributes", \.attributes, "Which of their attributes; none given, all of them."))
    public static let summary = "The items that a change is about are others now."
    public static let example = ChangeScopeChanged(cis: ["mx-1"], attributes: ["certificate"])
}

/// The change will not be made.
public struct ChangeCancelled: DomainEvent {
    public let reason: String
    public init(reason: String) { self.reason = reason }

    public static let type = EventType(
        "ChangeCancelled", version: 1, Field(1, "reason", \ChangeCancelled.reason, "Why not."))
    public static let summary = "A change will not be made."
    public static let example = ChangeCancelled(reason: "The relays are replaced instead")
}
