public import EventModel

/// How a change's events fold. Nil is a stream without events: a change that nobody has asked for.
public enum ChangeProcess: Decider {
    public typealias Event = ChangeEvent
    public typealias State = Change?

    public static let category = "change"
    public static let numberPrefix: String? = "CHG"
    public static func initial(_: StreamID) -> Change? { nil }

    public static func evolve(_ state: inout Change?, _ event: ChangeEvent, _ record: RecordedEvent) {
        if case nil = state { state = Change(record) }
        state?.take(event, record)
    }
}

extension Change {
    /// The change before its first event is folded in: its request, as a rule.
    fileprivate init(_ record: RecordedEvent) {
        number = ChangeNumber(record.stream.key)
        (type, title, state) = (.normal, "", .new)
        (requestedAt, lastChangeAt, lastPosition) = (record.occurredAt, record.occurredAt, record.position)
        scope = Scope(cis: [], attributes: [])
    }

    fileprivate mutating func take(_ event: ChangeEvent, _ record: RecordedEvent) {
        lastChangeAt = max(lastChangeAt, record.occurredAt)
        lastPosition = record.position
        switch event {
        case .requested(let event): request(event, record)
        case .accepted: state = .assess
        case .rejected: state = .rejected
        case .prioritised(let event): (category, priority) = (event.category, event.priority)
        case .planned(let event):
            noteEdit(record)
            plan = event.plan
        case .scopeChanged(let event):
            noteEdit(record)
            // What was known of the effects was so of other items.
            if event.cis != scope.cis { assessment.impact = nil }
            scope = Scope(cis: event.cis, attributes: event.attributes)
        case .impactAssessed(let event): assessment.impact = event
        case .riskScored(let event): assessment.risk = event
        case .conflictDetected(let event): assessment.conflicts.appendNew(event.conflict)
        case .conflictCleared(let event): assessment.conflicts.removeAll { $0 == event.conflict }
        case .approvalRequested(let event): ask(event, record)
        case .approvalGiven(let event): approval.given.append(event)
        case .approvalRefused(let event): approval.refusal = event
        case .approvalDelegated(let event): approval.delegations.append(event)
        case .approvalExpired: (approval.request, approval.given) = (nil, [])
        case .approvalInvalidated: invalidate()
        case .authorised(let event): authorise(event, record)
        case .refused: state = .refused
        case .scheduled(let event): (state, work.window) = (.scheduled, event.window)
        case .rescheduled(let event): work.window = event.window
        case .taskAssigned, .taskCompleted, .started, .startedOutOfWindow, .completed, .failed, .recoveryDecided,
            .backoutStarted, .backoutCompleted:
            work(event, record)
        case .reviewScheduled(let event): reviewDue = event
        case .reviewed(let event):
            (review, reviewedAt) = (event, record.occurredAt)
            reviewedBy = record.actor.onBehalfOf ?? record.actor.principal
        case .closed: (state, closedAt) = (.closed, record.occurredAt)
        case .cancelled: state = .cancelled
        }
    }

    /// The last recorded, also where a late fact is folded before what was known already.
    private mutating func noteEdit(_ record: RecordedEvent) {
        lastEditPosition = max(lastEditPosition ?? record.position, record.position)
    }

    private mutating func request(_ event: ChangeRequested, _ record: RecordedEvent) {
        (type, title, service, template) = (event.changeType, event.title, event.service, event.template)
        (templateVersion, problem, requestedAt) = (event.templateVersion, event.problem, record.occurredAt)
        scope = Scope(cis: event.cis, attributes: event.attributes)
        requester = record.actor.onBehalfOf ?? record.actor.principal
        recordedBy = record.actor.principal
    }

    /// An emergency may be at work already when it is to be approved: then its state stays.
    private mutating func ask(_ event: ApprovalRequested, _ record: RecordedEvent) {
        let invalidations = approval.invalidations
        approval = Approval()
        (approval.request, approval.requestedAt, approval.invalidations) = (event, record.occurredAt, invalidations)
        if state.isBeforeImplementation { state = .authorise }
    }

    /// A standard change that its template authorised, or authorised anew, is where it began.
    private mutating func authorise(_ event: ChangeAuthorised, _ record: RecordedEvent) {
        (approval.authorised, approval.authorisedAt) = (event.content, record.occurredAt)
        if isByTemplate, state == .authorise { state = .new }
    }

    /// Back to being approved.
    private mutating func invalidate() {
        let count = approval.invalidations
        approval = Approval()
        approval.invalidations = count + 1
        work.window = nil
        state = .authorise
    }

    private mutating func work(_ event: ChangeEvent, _ record: RecordedEvent) {
        switch event {
        case .taskAssigned(let event): work.tasks.append(Task(title: event.title, person: event.person))
        case .taskCompleted(let event): complete(event.task, record)
        case .started(let event): start(event.implementer, record)
        case .startedOutOfWindow(let event):
            start(event.implementer, record)
            work.isOutOfWindow = true
        case .completed(let event): (state, work.actual) = (.review, event.actual)
        case .failed(let event): work.failure = event
        case .recoveryDecided(let event): work.recovery = event.recovery
        case .backoutStarted: work.backoutStartedAt = record.occurredAt
        case .backoutCompleted(let event): (state, work.actual, work.isBackedOut) = (.review, event.actual, true)
        case .requested, .accepted, .rejected, .prioritised, .planned, .scopeChanged, .impactAssessed, .riskScored,
            .conflictDetected, .conflictCleared, .approvalRequested, .approvalGiven, .approvalRefused,
            .approvalDelegated, .approvalExpired, .approvalInvalidated, .authorised, .refused, .scheduled, .rescheduled,
            .reviewScheduled, .reviewed, .closed, .cancelled:
            break
        }
    }

    /// Whoever completes a task has done some of it.
    private mutating func complete(_ task: Int64, _ record: RecordedEvent) {
        work.implementers.appendNew(record.actor.onBehalfOf ?? record.actor.principal)
        if let index = Int(exactly: task - 1), work.tasks.indices.contains(index) { work.tasks[index].isDone = true }
    }

    private mutating func start(_ implementer: PersonID, _ record: RecordedEvent) {
        (state, work.startedAt) = (.implement, record.occurredAt)
        work.implementers.appendNew(implementer)
    }
}
