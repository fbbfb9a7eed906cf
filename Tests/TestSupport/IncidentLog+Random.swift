import EventModel
import Processes

extension IncidentLog {
    /// `eventCount` events over `incidentCount` incidents in any order that a record from elsewhere may have: most follow one
    /// another in time, some are late facts, some contradict the state machine.
    public static func random(seed: UInt64, incidentCount: Int, eventCount: Int) -> IncidentLog {
        var log = IncidentLog()
        var random = SplitMix(seed: seed)
        var clock = Instant.newYear
        for _ in 0..<eventCount {
            let number = IncidentNumber("INC-\(Int.random(in: 0..<incidentCount, using: &random))")
            clock = clock.plus(minutes: .random(in: 0...90, using: &random))
            let isLate = Int.random(in: 0..<8, using: &random) == 0
            let at = isLate ? clock.plus(minutes: -.random(in: 1...6000, using: &random)) : clock
            let isFirst = log.history(number.stream).isEmpty
            let event = isFirst ? logged(&random, at) : next(&random, number, incidentCount)
            log.add(event, to: number, at: at, by: PersonID("person-\(Int.random(in: 0..<6, using: &random))"))
        }
        return log
    }

    private static func logged(_ random: inout SplitMix, _ at: Instant) -> IncidentEvent {
        .logged(
            IncidentLogged(
                title: "Trouble \(Int.random(in: 0..<30, using: &random))",
                source: IncidentSource.allCases.randomElement(using: &random) ?? .phone,
                detectedAt: at.plus(minutes: -.random(in: 0...300, using: &random)), impact: .medium, urgency: .low,
                caller: maybe(&random, PersonID("person-\(Int.random(in: 0..<6, using: &random))")),
                customer: maybe(&random, "customer-1"),
                service: maybe(&random, ServiceID("service-\(Int.random(in: 0..<3, using: &random))")),
                ci: maybe(&random, CIID("ci-\(Int.random(in: 0..<5, using: &random))")), contact: nil, previous: nil,
                description: nil))
    }

    private static func next(
        _ random: inout SplitMix, _ number: IncidentNumber, _ incidentCount: Int
    ) -> IncidentEvent {
        let group = GroupID("group-\(Int.random(in: 0..<4, using: &random))")
        let person = maybe(&random, PersonID("person-\(Int.random(in: 0..<6, using: &random))"))
        let other = IncidentNumber("INC-\(Int.random(in: 0..<incidentCount, using: &random))")
        switch Int.random(in: 0..<20, using: &random) {
        case 0: return .categorised(IncidentCategorised(category: "kind \(Int.random(in: 0..<4, using: &random))"))
        case 1, 2:
            return .prioritised(
                IncidentPrioritised(
                    impact: .high, urgency: .medium, priority: Priority.allCases.randomElement(using: &random) ?? .low,
                    matrixVersion: 1))
        case 3: return .majorDeclared(MajorIncidentDeclared(manager: person, reason: "All sites"))
        case 4: return .majorStoodDown(MajorIncidentStoodDown(reason: "Some sites"))
        case 5: return .assigned(IncidentAssigned(group: group, person: person))
        case 6, 7:
            return .reassigned(
                IncidentReassigned(fromGroup: nil, fromPerson: nil, group: group, person: person))
        case 8:
            return .escalated(
                IncidentEscalated(
                    kind: EscalationKind.allCases.randomElement(using: &random) ?? .functional, level: 2,
                    reason: "Slow",
                    contact: nil))
        case 9: return .workStarted(IncidentWorkStarted(person: person))
        case 10: return .pended(IncidentPended(waitingFor: .customer, reason: "Needs an answer", until: nil))
        case 11: return .resumed(IncidentResumed(cause: nil))
        case 12:
            return .commented(
                CommentAdded(
                    visibility: CommentVisibility.allCases.randomElement(using: &random) ?? .public,
                    text: "We are on it",
                    subject: nil))
        case 13:
            return .ciLinked(
                CILinkedToIncident(
                    ci: CIID("ci-\(Int.random(in: 0..<5, using: &random))"), role: .affected,
                    how: LinkOrigin.allCases.randomElement(using: &random) ?? .manual))
        case 14:
            return .merged(IncidentsMerged(survivor: other, absorbed: number, workMinutes: 5))
        case 15, 16:
            return .resolved(
                IncidentResolved(code: "fixed", solution: "Restarted", service: nil, causeCI: nil, restoredAt: nil))
        case 17: return .closed(IncidentClosed(mode: .auto))
        case 18: return .reopened(IncidentReopened(reason: "Again"))
        default:
            return .sourceStateRecorded(
                SourceStateRecorded(
                    source: "elsewhere", code: "7",
                    state: maybe(&random, IncidentState.allCases.randomElement(using: &random) ?? .new)))
        }
    }

    private static func maybe<Value>(_ random: inout SplitMix, _ value: Value) -> Value? {
        Int.random(in: 0..<3, using: &random) == 0 ? nil : value
    }
}
