import EventModel
import Processes
import TestSupport
import Testing

private struct Pretended: Policy {
    var name = "pretended"
    let number = "P0"
    var version: UInt64 = 2
    let summary = "When nothing happens, nothing follows."
    var isOnByDefault = true
}
private let story = Scenario(PolicyProcess.self, "pretended")
private let policy = Pretended()
private func enabled(_ version: UInt64, since: Position? = nil) -> PolicyEvent {
    .enabled(PolicyEnabled(version: version, since: since))
}
private let disabled = PolicyEvent.disabled(PolicyDisabled(version: 2))

@Test func `a policy that is on by default is in force from the first event on`() {
    #expect(story.state.force(of: policy) == .inForce(since: .first))
    #expect(story.state.force(of: Pretended(isOnByDefault: false)) == .off)
}

@Test func `a policy that is enabled reacts to what follows its enabling`() {
    let outcome = story.given(disabled).when(EnablePolicy(policy))
    #expect(outcome.then(enabled(2)).state.force(of: policy) == .inForce(since: Position(3)))
    #expect(story.given(enabled(2, since: Position(1))).state.force(of: policy) == .inForce(since: Position(1)))
}

@Test func `enabledAlready: nobody enables what is in force`() {
    story.when(EnablePolicy(policy)).then(refused: .enabledAlready(since: .first))
    story.given(disabled, enabled(2)).when(EnablePolicy(policy)).then(refused: .enabledAlready(since: Position(3)))
}

@Test func `disabledAlready: nobody disables what is not in force`() {
    story.when(DisablePolicy(Pretended(isOnByDefault: false))).then(refused: .disabledAlready)
    let story = story.when(DisablePolicy(policy)).then(disabled)
    #expect(story.state.force(of: policy) == .off)
    story.when(DisablePolicy(policy)).then(refused: .disabledAlready)
}

@Test func `newerVersion: an older release leaves a newer version alone`() {
    let newer = story.given(enabled(3))
    #expect(newer.state.force(of: policy) == .otherVersion(3))
    newer.when(EnablePolicy(policy)).then(refused: .newerVersion(3, known: 2))
    newer.when(AdoptPolicy(policy, since: .first)).then()
    newer.when(DisablePolicy(policy)).then(.disabled(PolicyDisabled(version: 3)))
}

@Test func `a version is put on record once, and not where somebody said otherwise`() {
    let adoption = AdoptPolicy(policy, since: Position(7))
    story.when(adoption).then(enabled(2, since: Position(7))).when(adoption).then()
    story.given(enabled(1)).when(adoption).then(enabled(2, since: Position(7)))
    story.given(disabled).when(adoption).then()
    story.when(AdoptPolicy(Pretended(isOnByDefault: false), since: .first)).then()
}

@Test func `refusals are counted`() {
    let refused = PolicyEvent.refused(PolicyRefused.example)
    #expect(story.given(refused, refused).state.refusalCount == 2)
}

@Test func `policies have names and numbers of their own, and say what they do`() {
    let policies = PolicyCatalogue.policies
    #expect(Set(policies.map(\.name)).count == policies.count)
    #expect(Set(policies.map(\.number)).count == policies.count)
    for policy in policies {
        #expect(StreamID(parsing: policy.stream.description) == policy.stream)
        #expect(policy.version > 0 && policy.summary.hasSuffix("."))
    }
}

@Test func `what a policy reacts to is an event of its process`() {
    for case let policy as any ReactivePolicy in PolicyCatalogue.policies {
        #expect(!policy.triggers.isEmpty && policy.triggers.allSatisfy { knows(policy, $0) }, "\(policy.name)")
    }
    func knows<P: ReactivePolicy>(_: P, _ trigger: String) -> Bool {
        P.Process.Event.catalogue.declarations.contains { $0.name == trigger }
    }
}
