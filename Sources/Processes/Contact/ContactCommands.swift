public import EventModel

/// Records that somebody got in touch.
public struct ReceiveContact: Command {
    public typealias Process = ContactProcess
    public let channel: ContactChannel
    public let caller: PersonID?
    public let callID: String?

    /// `callID` is what the telephone system or mail server calls it.
    public init(channel: ContactChannel, caller: PersonID? = nil, callID: String? = nil) {
        self.channel = channel
        self.caller = caller
        self.callID = callID
    }

    public func decide(_ state: Contact?, _: DecisionContext) throws(ContactRejection) -> Decision<ContactEvent> {
        if let state { throw .alreadyReceived(state.id) }
        if let problem = caller?.problem { throw .invalid(what: "the caller", problem: problem) }
        return [.received(ContactReceived(channel: channel, caller: caller, callID: callID?.nonEmpty))]
    }
}

/// A command on a contact that is there.
public protocol ContactCommand: Command where Process == ContactProcess, Rejection == ContactRejection {
    /// The events that follow for this contact, or why there are none.
    func decide(_ contact: Contact, _ context: DecisionContext) throws(ContactRejection) -> Decision<ContactEvent>
}

extension ContactCommand {
    public func decide(_ state: Contact?, _ context: DecisionContext) throws(ContactRejection) -> Decision<ContactEvent>
    {
        guard let contact = state else { throw .notReceived(ContactID(context.stream.key)) }
        guard context.occurredAt >= contact.receivedAt else {
            throw .beforeReceipt(occurredAt: context.occurredAt, receivedAt: contact.receivedAt)
        }
        if contact.isAbandoned { throw .abandoned(waitMicros: contact.waitMicros ?? 0) }
        return try decide(contact, context)
    }
}

extension Contact {
    /// The wait that ends now; a rejection where it has ended already.
    fileprivate func wait(_ context: DecisionContext) throws(ContactRejection) -> Int64 {
        if let waitMicros { throw .alreadyAnswered(waitMicros: waitMicros) }
        return context.occurredAt.micros(since: receivedAt)
    }
}

/// Records that the desk answered: the caller's wait is over.
public struct AnswerContact: ContactCommand {
    public init() {}

    public func decide(_ contact: Contact, _ context: DecisionContext) throws(ContactRejection) -> Decision<
        ContactEvent
    > {
        [.answered(ContactAnswered(waitMicros: try contact.wait(context)))]
    }
}

/// Records that the caller gave up waiting.
public struct AbandonContact: ContactCommand {
    public init() {}

    public func decide(_ contact: Contact, _ context: DecisionContext) throws(ContactRejection) -> Decision<
        ContactEvent
    > {
        [.abandoned(ContactAbandoned(waitMicros: try contact.wait(context)))]
    }
}

/// Says which incident the contact was about. A contact may be about several.
public struct LinkContact: ContactCommand {
    public let incident: IncidentNumber
    public let isSolved: Bool?

    /// `isSolved` is what the caller says of it, in so many words; nil where nothing was said.
    public init(to incident: IncidentNumber, isSolved: Bool? = nil) {
        (self.incident, self.isSolved) = (incident, isSolved)
    }

    public func needs(_: Contact?, _: Facts) -> [StreamID] { [incident.stream] }

    public func decide(_ contact: Contact, _ context: DecisionContext) throws(ContactRejection) -> Decision<
        ContactEvent
    > {
        if let article = contact.article { throw .answeredDirectly(article: article) }
        guard context.facts.incident(incident) != nil else { throw .noIncident(incident) }
        guard !contact.incidents.contains(incident) else { throw .linked(contact.incidents) }
        return [.linked(ContactLinked(incident: incident, isSolved: isSolved))]
    }
}

/// Says that the contact needed no incident: an article answered it.
public struct AnswerContactDirectly: ContactCommand {
    public let article: ReferenceCode
    public init(article: ReferenceCode) { self.article = article }

    public func decide(_ contact: Contact, _ context: DecisionContext) throws(ContactRejection) -> Decision<
        ContactEvent
    > {
        if let problem = article.problem { throw .invalid(what: "the article", problem: problem) }
        if let article = contact.article { throw .answeredDirectly(article: article) }
        guard contact.incidents.isEmpty else { throw .linked(contact.incidents) }
        return [.answeredDirectly(ContactAnsweredDirectly(article: article))]
    }
}
