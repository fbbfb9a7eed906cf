public import EventModel

/// A way to make a change was approved once and for all.
public struct ChangeTemplateApproved: DomainEvent {
    public let version: UInt64
    public let title: String
    public let plan: ChangePlan
    public let classes: [String]
    public let author: PersonID

    public init(version: UInt64, title: String, plan: ChangePlan, classes: [String], author: PersonID) {
        (self.version, self.title, self.plan) = (version, title, plan)
        (self.classes, self.author) = (classes, author)
    }

    public static let type = EventType(
        "ChangeTemplateApproved", version: 1,
        Field(1, "version", \ChangeTemplateApproved.version, "The template's version, from 1."),
        Field(2, "title", \.title, "What it is for."),
        Field(3, "plan", \.plan, "The plan of each change made by it; without a window."),
        Field(4, "classes", \.classes, "The classes of items that it is for; none given, all."),
        Field(5, "author", \.author, "Who wrote it: somebody other than who approved it."))
    public static let summary = "A template for standard changes was approved."
    public static let example = ChangeTemplateApproved(
        version: 1, title: "Renew a certificate", plan: .example, classes: ["Server"], author: "person-4")
}

/// No more changes are made by it, until it is approved anew.
public struct ChangeTemplateSuspended: DomainEvent {
    public let reason: String
    public init(reason: String) { self.reason = reason }

    public static let type = EventType(
        "ChangeTemplateSuspended", version: 1, Field(1, "reason", \ChangeTemplateSuspended.reason, "Why."))
    public static let summary = "A template for standard changes was suspended."
    public static let example = ChangeTemplateSuspended(reason: "Three of its changes failed")
}

/// A change made by it failed.
public struct ChangeTemplateFailed: DomainEvent {
    public let change: ChangeNumber
    public init(change: ChangeNumber) { self.change = change }

    public static let type = EventType(
        "ChangeTemplateFailed", version: 1, Field(1, "change", \ChangeTemplateFailed.change, "Which change."))
    public static let summary = "A change that was made by a template failed."
    public static let example = ChangeTemplateFailed(change: "CHG-2026-000118")
}

public enum ChangeTemplateEvent: EventUnion {
    case approved(ChangeTemplateApproved)
    case suspended(ChangeTemplateSuspended)
    case failed(ChangeTemplateFailed)

    public static let catalogue = EventCatalogue<ChangeTemplateEvent>([
        EventMember(ChangeTemplateEvent.approved), EventMember(ChangeTemplateEvent.suspended),
        EventMember(ChangeTemplateEvent.failed),
    ])
    public var event: any DomainEvent {
        switch self {
        case .approved(let event): event
        case .suspended(let event): event
        case .failed(let event): event
        }
    }
}

/// A template as it is now.
public struct ChangeTemplate: Sendable, Hashable {
    public var approved: ChangeTemplateApproved
    /// Why no changes are made by it; nil where it is live.
    public var suspension: String?
    /// Changes of this version that failed.
    public var failures: [ChangeNumber] = []

    public var isLive: Bool { suspension == nil }

    public static func stream(of code: ReferenceCode) -> StreamID {
        StreamID(category: ChangeTemplateProcess.category, key: code.rawValue)
    }
}

/// A stream a template: the last approval holds, until it is suspended.
public enum ChangeTemplateProcess: Decider {
    public static let category = "changetemplate"
    public static func initial(_: StreamID) -> ChangeTemplate? { nil }

    public static func evolve(_ state: inout ChangeTemplate?, _ event: ChangeTemplateEvent, _: RecordedEvent) {
        switch event {
        case .approved(let event): state = ChangeTemplate(approved: event)
        case .suspended(let event): state?.suspension = event.reason
        case .failed(let event): state?.failures.appendNew(event.change)
        }
    }
}

extension Facts {
    /// The template of this code; nil where it was not asked for, or there is none.
    func changeTemplate(_ code: ReferenceCode) -> ChangeTemplate? {
        state(of: ChangeTemplate.stream(of: code), in: ChangeTemplateProcess.self) ?? nil
    }
}

extension ChangeTemplateApproved: WireMessage {
    public static var schema: Schema<ChangeTemplateApproved> { type.schema }
}

// As a row of a read model.
extension ChangeTemplate: WireMessage {
    public static let schema = Schema(
        Field(1, "approved", \ChangeTemplate.approved, "Its last version."),
        Field(2, "suspension", \.suspension, "Why no changes are made by it."),
        Field(3, "failures", \.failures, "Changes of this version that failed."))
}
