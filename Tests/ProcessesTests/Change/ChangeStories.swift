import EventModel
import LogbookTesting
import Processes
import Testing

typealias ChangeStory = Scenario<ChangeProcess>

/// Tuesday night, two hours; stories begin on Monday morning.
let window = ChangeWindow(
    from: ChangeStory.start.advanced(byMicros: 40 * Instant.microsPerHour),
    to: ChangeStory.start.advanced(byMicros: 42 * Instant.microsPerHour))
let plan = ChangePlan(
    steps: "Install on mx-2, then on mx-1", backout: "Put the old files back", tests: "A mail through each",
    window: window, implementer: "engineer-1")
let impact = ChangeImpactAssessed(
    graphPosition: Position(7), asOf: ChangeStory.start, affected: 3, services: ["mail"])

func assess(_ conflicts: [ChangeConflict] = [], answers: [RiskAnswer] = []) -> AssessChange {
    AssessChange(impact: impact, conflicts: ConflictCheck(conflicts, knownAt: Position(7)), answers: answers)
}
func answers(_ tested: String, _ backout: String, _ doneBefore: String, _ outage: String) -> [RiskAnswer] {
    [("tested", tested), ("backout", backout), ("done-before", doneBefore), ("outage", outage)].map(RiskAnswer.init)
}

/// Two relays, one that is retired, and one that is the first under another name.
let estate = ["mx-1", "mx-2", "old", "alias"].reduce(
    ChangeStory(ChangeProcess.self, "CHG-1").by(.person("requester-1"))
) { story, ci in
    let registered = CIRegistered(
        ciClass: "Server", status: .production, attributes: [], source: "manual", schemaVersion: 0,
        previousIdentity: nil)
    let stream = CIID(ci).stream
    let known = story.given(CIEvent.registered(registered), in: stream)
    switch ci {
    case "old":
        return known.given(
            CIEvent.retired(CIRetired(reason: "gone", overridden: [], previous: .production)), in: stream)
    case "alias":
        let merged = CIsMerged(survivor: "mx-1", absorbed: "alias", dropped: [], taken: [], reason: nil)
        return known.given(CIEvent.merged(merged), in: stream)
    default: return known
    }
}

func request(
    _ type: ChangeType = .normal, cis: [CIID] = ["mx-1", "mx-2"], plan: ChangePlan = plan,
    template: ReferenceCode? = nil
) -> RequestChange {
    RequestChange(type: type, title: "New certificates", cis: cis, plan: plan, template: template)
}

/// The way of a normal change, step by step.
let requested = estate.when(request()).done()
let assessed = requested.when(assess()).done()
let submitted = assessed.when(SubmitChange()).done()
let approved = submitted.by(.person("manager-1")).when(ApproveChange()).done()
let scheduled = approved.when(ScheduleChange()).done()
let inWindow = scheduled.after(minutes: 41 * 60).by(.person("engineer-1"))
let started = inWindow.when(StartChange()).done()
let completed = started.when(CompleteChange()).done()

let emergency = estate.when(request(.emergency)).done()
