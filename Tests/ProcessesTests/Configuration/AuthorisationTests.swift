import EventModel
import LogbookTesting
import Processes
import TestSupport
import Testing

private func at(_ hour: Int64) -> Instant { Instant(micros: 1_772_442_000_000_000 + hour * Instant.microsPerHour) }

/// A change that is at work on an item from an hour to an hour, or on.
private func change(
    _ number: ChangeNumber, _ cis: [CIID] = ["srv-1"], from: Int64?, to: Int64? = nil, isApproved: Bool = true,
    attributes: [String] = [], planned: String? = nil
) -> Change {
    var world = World()
    let actor = Actor.person("engineer-1")
    func record(_ event: ChangeEvent, _ hour: Int64) { world.record(event, on: number.stream, at: at(hour), by: actor) }
    record(
        .requested(
            ChangeRequested(
                changeType: .emergency, title: "x", cis: cis, attributes: attributes, service: nil, template: nil,
                templateVersion: nil, problem: nil, justification: nil)), -100)
    let values = planned.map { [AttributeValue("version", $0)] } ?? []
    record(.planned(ChangePlan(steps: "a", backout: "b", values: values).event), -99)
    if isApproved { record(.authorised(ChangeAuthorised.example), -98) }
    if let from { record(.started(ChangeStarted(implementer: "engineer-1")), from) }
    if let from, let to {
        record(.completed(ChangeCompleted(actual: ChangeWindow(from: at(from), to: at(to)))), to)
    }
    return world.state(ChangeProcess.self, of: number.stream)!
}
extension ChangePlan {
    fileprivate var event: ChangePlanned { ChangePlanned(plan: self) }
}

private func delta(_ after: Int64, _ through: Int64, _ value: String? = "4.2", cis: [CIID] = ["srv-1"]) -> ObservedDelta
{
    ObservedDelta(cis: cis, attribute: "version", value: value, after: at(after), through: at(through))
}

/// cmdb.md section 4, sentence by sentence.
@Suite struct AuthorisationTests {
    @Test func `authorised: the change covers item and attribute, and was at work all the time`() {
        #expect(delta(2, 4).verdict([change("C-1", from: 1, to: 5)]) == .authorised("C-1"))
        #expect(delta(1, 5).verdict([change("C-1", from: 1, to: 5)]) == .authorised("C-1"))
        #expect(delta(2, 400).verdict([change("C-1", from: 1)]) == .authorised("C-1"), "it goes on")
        #expect(delta(3, 3).verdict([change("C-1", from: 1, to: 5)]) == .authorised("C-1"), "the moment is known")
        #expect(delta(2, 4, cis: ["srv-0", "srv-1"]).verdict([change("C-1", from: 1, to: 5)]) == .authorised("C-1"))
    }

    @Test func `unauthorised: nothing was at work, or on something else, or before it began`() {
        for changes in [
            [], [change("C-1", from: nil)], [change("C-1", ["srv-2"], from: 1, to: 5)],
            [change("C-1", from: 1, to: 5, attributes: ["name"])], [change("C-1", from: 5, to: 6)],
            [change("C-1", from: 0, to: 2)],
        ] {
            #expect(delta(2, 4).verdict(changes) == .unauthorised(awaiting: nil), "\(changes)")
        }
    }

    @Test func `attributed: it reaches beyond the one change at work, so that is a presumption`() {
        #expect(delta(0, 24).verdict([change("C-1", from: 1, to: 2)]) == .attributed("C-1"))
        #expect(delta(0, 24).verdict([change("C-1", from: 1, to: 2, planned: "4.2")]) == .attributed("C-1"))
    }

    @Test func `unauthorised: the one change at work meant another value`() {
        let changes = [change("C-1", from: 1, to: 2, planned: "4.3")]
        #expect(delta(0, 24).verdict(changes) == .unauthorised(awaiting: nil))
        #expect(delta(0, 24, nil).verdict(changes) == .unauthorised(awaiting: nil), "it is gone, and should not be")
    }

    @Test func `indeterminate: several changes were at work`() {
        let changes = [change("C-2", from: 3, to: 4), change("C-1", from: 1, to: 2)]
        #expect(delta(0, 24).verdict(changes) == .indeterminate(["C-1", "C-2"]))
        let one = [change("C-2", from: 3, to: 4, planned: "5"), change("C-1", from: 1, to: 2)]
        #expect(delta(0, 24).verdict(one) == .indeterminate(["C-1", "C-2"]), "never silently fine")
        let none = [change("C-2", from: 3, to: 4, planned: "5"), change("C-1", from: 1, to: 2, planned: "6")]
        #expect(delta(0, 24).verdict(none) == .unauthorised(awaiting: nil))
    }

