import EventModel
import Processes

// What is said, found out and done.

extension World {
    /// Staff tells the caller something.
    mutating func tell(_ kind: Phrase, _ live: LiveIncident) -> SimulatedCommit? {
        let text = wording.comment(kind, byStaff: true, live.scene, &dice)
        return record(AddComment(.public, text: PersonalText(text)), on: live, by: agent(live))
    }

    /// The caller says something.
    mutating func hear(_ kind: Phrase, _ live: LiveIncident) -> SimulatedCommit? {
        let text = wording.comment(kind, byStaff: false, live.scene, &dice)
        return record(AddComment(.public, text: PersonalText(text)), on: live, by: caller(live))
    }

    mutating func thank(_ live: LiveIncident) -> SimulatedCommit? {
        let text = phrase(.thanks, live)
        return record(AddComment(.public, text: PersonalText(text)), on: live, by: caller(live))
    }

    /// What the staff tells itself about the fault.
    mutating func note(_ live: LiveIncident) -> SimulatedCommit? {
        let text = wording.remark(live.fault, live.scene, &dice)
        return record(AddComment(.private, text: PersonalText(text)), on: live, by: agent(live))
    }

    mutating func diagnose(_ live: LiveIncident) -> SimulatedCommit? {
        let text = wording.remark(live.fault, live.scene, &dice)
        return record(RecordDiagnosis(finding: PersonalText(text)), on: live, by: agent(live))
    }

    mutating func logWork(_ live: LiveIncident) -> SimulatedCommit? {
        let minutes = Int64(5 * (1 + dice.skewed(30)))
        let note = dice.chance(850) ? wording.work(live.scene, &dice) : nil
        return record(LogWork(minutes: minutes, note: note), on: live, by: agent(live))
    }

    mutating func matchKnownError(_ live: LiveIncident) -> SimulatedCommit? {
        guard let code = changes.planned == 0 ? knownError(live) : published(live) else { return nil }
        if live.state?.relations.knownErrors.contains(code) == true { return nil }
        return record(MatchKnownError(code), on: live, by: agent(live))
    }

    mutating func applyWorkaround(_ live: LiveIncident) -> SimulatedCommit? {
        let text = wording.sentence(of: live.fault.workarounds, live.scene, &dice)
        let known = live.state?.relations.knownErrors.last
        return record(ApplyWorkaround(text, knownError: known), on: live, by: agent(live))
    }

    /// A technology has a few known errors, met again and again.
    private mutating func knownError(_ live: LiveIncident) -> ReferenceCode {
        let technology = live.scene.service.technology.rawValue
        return ReferenceCode("KE-\(padded(100 * (technology + 1) + dice.skewed(18), 4))")
    }

    /// Another item of the service plays a part; a policy computes it from the graph, or a person says so.
    mutating func linkItem(_ live: LiveIncident, isComputed: Bool) -> SimulatedCommit? {
        var ci = organisation.item(of: live.scene.service, &dice)
        if let other = estate.item(of: live.scene.service, caller: 0) { ci = other }
        if live.state?.relations.cis.contains(where: { $0.ci == ci }) == true { return nil }
        let command = LinkCI(ci, role: dice.chance(300) ? .cause : .affected, isComputed: isComputed)
        return record(command, on: live, by: isComputed ? Self.rules : agent(live))
    }

    mutating func excludeItem(_ live: LiveIncident) -> SimulatedCommit? {
        guard let known = live.state?.relations.cis.last, known.how != .excluded else { return nil }
        return record(ExcludeCI(known.ci), on: live, by: agent(live))
    }

    mutating func linkProblem(_ live: LiveIncident) -> SimulatedCommit? {
        guard let code = changes.planned == 0 ? reference("PRB", among: 40) : openProblem(live) else { return nil }
        return isLinked(live, code) ? nil : record(LinkProblem(code), on: live, by: agent(live))
    }

    mutating func linkChange(_ live: LiveIncident) -> SimulatedCommit? {
        guard let code = changes.planned == 0 ? reference("CHG", among: 25) : suspect(live) else { return nil }
        return isLinked(live, code) ? nil : record(LinkChange(code), on: live, by: agent(live))
    }

    private func isLinked(_ live: LiveIncident, _ code: ReferenceCode) -> Bool {
        live.state?.relations.links.contains { $0.code == code } ?? false
    }

    /// One of the problems or changes of these days, of which nothing else is on record.
    private mutating func reference(_ prefix: String, among count: Int) -> ReferenceCode {
        let newest = 1 + calendar.index(of: now) * count / 5
        return ReferenceCode("\(prefix)-\(calendar.year)-\(padded(newest + dice.below(count), 5))")
    }

    /// A policy suspects what was changed shortly before; a person sometimes does.
    mutating func suggestChange(_ live: LiveIncident) -> SimulatedCommit? {
        guard let relations = live.state?.relations else { return nil }
        guard let code = changes.planned == 0 ? reference("CHG", among: 25) : suspect(live) else { return nil }
        let isKnown = relations.suspectedChanges.contains(code) || relations.rejectedChanges.contains(code)
        if isKnown || relations.causingChange == code { return nil }
        return record(
            SuggestChangeCause(code), on: live, by: changes.planned == 0 && dice.chance(600) ? Self.rules : agent(live))
    }

    mutating func judgeChange(_ live: LiveIncident, isCause: Bool) -> SimulatedCommit? {
        let suspected = live.state?.relations.suspectedChanges.last
        guard let change = isCause ? live.cause ?? suspected : suspected else { return nil }
        // Where there are changes, people find out the truth.
        return isCause && (changes.planned == 0 || change == live.cause)
            ? record(ConfirmChangeCause(change), on: live, by: agent(live))
            : record(RejectChangeCause(change), on: live, by: agent(live))
    }

    private static let rules = Actor(principal: "impact-rules", kind: .policy)
}
