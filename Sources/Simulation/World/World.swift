import EventModel
import Processes

/// The simulated organisation at work: keeps what is going on now, never what is over.
struct World {
    /// What is on the agenda.
    enum Task {
        case define(Int)
        case reviseMatrix
        case arrival
        case outage
        case report(of: IncidentNumber, Service)
        case step(LiveIncident, edition: UInt64)
        case call(Call, CallStep)
        case build
        case change(Int)
        case estate(ArraySlice<EstateStep>, of: CIID)
        case prepare(Int)
        case freeze(Int, isLifting: Bool)
        case beginChange
        case changeStep(LiveChange)
        case outOfBand
        case outOfBandSeen(CIID, lastSeenOld: Instant)
        case effect(ChangeNumber, CIID, isDependent: Bool)
        case coincidence(CIID)
        case beginProblem
        case problem(LiveProblem)
    }

    /// The events of the year, and how many there may be for now: policies are adopted last.
    let total: Int
    var limit: Int
    let calendar: YearCalendar
    let organisation: Organisation
    let deskHours: WorkingHours
    let officeHours: WorkingHours
    let alwaysHours: WorkingHours

    var dice: Dice
    var wording = Wording()
    var agenda = Agenda<Task>()
    var pace: Pace
    var now: Instant
    /// Every incident that something will still happen to.
    var backlog: [IncidentNumber: LiveIncident] = [:]
    /// The last incidents of each service: where a duplicate finds its survivor.
    var latest: [[LiveIncident]]
    /// Matrix, rules and escalation paths in force.
    var definitions = Facts()
    var matrix = PriorityMatrix.standard
    var rules = IncidentRules.standard
    var counters = NumberCounters()
    var estate: Estate
    var changes: ChangeDesk
    var problems: ProblemDesk
    /// What was planted so far.
    var truth = PlantedTruth()
    /// Those that begin to act when the year is over, and how many have been adopted.
    let policies: [any Policy]
    var adopted = 0

    /// Events so far, and those that the live incidents still have before them.
    var recorded = 0
    var outstanding = 0
    var editions: UInt64 = 0
    /// A commit that does not fit before the end any more was given up.
    var wasTooLong = false
    /// What the rules refused: nothing, unless a story is wrong.
    var refusals: [String] = []

    init(seed: UInt64, events: Int, zone: ZoneRules, year: Int, estate size: Int) {
        total = max(0, events)
        calendar = YearCalendar(year: year, zone: zone)
        policies = total < Self.smallestWithPolicies ? [] : Self.untoldPolicies
        limit = total - policies.count
        estate = Estate(size: size, seed: seed)
        let isWorthIt = size >= ChangeMix.smallestEstate
        let changeCount = isWorthIt ? min(size / ChangeMix.itemsPerChange, total / ChangeMix.eventsPerChange) : 0
        changes = ChangeDesk(planned: changeCount, seed: seed)
        problems = ProblemDesk(planned: changeCount / ChangeMix.changesPerProblem, seed: seed)
        let deskEvents = total - estate.plannedEvents - changes.plannedEvents - problems.plannedEvents
        organisation = Organisation(events: deskEvents)
        deskHours = WorkingHours(calendar, weekdays: 7..<19, saturdays: 9..<14)
        officeHours = WorkingHours(calendar, weekdays: 8..<18)
        alwaysHours = WorkingHours(calendar, weekdays: 0..<24, saturdays: 0..<24, others: 0..<24)
        let profile = ArrivalProfile(calendar)
        pace = Pace(profile: profile, end: calendar.end, events: deskEvents)
        dice = Dice(seed: seed)
        now = calendar.start
        latest = Service.all.map { _ in [] }
        plan(profile)
    }

    /// The next commit; nil when all events are there.
    mutating func next() -> SimulatedCommit? {
        while adopted == 0, recorded < limit, let (at, task) = agenda.next() {
            now = max(now, at)
            wasTooLong = false
            var commit = perform(task)
            if wasTooLong { commit = filler() }
            if let commit {
                recorded += commit.events.count
                return commit
            }
        }
        return adopt()
    }

    private mutating func perform(_ task: Task) -> SimulatedCommit? {
        switch task {
        case .define(let index): return define(index)
        case .reviseMatrix: return publishMatrix()
        case .arrival:
            let commit = arrive()
            planArrival()
            return commit
        case .outage: return beginOutage()
        case .report(let outage, let service): return report(outage, service)
        case .call(let call, let step): return go(on: call, with: step)
        case .build: return build()
        case .change(let number): return change(number)
        case .estate(let steps, let item): return go(on: steps, of: item)
        case .prepare(let index): return prepare(index)
        case .freeze(let index, let isLifting): return freeze(index, isLifting: isLifting)
        case .beginChange: return beginChange()
        case .changeStep(let change): return go(on: change)
        case .outOfBand: return goOutOfBand()
        case .outOfBandSeen(let item, let lastSeenOld): return seeOutOfBand(item, lastSeenOld: lastSeenOld)
        case .effect(let change, let item, let isDependent):
            return effect(of: change, on: item, isDependent: isDependent)
        case .coincidence(let item): return coincidence(on: item)
        case .beginProblem: return beginProblem()
        case .problem(let problem): return go(on: problem)
        case .step(let live, let edition): return step(live, edition)
        }
    }

    /// When everything that incidents may name is on record.
    var readyAt: Instant { calendar.start.advanced(byMicros: Int64(estate.plan.steps.count)) }

    mutating func planArrival() {
        let charged = estate.chargedEvents + changes.chargedEvents + problems.chargedEvents
        let at = pace.next(after: now, recorded: recorded - charged, outstanding: outstanding, &dice)
        agenda.enter(.arrival, at: max(at, readyAt))
    }
}

/// How many numbers have been drawn from the year's sequences.
struct NumberCounters: Sendable {
    var incidents: UInt64 = 0
    var notifications: UInt64 = 0
    var contacts: UInt64 = 0
    var changes: UInt64 = 0
    var problems: UInt64 = 0
    var knownErrors: UInt64 = 0
}