    @Test func `a change at work that nobody has approved covers nothing, and is named`() {
        let waiting = change("C-1", from: 1, isApproved: false)
        #expect(delta(2, 4).verdict([waiting]) == .unauthorised(awaiting: "C-1"))
        #expect(delta(2, 4).verdict([waiting, change("C-2", from: 1)]) == .authorised("C-2"))
    }

    /// Beside a count of instants: half hours stand for what lies between the hours.
    @Test(arguments: 0..<400 as Range<UInt64>)
    func `it agrees with looking at every moment`(seed: UInt64) {
        var dice = SplitMix(seed: seed)
        func hour() -> Int64 { Int64(dice.next() % 8) }
        let after = hour()
        let through = after + Int64(dice.next() % 4)
        var spans: [(ChangeNumber, ClosedRange<Int64>)] = []
        for number in 0..<dice.next() % 4 {
            let from = hour()
            spans.append((ChangeNumber("C-\(number)"), from...from + Int64(dice.next() % 5)))
        }
        let moments = after == through ? [2 * after] : Array(2 * after + 1...2 * through)
        func isAtWork(_ span: ClosedRange<Int64>, _ moment: Int64) -> Bool {
            2 * span.lowerBound <= moment && moment <= 2 * span.upperBound
        }
        let all = spans.filter { span in moments.allSatisfy { isAtWork(span.1, $0) } }.map(\.0)
        let some = spans.filter { span in moments.contains { isAtWork(span.1, $0) } }.map(\.0)
        let expected: DeltaVerdict =
            if let first = all.first { .authorised(first) } else if some.count > 1 {
                .indeterminate(some)
            } else if let one = some.first { .attributed(one) } else { .unauthorised(awaiting: nil) }
        let changes = spans.map { change($0.0, from: $0.1.lowerBound, to: $0.1.upperBound) }
        #expect(delta(after, through).verdict(changes.shuffled(using: &dice)) == expected, "seed \(seed)")
    }
}

/// Findings in an item's stream, and the policies that record them.
@Suite struct FindingTests {
    private let policy = UnauthorisedChanges()
    private let number = ChangeNumber("CHG-1")
    private let schema = CISchemaEvent.published(
        CISchemaPublished(
            version: 1,
            classes: [
                CIClass("Controlled", attributes: [AttributeDefinition("version")], isControlled: true),
                CIClass("Free", attributes: [AttributeDefinition("version")]),
            ], relationshipTypes: [], sources: [], junkValues: []))

    private func item(_ ciClass: String = "Controlled") -> Scenario<CIProcess> {
        Scenario(CIProcess.self, "srv-1").given(schema, in: CISchema.stream).given(
            .registered(
                CIRegistered(ciClass: ciClass, status: .production, attributes: [], source: "manual", schemaVersion: 1))
        )
    }
    private func findings(_ outcome: Outcome<SetCIAttributes>) -> [RecordCIFinding.Finding] {
        outcome.reactions(of: policy).compactMap { ($0.command as? RecordCIFinding)?.finding }
    }
    private let set = SetCIAttributes([AttributeValue("version", "4.2")])

    @Test func `what no change covers on a controlled class is found, on another it is not`() throws {
        let outcome = item().when(set)
        let found = findings(outcome)
        guard found.count == 1, case .unauthorised(let event) = found[0] else {
            Issue.record("\(found)")
            return
        }
        #expect(event.attribute == "version" && event.to == "4.2" && event.source == "manual")
        #expect(outcome.after.world.records.last?.position == event.delta)
        #expect(findings(item("Free").when(set)).isEmpty)
    }

    @Test func `a correction of the record is no change of the world`() {
        let corrected = item().when(set).done().when(CorrectCI([AttributeValue("version", "4.3")], reason: "typo"))
        #expect(corrected.reactions(of: policy).isEmpty)
    }

    @Test func `the same attribute is left alone for a day, another is not, and later it is found again`() {
        let first = item().when(set)
        var story = first.settled(by: policy)
        #expect(story.state?.findings.map(\.isOpen) == [true])
        story = story.after(minutes: 60).when(SetCIAttributes([AttributeValue("version", "4.3")])).settled(by: policy)
        #expect(story.state?.findings.count == 1)
        story = story.after(days: 1).when(SetCIAttributes([AttributeValue("version", "4.4")])).settled(by: policy)
        #expect(story.state?.findings.count == 2)
    }

