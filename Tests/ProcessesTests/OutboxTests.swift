import EventModel
import LogbookTesting
import Processes
import Testing

private let asked = NotificationRequested(
    about: KnownErrorNumber("KE-1").stream, template: "workaround-published", to: .person("agent-1"),
    occasion: "Empty the spool.", concerning: ["INC-1"])
private let asking = RequestNotification(asked)
private let story = Scenario(OutboxProcess.self, asking.id.rawValue)
private let waitingNotice = story.given(.requested(asked))

@Suite struct OutboxTests {
    @Test func `what somebody is to be told is asked for once`() {
        let first = story.when(asking).then(.requested(asked))
        #expect(first.state?.state == .waiting)
        first.when(asking).then(refused: .alreadyRequested(asking.id))
        let other = RequestNotification(NotificationRequested.example)
        story.when(other).then(refused: .otherStream(asking.id, expected: other.id))
    }

    @Test func `whatever is told otherwise, to another, or for another reason, is another notice`() {
        let about = asked.about
        func id(_ template: String, _ recipient: NoticeRecipient, _ occasion: String) -> NoticeID {
            NoticeID(about: about, template: template, to: recipient, occasion: occasion)
        }
        let all = [
            id("a", .person("b"), "c"), id("a", .group("b"), "c"), id("ab", .person("b"), "c"),
            id("a", .person("b"), "cc"), id("a", .person("bc"), ""), asking.id,
        ]
        #expect(Set(all).count == all.count && all.allSatisfy { $0.rawValue.count == 32 })
        // Derived from the content, and so the same in every release.
        #expect(id("a", .person("b"), "c") == id("a", .person("b"), "c"))
    }

    @Test func `missing: a notice has a text and a recipient`() {
        func refused(_ template: String, _ recipient: NoticeRecipient) -> OutboxRejection? {
            let command = RequestNotification(
                NotificationRequested(about: asked.about, template: template, to: recipient, occasion: "x"))
            return Scenario(OutboxProcess.self, command.id.rawValue).when(command).rejection
        }
        #expect(refused(" ", .person("agent-1")) == .missing("the template"))
        #expect(refused("x", .person("")) == .invalid(what: "the recipient", problem: "it is empty"))
    }

    @Test func `a delivery that failed is tried again, and one that worked is the last`() {
        let failed = waitingNotice.when(RecordDelivery(failedOver: .phone, because: " No answer ")).then(
            .failed(NotificationDeliveryFailed(channel: .phone, reason: "No answer")))
        #expect(failed.state?.state == .failed && failed.state?.failureCount == 1)
        let delivered = failed.when(RecordDelivery(over: .mail, reference: "<1@mx>")).then(
            .delivered(NotificationDelivered(channel: .mail, reference: "<1@mx>")))
        #expect(delivered.state?.state == .delivered && delivered.state?.deliveredAt == failed.clock)
        delivered.when(RecordDelivery(over: .chat)).then(refused: .alreadyDelivered(asking.id, at: failed.clock))
        waitingNotice.when(RecordDelivery(failedOver: .phone, because: " ")).then(refused: .missing("what went wrong"))
        story.when(RecordDelivery(over: .mail)).then(refused: .notRequested(asking.id))
        waitingNotice.when(RecordDelivery(over: .mail), at: .earliest).then(
            refused: .beforeRequest(occurredAt: .earliest, requestedAt: story.clock))
    }
}

/// Who is told what: P10, and the parts of P8, P22 and P24 that tell people.
@Suite struct NotifyingPolicyTests {
    private func told<P: NotifyingPolicy, Process: Decider>(
        _ policy: P, _ story: Scenario<Process>
    ) -> [NotificationRequested] {
        story.world.reactions(of: policy, to: story.world.records.last!)
            .compactMap { ($0.command as? RequestNotification)?.notice }
    }

