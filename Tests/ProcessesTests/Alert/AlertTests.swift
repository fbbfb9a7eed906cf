import EventModel
import Processes
import TestSupport
import Testing

private let id = AlertID(ci: "mx-1", signature: "queue-length")
private let post = PostAlert(ci: "mx-1", signature: "queue-length", severity: .major, message: " 12,000 mails wait ")
private let nothing = Scenario(AlertProcess.self, id.rawValue)
private let raised = nothing.when(post).done()
private let incident = IncidentNumber("INC-1")

@Test func `an alert is raised once, and counts how often the monitor repeats itself`() {
    let first = nothing.when(post).then(
        .raised(
            AlertRaised(
                ci: "mx-1", signature: "queue-length", severity: .major, message: "12,000 mails wait",
                isUnregistered: true)))
    let again = first.when(PostAlert(ci: "mx-1", signature: "queue-length", severity: .critical))
        .then(.deduplicated(AlertDeduplicated(severity: .critical, count: 2, message: nil)))
    #expect(again.state?.count == 2 && again.state?.severity == .critical)
    #expect(again.state?.message == "12,000 mails wait", "what was said before holds where nothing new is said")
}

@Test func `an item that somebody registered is no unregistered one`() {
    let known = nothing.given(CIEvent.registered(CIRegistered.example), in: CIID("mx-1").stream)
    #expect(known.when(post).done().state?.isUnregistered == false)
}

@Test func `a cleared alert comes up anew`() {
    let cleared = raised.after(minutes: 1).when(ClearAlert(message: "empty"))
        .then(.cleared(AlertCleared(message: "empty")))
    #expect(cleared.state?.isRaised == false)
    let later = cleared.after(minutes: 7)
    let back = later.when(post).done()
    #expect(back.state?.isRaised == true && back.state?.count == 1 && back.state?.raisedAt == later.clock)
}

@Test func `item and signature make one name, whatever they are made of`() {
    #expect(AlertID(ci: "a~b", signature: "c") != AlertID(ci: "a", signature: "b~c"))
    #expect(AlertID(ci: "a%7Eb", signature: "c") != AlertID(ci: "a~b", signature: "c"))
}

@Test func `invalid: a signature is a text without control characters`() {
    for (signature, problem) in [("", "it is empty"), ("a\nb", "it holds a control character")] {
        let post = PostAlert(ci: "mx-1", signature: signature, severity: .info)
        Scenario(AlertProcess.self, post.id.rawValue).when(post)
            .then(refused: .invalid(what: "the signature", problem: problem))
    }
    let post = PostAlert(ci: "", signature: "x", severity: .info)
    Scenario(AlertProcess.self, post.id.rawValue).when(post)
        .then(refused: .invalid(what: "the configuration item", problem: "it is empty"))
}

@Test func `otherStream: an alert stands in its own stream`() {
    Scenario(AlertProcess.self, "mx-2~queue-length").when(post)
        .then(refused: .otherStream("mx-2~queue-length", expected: id))
}

@Test func `notRaised: what was never raised is not cleared`() {
    nothing.when(ClearAlert()).then(refused: .notRaised(id))
    nothing.when(NoteAlertIncident(incident)).then(refused: .notRaised(id))
}

@Test func `alreadyCleared: an alert is cleared once`() throws {
    let cleared = raised.when(ClearAlert()).done()
    cleared.when(ClearAlert()).then(refused: .alreadyCleared(id, at: try #require(cleared.state?.clearedAt)))
}

@Test func `beforeChange: nothing is cleared before it was raised, nor raised before it was cleared`() throws {
    let raisedAt = try #require(raised.state?.raisedAt)
    let early = raisedAt.advanced(byMicros: -1)
    raised.when(ClearAlert(), at: early)
        .then(refused: .beforeChange(occurredAt: early, what: "it was raised", at: raisedAt))
    let cleared = raised.after(minutes: 5).when(ClearAlert()).done()
    let clearedAt = try #require(cleared.state?.clearedAt)
    cleared.when(post, at: raisedAt)
        .then(refused: .beforeChange(occurredAt: raisedAt, what: "it was cleared", at: clearedAt))
}

@Test func `parentIsItself, parentCycle: alerts follow from others, not from themselves`() {
    let link = AlertID(ci: "sw-1", signature: "link-down")
    nothing.when(PostAlert(ci: "mx-1", signature: "queue-length", severity: .minor, parent: id))
        .then(refused: .parentIsItself(id))
    nothing.when(PostAlert(ci: "mx-1", signature: "queue-length", severity: .minor, parent: link))
        .then(refused: .notRaised(link))
    let story = raised.given(AlertEvent.raised(.example), in: link.stream)
        .given(AlertEvent.correlated(AlertCorrelated(parent: id)), in: link.stream)
    story.when(PostAlert(ci: "mx-1", signature: "queue-length", severity: .minor, parent: link))
        .then(refused: .parentCycle([id, link, id]))
}

@Test func `an alert says once what it follows from`() {
    let link = AlertID(ci: "sw-1", signature: "link-down")
    let story = raised.given(AlertEvent.raised(.example), in: link.stream)
    let post = PostAlert(ci: "mx-1", signature: "queue-length", severity: .minor, parent: link)
    let joined = story.when(post).then(
        .deduplicated(AlertDeduplicated(severity: .minor, count: 2, message: nil)),
        .correlated(AlertCorrelated(parent: link)))
    joined.when(post).then(.deduplicated(AlertDeduplicated(severity: .minor, count: 3, message: nil)))
}

@Test func `alreadyLogged: an incident is noted once`() {
    let noted = raised.when(NoteAlertIncident(incident))
        .then(.incidentLogged(AlertIncidentLogged(incident: incident)))
    noted.when(NoteAlertIncident(incident)).then(refused: .alreadyLogged(id, incident))
}

@Test func `an alert is put down to a change, once, until that is over or an incident was logged after all`() {
    let put = AlertSuppressed(by: "CHG-1", until: raised.clock.advanced(byMicros: Instant.microsPerHour))
    let suppressed = raised.when(SuppressAlert(put)).then(.suppressed(put))
    #expect(suppressed.state?.suppression == put && suppressed.state?.isRaised == true)
    suppressed.when(SuppressAlert(put)).then(refused: .alreadySuppressed(id, by: "CHG-1"))
    let over = suppressed.when(EndAlertSuppression()).then(
        .suppressionEnded(AlertSuppressionEnded(change: "CHG-1")))
    over.when(EndAlertSuppression()).then(refused: .notSuppressed(id))
    #expect(suppressed.when(NoteAlertIncident(incident)).done().state?.suppression == nil)
    let cleared = suppressed.when(ClearAlert()).done()
    let at = suppressed.clock
    cleared.when(EndAlertSuppression()).then(refused: .alreadyCleared(id, at: at))
    cleared.when(SuppressAlert(put)).then(refused: .alreadyCleared(id, at: at))
    nothing.when(SuppressAlert(put)).then(refused: .notRaised(id))
    nothing.when(EndAlertSuppression()).then(refused: .notRaised(id))
}
