import EventModel
import Processes

extension World {
    private static let sources = Weighted<IncidentSource>([
        (.phone, 320), (.portal, 290), (.mail, 220), (.chat, 60), (.walkIn, 30), (.alert, 80),
    ])
    private static let monitoring = Actor(principal: "monitoring", kind: .policy)

    /// One incident on its own.
    mutating func arrive() -> SimulatedCommit? {
        let isDeskOpen = deskHours.isOpen(at: now)
        let source = isDeskOpen ? Self.sources.pick(&dice) : dice.pick([.alert, .mail, .portal])
        let service = organisation.service(&dice)
        let report = Report(
            source: source, service: service, ci: organisation.item(of: service, &dice),
            caller: organisation.caller(&dice),
            impact: impact(of: service), urgency: urgency())
        return log(report) { priority, dice in Story.usual(source, priority, &dice) }
    }

    /// A vital service fails: a monitor or the first caller says so, many others follow.
    mutating func beginOutage() -> SimulatedCommit? {
        let vital = Service.all.filter(\.isVital)
        let service = dice.pick(vital)
        let report = Report(
            source: dice.chance(600) ? .alert : .phone, service: service, ci: organisation.item(of: service, &dice),
            caller: organisation.caller(&dice), impact: .high, urgency: .high)
        let number = nextNumber
        guard let commit = log(report, { _, dice in Story.outage(&dice) }) else { return nil }
        let index = Service.all.firstIndex { $0.id == service.id } ?? 0
        for _ in 0..<(3 + dice.skewed(min(90, 4 + organisation.people / 120))) {
            let minutes = Int64(2 + dice.skewed(110))
            agenda.enter(.report(of: number, index), at: now.advanced(byMicros: minutes * Instant.microsPerMinute))
        }
        return commit
    }

    /// One more caller notices the outage.
    mutating func report(_ outage: IncidentNumber, _ index: Int) -> SimulatedCommit? {
        let service = Service.all[index]
        let ci = slots[outage].map { incidents[$0].scene.ci } ?? organisation.item(of: service, &dice)
        let report = Report(
            source: dice.pick([.phone, .phone, .portal, .chat, .mail]), service: service, ci: ci,
            caller: organisation.caller(&dice), impact: .medium, urgency: dice.pick([.high, .medium]), outage: outage)
        return log(report) { _, dice in Story.report(&dice) }
    }

    /// It comes back after it was closed: a new incident that names the old one.
    mutating func comeBack(_ slot: Int) -> SimulatedCommit? {
        let old = incidents[slot]
        guard let caller = old.callerNumber else { return nil }
        let report = Report(
            source: .phone, service: old.scene.service, ci: old.scene.ci, caller: caller, impact: .medium,
            urgency: .high, previous: old.number, fault: old.fault)
        return log(report) { priority, dice in Story.secondLevel(priority, &dice) }
    }

    var nextNumber: IncidentNumber { IncidentNumber(draw(counters.incidents).text) }
    private func draw(_ count: UInt64) -> DrawnNumber {
        DrawnNumber(sequence: "\(IncidentProcess.numberPrefix ?? "")-\(calendar.year)", number: count + 1)
    }

    private mutating func impact(of service: Service) -> Impact {
        let high = service.isVital ? 45 : 12
        return dice.chance(high) ? .high : dice.chance(280) ? .medium : .low
    }

    private mutating func urgency() -> Urgency { dice.chance(110) ? .high : dice.chance(500) ? .medium : .low }
}

/// What somebody reports.
struct Report {
    let source: IncidentSource
    let service: Service
    let ci: CIID
    let caller: Int
    let impact: Impact
    let urgency: Urgency
    var outage: IncidentNumber?
    var previous: IncidentNumber?
    var fault: FaultTexts?
}

extension World {
    /// Logs an incident and lets its story begin. Nil where its events do not fit any more.
    private mutating func log(
        _ report: Report, _ tell: (Priority, inout Dice) -> Story
    ) -> SimulatedCommit? {
        let index = Service.all.firstIndex { $0.id == report.service.id } ?? 0
        let fault = report.fault ?? dice.pick(faults[index])
        let isAlert = report.source == .alert
        let scene = Scene(
            seed: dice.next(), service: report.service, ci: report.ci,
            language: isAlert ? .english : Language.ofCaller(report.caller), clock: calendar.zone.civil(at: now))
        let drawn = draw(counters.incidents)
        let live = LiveIncident(
            number: IncidentNumber(drawn.text), scene: scene, fault: fault, callerNumber: isAlert ? nil : report.caller,
            outage: report.outage)
        let slot = take(live)
        let isCategorised = dice.chance(categorisedPerMille(report.source)) && total - recorded > 2
        let command = command(for: report, fault, scene, isCategorised: isCategorised)
        guard let commit = record(command, on: slot, by: reporter(report), drawn: drawn) else {
            release(slot)
            return nil
        }
        counters.incidents += 1
        remember(live.number, index)
        var story = tell(incidents[slot].state?.classification.priority ?? .moderate, &dice)
        if !isCategorised, dice.chance(900) { story.beginWithCategory() }
        begin(story, slot)
        return commit
    }

    private mutating func command(
        for report: Report, _ fault: FaultTexts, _ scene: Scene, isCategorised: Bool
    ) -> LogIncident {
        let isAlert = report.source == .alert
        let title =
            isAlert
            ? wording.phrase(.alertTitle, scene, &dice)
            : wording.sentence(of: fault.titles, scene, &dice)
        let delay = Spread.soon.draw(&dice) * (isAlert ? 1 : Int64(dice.within(1...60))) * Instant.microsPerSecond
        return LogIncident(
            title: title, impact: report.impact, urgency: report.urgency, source: report.source,
            detectedAt: dice.chance(700) ? now.advanced(byMicros: -delay) : nil,
            caller: isAlert ? nil : Organisation.pseudonym(report.caller),
            customer: isAlert ? nil : organisation.customer(ofCaller: report.caller), service: report.service.id,
            ci: isAlert || dice.chance(550) ? report.ci : nil,
            category: isCategorised ? report.service.technology.category : nil, previous: report.previous,
            description: PersonalText(description(report.source, fault, scene)))
    }

    private mutating func description(_ source: IncidentSource, _ fault: FaultTexts, _ scene: Scene) -> String {
        switch source {
        case .phone, .walkIn: wording.callNote(fault, scene, &dice)
        case .chat: wording.chat(fault, scene, &dice)
        case .mail: wording.message(fault, scene, isLong: true, &dice)
        case .portal, .import: wording.message(fault, scene, isLong: dice.chance(300), &dice)
        case .alert: wording.alert(scene, &dice)
        }
    }

    /// Agents and forms ask for the category, mail does not.
    private func categorisedPerMille(_ source: IncidentSource) -> Int {
        switch source {
        case .phone, .walkIn, .chat: 880
        case .portal: 760
        case .alert: 1_000
        case .mail, .import: 0
        }
    }

    /// Who logs it: the caller in the portal, otherwise the desk for the caller.
    private mutating func reporter(_ report: Report) -> Actor {
        let caller = Organisation.pseudonym(report.caller)
        switch report.source {
        case .alert: return Self.monitoring
        case .portal, .mail, .import: return .person(caller)
        case .phone, .walkIn, .chat: return .person(organisation.deskAgent(&dice), onBehalfOf: caller)
        }
    }
}
