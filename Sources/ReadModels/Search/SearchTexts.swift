import EventModel
import Processes

/// What events say of a document's texts. Only texts in the clear: what is sealed never comes into the index, so that
/// erasing a person leaves nothing of it there.
enum SearchTexts {
    /// Types of events that say something; others are not even decoded.
    static let types: Set<String> = [
        IncidentLogged.type.name, IncidentCategorised.type.name, IncidentResolved.type.name,
        WorkaroundApplied.type.name, ProblemLogged.type.name, RootCauseIdentified.type.name,
        KnownErrorRecorded.type.name, WorkaroundPublished.type.name,
    ]

    /// Takes what the record says of a document of `kind`.
    static func take(_ record: RecordedEvent, _ kind: SearchKind, _ texts: inout [String]) throws(TableError) {
        do {
            switch kind {
            case .incident: for event in try IncidentEvent.catalogue.decode(record) { take(event, &texts) }
            case .problem: for event in try ProblemEvent.catalogue.decode(record) { take(event, &texts) }
            case .knownError: for event in try KnownErrorEvent.catalogue.decode(record) { take(event, &texts) }
            }
        } catch {
            throw .stopped(table: SearchIndex.name, StoppedEvent(record, cause: error.description))
        }
    }

    private static func take(_ event: IncidentEvent, _ texts: inout [String]) {
        switch event {
        case .logged(let event): texts.set(.title, event.title)
        case .categorised(let event): texts.set(.symptom, event.symptom)
        case .resolved(let event): texts.set(.workaround, event.solution)
        case .workaroundApplied(let event): texts.set(.workaround, event.workaround)
        case .prioritised, .priorityOverridden, .majorDeclared, .majorStoodDown, .assigned, .reassigned,
            .acknowledged, .escalated, .supplierEngaged, .supplierResponded, .workStarted, .pended, .resumed,
            .diagnosed, .workLogged, .knownErrorMatched, .commented, .ciLinked, .cisComputed, .linked,
            .changeCauseSuggested, .changeCauseConfirmed, .changeCauseRejected, .parentSet, .parentRemoved, .merged,
            .unmerged, .childrenResolved, .closed, .reopened, .cancelled, .sourceStateRecorded, .majorProposed,
            .parentProposed, .resolutionProposed, .resolutionProposalWithdrawn:
            break
        }
    }

    private static func take(_ event: ProblemEvent, _ texts: inout [String]) {
        switch event {
        case .logged(let event):
            texts.set(.title, event.title)
            texts.set(.symptom, event.description)
        case .rootCauseIdentified(let event): texts.set(.cause, event.cause)
        case .incidentLinked, .incidentUnlinked, .parentSet, .parentRemoved, .assigned, .workStarted, .pended,
            .resumed, .workLogged, .hypothesisRecorded, .hypothesisRejected, .supplierFixVerified, .resolved, .closed,
            .reopened, .recurred, .cancelled, .sourceStateRecorded:
            break
        }
    }

    private static func take(_ event: KnownErrorEvent, _ texts: inout [String]) {
        switch event {
        case .recorded(let event):
            texts.set(.title, event.title)
            texts.set(.symptom, event.symptom)
            texts.set(.cause, event.cause)
            texts.set(.workaround, event.workaround)
        case .published(let event): texts.set(.workaround, event.workaround)
        case .verified, .withdrawn, .accepted, .linkedToChange, .fixed, .recurred, .closed: break
        }
    }
}

extension [String] {
    /// An event without the text leaves what there was.
    fileprivate mutating func set(_ field: SearchField, _ text: String?) {
        if let text { self[field.rawValue] = text }
    }
}
