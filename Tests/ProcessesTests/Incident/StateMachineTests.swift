import EventModel
import Processes
import TestSupport
import Testing

/// One command of each kind, such that nothing but the incident's state can stand against it.
private enum Kind: String, CaseIterable, CustomTestStringConvertible {
    case assign, start, pend, resume, resolve, close, reopen, cancel, merge, unmerge
    case acknowledge, prioritise, override, escalate, engage, declareMajor, workaround
    case categorise, work, diagnose, comment, linkCI, excludeCI, linkProblem, suggestCause, matchError
    case setParent

    var testDescription: String { rawValue }

    func rejection(_ story: IncidentStory) -> (rejection: IncidentRejection?, after: IncidentStory) {
        func run(_ command: some IncidentCommand) -> (rejection: IncidentRejection?, after: IncidentStory) {
            let outcome = story.when(command)
            return (outcome.rejection, outcome.after)
        }
        return switch self {
        case .assign: run(AssignIncident(group: "network", person: "agent-9"))
        case .start: run(StartWork(person: "agent-9"))
        case .pend: run(PendIncident(waitingFor: .problem, reason: "a patch"))
        case .resume: run(ResumeIncident())
        case .resolve: run(solution)
        case .close: run(CloseIncident())
        case .reopen: run(ReopenIncident())
        case .cancel: run(CancelIncident(reason: "none"))
        case .merge: run(MergeIncident(into: "INC-9"))
        case .unmerge: run(UnmergeIncident(reason: "another"))
        case .acknowledge: run(AcknowledgeIncident())
        case .prioritise: run(PrioritiseIncident(impact: .high))
        case .override: run(OverridePriority(priority: .critical, reason: "the board"))
        case .escalate: run(EscalateIncident(kind: .functional, reason: "stuck"))
        case .engage: run(EngageSupplier(supplier: "carrier-1"))
        case .declareMajor: run(DeclareMajorIncident(reason: "all sites"))
        case .workaround: run(ApplyWorkaround("the second relay"))
        case .categorise: run(CategoriseIncident(category: "mail"))
        case .work: run(LogWork(minutes: 5))
        case .diagnose: run(RecordDiagnosis(finding: "the queue is full"))
        case .comment: run(AddComment(.private, text: "hm"))
        case .linkCI: run(LinkCI("mx-1"))
        case .excludeCI: run(ExcludeCI("mx-2"))
        case .linkProblem: run(LinkProblem("PRB-1"))
        case .suggestCause: run(SuggestChangeCause("CHG-1"))
        case .matchError: run(MatchKnownError("KE-1"))
        case .setParent: run(SetParent("INC-9"))
        }
    }
}

/// What each command makes of each state, from the domain's page B13 and not from the code: `-` is a refusal, a letter
/// the state after it (New, Assigned, in Progress, pending/Waiting, Resolved, Closed, cancelled/X, Merged).
private let expectations: [(Kind, String)] = [
    //           N A P W R C X M
    (.assign, "  A A P W - - - -"),
    (.start, "   P P - - - - - -"),
    (.pend, "    W W W W - - - -"),
    (.resume, "  - - - P - - - -"),
    (.resolve, " R R R R - - - -"),
    (.close, "   - - - - C - - -"),
    (.reopen, "  - - - - A - - -"),
    (.cancel, "  X X X X - - - -"),
    (.merge, "   M M M M - - - -"),
    (.unmerge, " - - - - - - - N"),
    (.acknowledge, "  N A P W - - - -"),
    (.prioritise, "   N A P W - - - -"),
    (.override, "     N A P W - - - -"),
    (.escalate, "     N A P W - - - -"),
    (.engage, "       N A P W - - - -"),
    (.declareMajor, " N A P W - - - -"),
    (.workaround, "   N A P W - - - -"),
    (.setParent, "    N A P W - - - -"),
    (.categorise, "   N A P W R - - -"),
    (.work, "         N A P W R - - -"),
    (.diagnose, "     N A P W R - - -"),
    (.comment, "      N A P W R - - -"),
    (.linkCI, "       N A P W R - - -"),
    (.excludeCI, "    N A P W R - - -"),
    (.linkProblem, "  N A P W R - - -"),
    (.suggestCause, " N A P W R - - -"),
    (.matchError, "   N A P W R - - -"),
]
private let letters: [Character: IncidentState] = [
    "N": .new, "A": .assigned, "P": .inProgress, "W": .pending, "R": .resolved, "C": .closed, "X": .cancelled,
    "M": .merged,
]
private let columns: [IncidentState] = [
    .new, .assigned, .inProgress, .pending, .resolved, .closed, .cancelled, .merged,
]

@Test(arguments: Kind.allCases)
private func `every command leads from every state where the domain says, or is refused`(kind: Kind) throws {
    let row = try #require(expectations.first { $0.0 == kind }?.1.split(separator: " "))
    try #require(row.count == columns.count)
    for (state, cell) in zip(columns, row) {
        let story = incident(state).given(logged("another"), on: "INC-9")
        #expect(story.incident.state == state, "the story begins in \(state)")
        let (rejection, after) = kind.rejection(story)
        let incident = after.incident
        guard let next = letters[Character(String(cell))] else {
            #expect(rejection != nil, "\(kind) of an incident that is \(state)")
            #expect(incident.state == state)
            continue
        }
        #expect(rejection == nil, "\(kind) of an incident that is \(state)")
        #expect(incident.state == next, "\(kind) of an incident that is \(state)")
        #expect(incident.contradictions.isEmpty, "\(kind) of an incident that is \(state)")
    }
}

@Test func `a refusal names the state that it met`() {
    for state in columns {
        for kind in Kind.allCases {
            guard let rejection = kind.rejection(incident(state).given(logged(), on: "INC-9")).rejection else {
                continue
            }
            #expect(rejection.description.contains(state.name), "\(kind): \(rejection)")
        }
    }
}

@Test func `what is closed is read-only, and the refusal says to log a new one`() {
    for kind in Kind.allCases {
        let rejection = kind.rejection(incident(.closed)).rejection
        let description = rejection?.description ?? "accepted"
        let isOnlyForMerged = kind == .unmerge
        #expect(isOnlyForMerged || description.contains("log a new incident with this one as its previous"), "\(kind)")
    }
}

/// From each state, the states that may follow it; written from the domain's page, as the table above.
private let followers: [IncidentState: Set<IncidentState>] = [
    .new: [.assigned, .inProgress, .pending, .resolved, .cancelled, .merged],
    .assigned: [.assigned, .inProgress, .pending, .resolved, .cancelled, .merged],
    .inProgress: [.assigned, .inProgress, .pending, .resolved, .cancelled, .merged],
    .pending: [.new, .assigned, .inProgress, .resolved, .cancelled, .merged],
    .resolved: [.new, .assigned, .closed],
    .closed: [],
    .cancelled: [],
    .merged: [.new, .assigned, .inProgress, .pending],
]

@Test(arguments: IncidentState.allCases)
func `a record that leaves the state machine is listed, and one that keeps to it is not`(state: IncidentState) {
    #expect(state.successors == followers[state])
    for next in IncidentState.allCases where next != state {
        let event = SourceStateRecorded(source: "elsewhere", code: next.name, state: next)
        let incident = incident(state).given(.sourceStateRecorded(event)).incident
        #expect(incident.state == next)
        let isListed = !incident.contradictions.isEmpty
        #expect(isListed == (followers[state]?.contains(next) == false), "\(state) to \(next)")
    }
}