    /// Three open incidents of an error that agent-1 has two of and a group the third; one of another error; one that ended.
    private func knownError() -> Scenario<KnownErrorProcess> {
        var story = Scenario(KnownErrorProcess.self, "KE-1").given(
            .recorded(
                KnownErrorRecorded(
                    title: "Full", symptom: "slow", cause: "full", workaround: nil, problem: nil,
                    problemLoggedAt: nil, signature: nil)), .verified(.example))
        let cases: [(IncidentNumber, IncidentEvent, ReferenceCode, IncidentEvent?)] = [
            ("INC-2", assigned(), "KE-1", nil), ("INC-1", assigned(), "KE-1", nil),
            ("INC-3", assigned("operators", nil), "KE-1", nil), ("INC-4", assigned("desk", "agent-4"), "KE-2", nil),
            ("INC-5", assigned("desk", "agent-5"), "KE-1", cancelled),
        ]
        for (number, assignment, error, end) in cases {
            for event in [logged(), assignment, .knownErrorMatched(KnownErrorMatched(knownError: error)), end] {
                if let event { story = story.given(event, in: number.stream) }
            }
        }
        story.world.found = [.openIncidentsOf("KE-1"): cases.map(\.0.stream)]
        return story
    }
    private let published = KnownErrorEvent.published(WorkaroundPublished(workaround: "Empty it."))

    @Test func `P10: whoever has open incidents of the error is told of its workaround, once each`() {
        let notices = told(WorkaroundNotifiesAssignees(), knownError().given(published))
        #expect(notices.map(\.recipient) == ["agent-1", "operators"])
        #expect(notices.map(\.concerning) == [["INC-1", "INC-2"], ["INC-3"]])
        #expect(notices.allSatisfy { $0.about.key == "KE-1" && $0.occasion == "Empty it." })
    }

    @Test func `P10: the same workaround published again tells nobody twice, another one does`() {
        let story = knownError().when(PublishWorkaround("Empty it.")).settled(by: WorkaroundNotifiesAssignees())
        let again = story.given(.withdrawn(WorkaroundWithdrawn(reason: "?")), published)
        #expect(told(WorkaroundNotifiesAssignees(), again).isEmpty)
        let other = story.given(.published(WorkaroundPublished(workaround: "Empty it twice.")))
        #expect(told(WorkaroundNotifiesAssignees(), other).count == 2)
    }

    @Test func `P8: a major incident's manager and whoever has it are told`() {
        func declared(_ manager: PersonID?, _ story: IncidentStory) -> [ReferenceCode] {
            let event = MajorIncidentDeclared(manager: manager, reason: "all sites")
            return told(MajorIncidentNotifies(), story.given(.majorDeclared(event))).map(\.recipient)
        }
        #expect(declared("boss-1", incident(.assigned)) == ["agent-1", "boss-1"])
        #expect(declared("agent-1", incident(.assigned)) == ["agent-1"])
        #expect(declared(nil, newIncident) == [])
    }

    @Test func `P24: who makes a failed change and who asked for it decide what follows`() {
        let failed = started.given(.failed(ChangeFailed(step: "2", reason: "no space")))
        let notices = told(FailedChangeAsksForDecision(), failed)
        #expect(notices.map(\.recipient) == ["engineer-1", "requester-1"])
        #expect(notices.allSatisfy { $0.template == "decide-recovery" && $0.about.key == "CHG-1" })
    }

    @Test func `P22: the owner of an item is told of what nobody asked for`() {
        func found(_ owner: String?) -> [NotificationRequested] {
            let registered = CIRegistered(
                ciClass: "Server", status: .production,
                attributes: owner.map { [AttributeValue("owner", $0)] } ?? [], source: "manual", schemaVersion: 0,
                previousIdentity: nil)
            return told(
                FindingNotifiesOwner(),
                Scenario(CIProcess.self, "mx-1").given(.registered(registered), .unauthorised(.example)))
        }
        #expect(found("network").map(\.recipient) == ["network"])
        #expect(found("network").first?.recipientKind == .owner)
        #expect(found(nil).isEmpty && found(" ").isEmpty)
    }
}
