import EventModel
import Processes

// What is said, found out and done.

extension World {
    /// Something that anybody may say.
    mutating func say(
        _ kind: Phrase, _ slot: Int, _ visibility: CommentVisibility, by actor: Actor
    ) -> SimulatedCommit? {
        let text = wording.phrases(kind, dice.within(1...3), incidents[slot].scene, &dice)
        return record(AddComment(visibility, text: PersonalText(text)), on: slot, by: actor)
    }

    mutating func thank(_ slot: Int) -> SimulatedCommit? {
        let text = phrase(.thanks, slot)
        return record(AddComment(.public, text: PersonalText(text)), on: slot, by: caller(slot))
    }

    /// What the staff tells itself about the fault.
    mutating func note(_ slot: Int) -> SimulatedCommit? {
        let (fault, scene) = (incidents[slot].fault, incidents[slot].scene)
        let text = wording.remark(fault.findings, .note, scene, excerptPerMille: 450, &dice)
        return record(AddComment(.private, text: PersonalText(text)), on: slot, by: agent(slot))
    }

    mutating func diagnose(_ slot: Int) -> SimulatedCommit? {
        let (fault, scene) = (incidents[slot].fault, incidents[slot].scene)
        let text = wording.remark(fault.findings, .note, scene, excerptPerMille: 350, &dice)
        return record(RecordDiagnosis(finding: PersonalText(text)), on: slot, by: agent(slot))
    }

    mutating func logWork(_ slot: Int) -> SimulatedCommit? {
        let minutes = Int64(5 * (1 + dice.skewed(30)))
        let note = dice.chance(800) ? phrase(.work, slot) : nil
        return record(LogWork(minutes: minutes, note: note), on: slot, by: agent(slot))
    }

    mutating func matchKnownError(_ slot: Int) -> SimulatedCommit? {
        let code = knownError(slot)
        if incidents[slot].state?.relations.knownErrors.contains(code) == true { return nil }
        return record(MatchKnownError(code), on: slot, by: agent(slot))
    }

    mutating func applyWorkaround(_ slot: Int) -> SimulatedCommit? {
        let text = wording.sentence(of: incidents[slot].fault.workarounds, incidents[slot].scene, &dice)
        let known = incidents[slot].state?.relations.knownErrors.last
        return record(ApplyWorkaround(text, knownError: known), on: slot, by: agent(slot))
    }

    /// A technology has a few known errors, met again and again.
    private mutating func knownError(_ slot: Int) -> ReferenceCode {
        let technology = incidents[slot].scene.service.technology.rawValue
        return ReferenceCode("KE-\(padded(100 * (technology + 1) + dice.skewed(18), 4))")
    }

    /// Another item of the service plays a part; a policy computes it from the graph, or a person says so.
    mutating func linkItem(_ slot: Int, isComputed: Bool) -> SimulatedCommit? {
        let ci = organisation.item(of: incidents[slot].scene.service, &dice)
        if incidents[slot].state?.relations.cis.contains(where: { $0.ci == ci }) == true { return nil }
        let command = LinkCI(ci, role: dice.chance(300) ? .cause : .affected, isComputed: isComputed)
        return record(command, on: slot, by: isComputed ? Self.rules : agent(slot))
    }

    mutating func excludeItem(_ slot: Int) -> SimulatedCommit? {
        guard let known = incidents[slot].state?.relations.cis.last, known.how != .excluded else { return nil }
        return record(ExcludeCI(known.ci), on: slot, by: agent(slot))
    }

    mutating func linkProblem(_ slot: Int) -> SimulatedCommit? {
        let code = reference("PRB", among: 40)
        return isLinked(slot, code) ? nil : record(LinkProblem(code), on: slot, by: agent(slot))
    }

    mutating func linkChange(_ slot: Int) -> SimulatedCommit? {
        let code = reference("CHG", among: 25)
        return isLinked(slot, code) ? nil : record(LinkChange(code), on: slot, by: agent(slot))
    }

    private func isLinked(_ slot: Int, _ code: ReferenceCode) -> Bool {
        incidents[slot].state?.relations.links.contains { $0.code == code } ?? false
    }

    /// One of the problems or changes of these days.
    private mutating func reference(_ prefix: String, among count: Int) -> ReferenceCode {
        let newest = 1 + calendar.index(of: now) * count / 5
        return ReferenceCode("\(prefix)-\(calendar.year)-\(padded(newest + dice.below(count), 5))")
    }

    /// A policy suspects what was changed shortly before; a person sometimes does.
    mutating func suggestChange(_ slot: Int) -> SimulatedCommit? {
        guard let relations = incidents[slot].state?.relations else { return nil }
        let code = reference("CHG", among: 25)
        let isKnown = relations.suspectedChanges.contains(code) || relations.rejectedChanges.contains(code)
        if isKnown || relations.causingChange == code { return nil }
        return record(SuggestChangeCause(code), on: slot, by: dice.chance(600) ? Self.rules : agent(slot))
    }

    mutating func judgeChange(_ slot: Int, isCause: Bool) -> SimulatedCommit? {
        guard let change = incidents[slot].state?.relations.suspectedChanges.last else { return nil }
        return isCause
            ? record(ConfirmChangeCause(change), on: slot, by: agent(slot))
            : record(RejectChangeCause(change), on: slot, by: agent(slot))
    }

    private static let rules = Actor(principal: "impact-rules", kind: .policy)
}
