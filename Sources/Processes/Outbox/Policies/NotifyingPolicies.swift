public import EventModel

/// A policy that asks for people to be told something. Each notice is asked for once: whoever is to be told the same for the same
/// occasion was.
public protocol NotifyingPolicy: ReactivePolicy {
    /// What is to be told, from what is known by now.
    func notices(_ cause: PolicyCause<Process>) -> [NotificationRequested]
    /// Streams that `notices` needs.
    func subjects(_ cause: PolicyCause<Process>) -> [StreamID]
}

extension NotifyingPolicy {
    public func subjects(_: PolicyCause<Process>) -> [StreamID] { [] }

    public func needs(_ cause: PolicyCause<Process>) -> [StreamID] {
        subjects(cause) + notices(cause).map { RequestNotification($0).id.stream }
    }

    public func reactions(to cause: PolicyCause<Process>) -> [Reaction] {
        notices(cause).map(RequestNotification.init).filter { !cause.facts.isRequested($0.id) }
            .map { Reaction($0, on: $0.id.stream, occurredAt: cause.record.occurredAt) }
    }
}

/// Tells those who have open incidents of a known error that there is a workaround.
public struct WorkaroundNotifiesAssignees: NotifyingPolicy {
    public typealias Process = KnownErrorProcess

    public let name = "workaround-notifies-assignees"
    public let number = "P10"
    public let version: UInt64 = 1
    public let summary =
        "When a workaround is published, those who have open incidents of the known error are to be told, once."
    public let isOnByDefault = true
    public let triggers = [WorkaroundPublished.type.name]

    public init() {}

    public func searches(_ cause: PolicyCause<KnownErrorProcess>) -> [RecordSearch] {
        [cause.state.map { RecordSearch.openIncidentsOf($0.number) }].compactMap { $0 }
    }

    public func subjects(_ cause: PolicyCause<KnownErrorProcess>) -> [StreamID] { cause.foundStreams }

    /// Whoever has the incident; the group where no person does. What nobody has been given has nobody to tell.
    public func notices(_ cause: PolicyCause<KnownErrorProcess>) -> [NotificationRequested] {
        guard let error = cause.state, let workaround = error.offeredWorkaround else { return [] }
        let code = ReferenceCode(error.number.rawValue)
        var concerned: [NoticeRecipient: [ReferenceCode]] = [:]
        for incident in cause.foundStreams.compactMap({ cause.facts.incident(IncidentNumber($0.key)) })
        where incident.state.isOpen && incident.relations.knownErrors.contains(code) {
            guard let recipient = incident.assignment.recipient else { continue }
            concerned[recipient, default: []].append(ReferenceCode(incident.number.rawValue))
        }
        return concerned.sorted { $0.key < $1.key }.map { recipient, incidents in
            NotificationRequested(
                about: error.number.stream, template: "workaround-published", to: recipient, occasion: workaround,
                concerning: incidents.sorted())
        }
    }
}

/// Tells whoever leads a major incident, and the group that has it.
public struct MajorIncidentNotifies: NotifyingPolicy {
    public typealias Process = IncidentProcess

    public let name = "major-incident-notifies"
    /// The part of P8 that tells people.
    public let number = "P8b"
    public let version: UInt64 = 1
    public let summary = "When an incident is declared major, its manager and whoever has it are to be told."
    public let isOnByDefault = true
    public let triggers = [MajorIncidentDeclared.type.name]

    public init() {}

    public func notices(_ cause: PolicyCause<IncidentProcess>) -> [NotificationRequested] {
        guard let incident = cause.state, let major = incident.major else { return [] }
        let recipients = [major.manager.map(NoticeRecipient.person), incident.assignment.recipient].compactMap { $0 }
        return Set(recipients).sorted().map {
            NotificationRequested(
                about: incident.number.stream, template: "major-incident", to: $0,
                occasion: major.declaredAt.description)
        }
    }
}

/// Asks those who make a failed change, and who asked for it, whether to back out or fix forward.
public struct FailedChangeAsksForDecision: NotifyingPolicy {
    public typealias Process = ChangeProcess

    public let name = "failed-change-asks-for-decision"
    /// The part of P24 that asks people.
    public let number = "P24b"
    public let version: UInt64 = 1
    public let summary = "When a change fails, who makes it and who asked for it are asked: back out, or fix forward."
    public let isOnByDefault = true
    public let triggers = [ChangeFailed.type.name]

    public init() {}

    public func notices(_ cause: PolicyCause<ChangeProcess>) -> [NotificationRequested] {
        guard let change = cause.state, change.work.failure != nil, change.work.recovery == nil else { return [] }
        let people = change.work.implementers + [change.requester].compactMap { $0 }
        return Set(people.map(NoticeRecipient.person)).sorted().map {
            NotificationRequested(
                about: change.number.stream, template: "decide-recovery", to: $0,
                occasion: cause.record.occurredAt.description)
        }
    }
}

/// Tells the owner of an item that it was changed without a change that covers it.
public struct FindingNotifiesOwner: NotifyingPolicy {
    public typealias Process = CIProcess

    public let name = "finding-notifies-owner"
    /// The part of P22 that tells people.
    public let number = "P22c"
    public let version: UInt64 = 1
    public let summary = "When an unauthorised change is found on an item that has an owner, the owner is to be told."
    public let isOnByDefault = true
    public let triggers = [UnauthorisedChangeDetected.type.name]

    public init() {}

    /// Findings of one delta are told at once.
    public func notices(_ cause: PolicyCause<CIProcess>) -> [NotificationRequested] {
        guard case .unauthorised(let finding) = cause.event, let item = cause.state,
            let owner = item.value("owner")?.nonEmpty
        else { return [] }
        return [
            NotificationRequested(
                about: item.id.stream, template: "unauthorised-change",
                to: NoticeRecipient(.owner, ReferenceCode(owner)),
                occasion: "position \(finding.delta)")
        ]
    }
}

extension Incident.Assignment {
    /// Who has it: the person, or else the group.
    fileprivate var recipient: NoticeRecipient? {
        person.map(NoticeRecipient.person) ?? group.map(NoticeRecipient.group)
    }
}
