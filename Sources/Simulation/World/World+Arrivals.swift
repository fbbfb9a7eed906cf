import EventModel
import Processes

extension World {
    private static let sources = Weighted<IncidentSource>([
        (.phone, 320), (.portal, 290), (.mail, 220), (.chat, 60), (.walkIn, 30), (.alert, 80),
    ])
    /// The telephone system of some sites only is connected.
    private static let reportedCallsPerMille = 220

    /// One incident on its own.
    mutating func arrive() -> SimulatedCommit? {
        let isDeskOpen = deskHours.isOpen(at: now)
        let source = isDeskOpen ? Self.sources.pick(&dice) : dice.pick([.alert, .mail, .portal])
        let service = organisation.service(&dice)
        let (ci, caller) = (organisation.item(of: service, &dice), organisation.caller(&dice))
        let report = Report(
            source: source, service: service, ci: estate.item(of: service, caller: caller) ?? ci, caller: caller,
            impact: impact(of: service), urgency: urgency())
        if source == .phone && dice.chance(Self.reportedCallsPerMille) { return receive(report) }
        return log(report)
    }

    /// Logs it, and lets the usual things happen to it.
    mutating func log(_ report: Report, contact: ContactID? = nil) -> SimulatedCommit? {
        log(report, contact) { priority, dice in Story.usual(report.source, priority, &dice) }
    }

    /// A vital service fails: a monitor or the first caller says so, many others follow.
    mutating func beginOutage() -> SimulatedCommit? {
        let service = dice.pick(Service.vital)
        let source: IncidentSource = dice.chance(600) ? .alert : .phone
        let ci = organisation.item(of: service, &dice)
        let report = Report(
            source: source, service: service, ci: estate.item(of: service, caller: 0) ?? ci,
            caller: organisation.caller(&dice), impact: .high, urgency: .high)
        let number = nextNumber
        guard let commit = log(report, nil, { _, dice in Story.outage(&dice) }) else { return nil }
        for _ in 0..<(3 + dice.skewed(min(90, 4 + organisation.people / 120))) {
            let at = now.advanced(byMicros: Int64(120 + dice.skewed(6_600)) * Instant.microsPerSecond)
            if at < calendar.end { agenda.enter(.report(of: number, service), at: at) }
        }
        return commit
    }

    /// One more caller notices the outage.
    mutating func report(_ outage: IncidentNumber, _ service: Service) -> SimulatedCommit? {
        var ci = organisation.item(of: service, &dice)
        if let known = backlog[outage] {
            ci = known.scene.ci
        } else if let other = estate.item(of: service, caller: 0) {
            ci = other
        }
        let report = Report(
            source: dice.pick([.phone, .phone, .portal, .chat, .mail]), service: service, ci: ci,
            caller: organisation.caller(&dice), impact: .medium, urgency: dice.pick([.high, .medium]), outage: outage)
        return log(report, nil) { _, dice in Story.report(&dice) }
    }

    /// It comes back after it was closed: a new incident that names the old one.
    mutating func comeBack(_ old: LiveIncident) -> SimulatedCommit? {
        guard let caller = old.callerNumber else { return nil }
        let report = Report(
            source: .phone, service: old.scene.service, ci: old.scene.ci, caller: caller, impact: .medium,
            urgency: .high, previous: old.number, fault: old.fault)
        return log(report, nil) { priority, dice in Story.secondLevel(priority, &dice) }
    }

    var nextNumber: IncidentNumber { IncidentNumber(number(of: IncidentProcess.self, counters.incidents).text) }

    /// The number that a log draws for the next stream of a kind: the year's first, second, third …
    func number<Process: Decider>(of _: Process.Type, _ count: UInt64) -> DrawnNumber {
        DrawnNumber(sequence: "\(Process.numberPrefix ?? "")-\(calendar.year)", number: count + 1)
    }

    private mutating func impact(of service: Service) -> Impact {
        let high = service.isVital ? 45 : 12
        return dice.chance(high) ? .high : dice.chance(280) ? .medium : .low
    }

    private mutating func urgency() -> Urgency { dice.chance(110) ? .high : dice.chance(500) ? .medium : .low }
}