    @Test func `a presumption and what is regularised silence nothing`() {
        func after(_ finding: CIEvent...) -> [CIFinding] {
            let found = finding.reduce(item()) { $0.given($1) }
            let story = found.after(minutes: 60).when(SetCIAttributes([AttributeValue("version", "4.3")]))
            return story.settled(by: policy).state?.findings ?? []
        }
        let delta = UnauthorisedChangeDetected.example.delta
        #expect(after(.unauthorised(.example)).count == 1, "silenced")
        let presumed = CIChangeAttributed(delta: delta, attribute: "version", changes: [number])
        #expect(after(.attributed(presumed)).map(\.isOpen) == [false, true])
        let regularised = UnauthorisedChangeRegularised(delta: delta, attribute: "version", change: number)
        #expect(after(.unauthorised(.example), .regularised(regularised)).map(\.isOpen) == [false, true])
    }

    @Test func `alreadyFound: a delta is found once`() {
        let event = UnauthorisedChangeDetected.example
        let found = item().when(RecordCIFinding(.unauthorised(event))).then(.unauthorised(event))
        found.when(RecordCIFinding(.unauthorised(event))).then(refused: .alreadyFound(event.delta))
    }

    private func changed(_ story: Scenario<CIProcess>, isApproved: Bool) -> Scenario<CIProcess> {
        let requested = ChangeRequested(
            changeType: .emergency, title: "x", cis: ["srv-1"], attributes: [], service: nil, template: nil,
            templateVersion: nil, problem: nil, justification: nil)
        let begun = story.given(ChangeEvent.requested(requested), in: number.stream)
            .given(ChangeEvent.started(ChangeStarted(implementer: "engineer-1")), in: number.stream)
        guard isApproved else { return begun }
        return begun.given(ChangeEvent.authorised(ChangeAuthorised.example), in: number.stream)
    }

    @Test
    func `noFinding, noChange, changeNotAuthorised, notCovered: only an approved change regularises what it covers`() {
        let delta = UnauthorisedChangeDetected.example.delta
        let regularise = RegulariseUnauthorisedChange(by: number)
        item().when(regularise).then(refused: .noChange(number))
        changed(item(), isApproved: false).when(regularise).then(refused: .changeNotAuthorised(number, .implement))
        changed(item(), isApproved: true).when(regularise).then(refused: .noFinding("srv-1", nil))
        let found = changed(item().given(.unauthorised(.example)), isApproved: true)
        found.when(RegulariseUnauthorisedChange(by: number, delta: Position(1)))
            .then(refused: .noFinding("srv-1", Position(1)))
        let done = found.when(regularise).then(
            .regularised(UnauthorisedChangeRegularised(delta: delta, attribute: "version", change: number)))
        #expect(done.state?.findings.map(\.regularisedBy) == [number], "the finding stays")
        done.when(regularise).then(refused: .alreadyRegularised("srv-1", by: number))
        let elsewhere = Scenario(CIProcess.self, "srv-2").given(schema, in: CISchema.stream).given(
            .registered(
                CIRegistered(
                    ciClass: "Controlled", status: .production, attributes: [], source: "manual", schemaVersion: 1)),
            .unauthorised(.example))
        changed(elsewhere, isApproved: true).when(regularise).then(refused: .notCovered("srv-2", by: number))
    }

    @Test func `what waits for the approval of a change at work is regularised when that comes`() {
        var waiting = UnauthorisedChangeDetected.example
        waiting = UnauthorisedChangeDetected(
            delta: waiting.delta, attribute: "version", from: nil, to: "4.2", after: waiting.after, source: "manual",
            awaiting: number)
        let story = changed(item().given(.unauthorised(waiting)), isApproved: true)
        let approval = story.world.records.last!
        let reactions = story.world.reactions(of: ApprovalRegularises(), to: approval)
        #expect(reactions.map(\.stream) == [CIID("srv-1").stream])
        #expect((reactions.first?.command as? RegulariseUnauthorisedChange)?.change == number)
        let other = changed(item().given(.unauthorised(.example)), isApproved: true)
        #expect(other.world.reactions(of: ApprovalRegularises(), to: other.world.records.last!).isEmpty)
    }

    @Test func `what a change at work covers is not found`() {
        var story = changed(item(), isApproved: true)
        let search = RecordSearch.changesAtWork(on: ["srv-1"], from: story.clock, through: story.clock)
        story.world.found = [search: [number.stream]]
        #expect(findings(story.when(set)).isEmpty)
    }
}
