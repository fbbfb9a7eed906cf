import EventModel
import Processes

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
    /// Reported at once, with the item.
    var isFresh = false
    /// The change that it comes from.
    var cause: ChangeNumber?
}

extension World {
    /// Logs an incident and lets its story begin. Nil where its events do not fit any more.
    mutating func log(
        _ report: Report, _ contact: ContactID?, _ tell: (Priority, inout Dice) -> Story
    ) -> SimulatedCommit? {
        let fault = report.fault ?? dice.pick(FaultTexts.ofServices[report.service.index])
        let isAlert = report.source == .alert
        let scene = Scene(
            seed: dice.next(), service: report.service, ci: report.ci,
            language: isAlert ? .english : Language.ofCaller(report.caller), clock: calendar.zone.civil(at: now))
        let drawn = number(of: IncidentProcess.self, counters.incidents)
        let live = LiveIncident(
            number: IncidentNumber(drawn.text), scene: scene, fault: fault, callerNumber: isAlert ? nil : report.caller,
            outage: report.outage)
        backlog[live.number] = live
        let isCategorised = dice.chance(categorisedPerMille(report.source)) && limit - recorded > 2
        let command = command(for: report, contact, fault, scene, isCategorised: isCategorised)
        guard let commit = record(command, on: live, by: reporter(report), drawn: drawn) else {
            release(live)
            return nil
        }
        counters.incidents += 1
        noteCoincidences(command, live.number, cause: report.cause)
        remember(live)
        var story = tell(live.priority, &dice)
        if !isCategorised, dice.chance(900) { story.beginWithCategory() }
        begin(story, live)
        return commit
    }

    private mutating func command(
        for report: Report, _ contact: ContactID?, _ fault: FaultTexts, _ scene: Scene, isCategorised: Bool
    ) -> LogIncident {
        let isAlert = report.source == .alert
        let title =
            isAlert
            ? wording.phrase(.alertTitle, scene, &dice)
            : wording.sentence(of: fault.titles, scene, &dice)
        let delay = Spread.soon.draw(&dice) * (isAlert ? 1 : Int64(dice.within(1...60))) * Instant.microsPerSecond
        return LogIncident(
            title: title, impact: report.impact, urgency: report.urgency, source: report.source,
            detectedAt: !report.isFresh && dice.chance(700) ? now.advanced(byMicros: -delay) : nil,
            caller: isAlert ? nil : Organisation.pseudonym(report.caller),
            customer: isAlert ? nil : organisation.customer(ofCaller: report.caller), service: report.service.id,
            ci: isAlert || dice.chance(report.isFresh ? 900 : 550) ? report.ci : nil,
            category: isCategorised ? report.service.technology.category : nil, contact: contact,
            previous: report.previous,
            description: PersonalText(description(report.source, fault, scene)))
    }

    private mutating func description(_ source: IncidentSource, _ fault: FaultTexts, _ scene: Scene) -> String {
        switch source {
        case .phone, .walkIn: wording.callNote(fault, scene, &dice)
        case .chat: wording.chat(fault, scene, &dice)
        case .mail, .import: wording.mail(fault, scene, &dice)
        case .portal: wording.form(fault, scene, &dice)
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
        case .alert: return Actor(principal: "monitoring", kind: .policy)
        case .portal, .mail, .import: return .person(caller)
        case .phone, .walkIn, .chat: return .person(organisation.deskAgent(&dice), onBehalfOf: caller)
        }
    }
}
