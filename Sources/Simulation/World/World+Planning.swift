import EventModel
import Processes

extension World {
    /// The fewest events of a year in which definitions of their own are worth it.
    private static let smallYear = 1_000

    /// What the year brings besides incidents one by one.
    mutating func plan(_ profile: ArrivalProfile) {
        for service in Service.all {
            let stream = EscalationPath.stream(of: service.id)
            definitions.set(nil, of: stream, in: EscalationPathProcess.self)
        }
        definitions.set(rules, of: IncidentRules.stream, in: IncidentRulesProcess.self)
        definitions.set(matrix, of: PriorityMatrix.stream, in: PriorityMatrixProcess.self)
        let isSmall = total < Self.smallYear
        for index in 0..<(isSmall ? 1 : definitionCount) {
            agenda.enter(.define(index), at: calendar.start.advanced(byMicros: Int64(index) * Instant.microsPerSecond))
        }
        if !isSmall { agenda.enter(.reviseMatrix, at: calendar.days[calendar.days.count / 2].start) }
        for _ in 0..<outageCount {
            let at = profile.instant(ofLoad: profile.total / 10_000 * Int64(dice.below(10_000)))
            agenda.enter(.outage, at: max(at, readyAt))
        }
        planEstate(profile)
        planChanges(profile)
        planProblems(profile)
        planArrival()
    }

    private var outageCount: Int { min(60, total / 4_000 + (total >= 400 ? 1 : 0)) }

    // What is defined first, in order: the matrix, the rules, the groups, the paths of the vital services.

    private var definitionCount: Int { 2 + 1 + Technology.allCases.count + Service.vital.count }

    mutating func define(_ index: Int) -> SimulatedCommit? {
        switch index {
        case 0: return publishMatrix()
        case 1: return publishRules()
        case 2: return define(group: Organisation.deskGroup, tier: 1, [organisation.incidentManager])
        case 3..<(3 + Technology.allCases.count):
            let technology = Technology.allCases[index - 3]
            let contacts = [organisation.lead(of: technology), organisation.expert(in: technology, &dice)]
            return define(group: technology.group, tier: 2, contacts)
        default: return definePath(of: Service.vital[index - 3 - Technology.allCases.count])
        }
    }

    /// The organisation's matrices in turn: the books' own, and one that takes wide impact more seriously.
    mutating func publishMatrix() -> SimulatedCommit? {
        let usual: [Priority] = [
            .critical, .high, .moderate, .high, .moderate, .low, .moderate, .low, .planning,
        ]
        let stricter: [Priority] = [
            .critical, .high, .high, .high, .moderate, .low, .moderate, .low, .planning,
        ]
        let command = PublishPriorityMatrix(priorities: matrix.version % 2 == 0 ? usual : stricter)
        var newest = matrix
        let commit = record(command, on: PriorityMatrix.stream, &newest, by: manager)
        matrix = newest
        definitions.set(matrix, of: PriorityMatrix.stream, in: PriorityMatrixProcess.self)
        return commit
    }

    private mutating func publishRules() -> SimulatedCommit? {
        var newest = rules
        let commit = record(PublishIncidentRules(reopenWindowDays: 10), on: IncidentRules.stream, &newest, by: manager)
        rules = newest
        definitions.set(rules, of: IncidentRules.stream, in: IncidentRulesProcess.self)
        return commit
    }

    private mutating func define(group: GroupID, tier: Int64, _ contacts: [PersonID]) -> SimulatedCommit? {
        var state: SupportGroup?
        let stream = StreamID(category: SupportGroupProcess.category, key: group.rawValue)
        return record(DefineSupportGroup(tier: tier, contacts: contacts), on: stream, &state, by: manager)
    }

    private mutating func definePath(of service: Service) -> SimulatedCommit? {
        var path: EscalationPath?
        let stream = EscalationPath.stream(of: service.id)
        let levels = [
            EscalationLevel(level: 1, afterMinutes: 60, contacts: [organisation.lead(of: service.technology)]),
            EscalationLevel(level: 2, afterMinutes: 240, contacts: [organisation.incidentManager]),
            EscalationLevel(level: 3, afterMinutes: 480, contacts: [organisation.incidentManager]),
        ]
        let commit = record(DefineEscalationPath(levels: levels), on: stream, &path, by: manager)
        definitions.set(path, of: stream, in: EscalationPathProcess.self)
        return commit
    }

    private var manager: Actor { .person(organisation.incidentManager) }
}
