import EventModel
import Processes
import TestSupport
import Testing

// Definitions: versioned, the last one in force.

private let matrix = Scenario(PriorityMatrixProcess.self, "priority")
private let rules = Scenario(IncidentRulesProcess.self, "incident")
private let path = Scenario(EscalationPathProcess.self, "mail")
private let group = Scenario(SupportGroupProcess.self, "messaging")

private let nine: [Priority] = [.high, .high, .high, .moderate, .moderate, .moderate, .low, .low, .planning]

@Test func `a matrix is published as the next version, row by row from high to low`() {
    let first = matrix.when(PublishPriorityMatrix(priorities: nine))
        .then(.published(PriorityMatrixPublished(version: 1, priorities: nine)))
    #expect(first.state.priority(.high, .low) == .high)
    #expect(first.state.priority(.medium, .high) == .moderate)
    #expect(first.state.priority(.low, .medium) == .low)
    #expect(first.state.priority(.low, .low) == .planning)
    #expect(first.state.version == 1)
    let second = first.when(PublishPriorityMatrix(priorities: nine.reversed())).done()
    #expect(second.state.version == 2)
    #expect(second.state.priority(.high, .high) == .planning)
}

@Test(arguments: [0, 8, 10]) func `wrongSize: a matrix has nine priorities`(count: Int) {
    let priorities = Array(repeating: Priority.low, count: count)
    matrix.when(PublishPriorityMatrix(priorities: priorities)).then(refused: .wrongSize(found: count))
}

@Test func `a published matrix of another size changes nothing`() {
    let story = matrix.given(.published(PriorityMatrixPublished(version: 3, priorities: [.low])))
    #expect(story.state == .standard)
}

@Test func `rules are published as the next version, and keep what is not given`() {
    let first = rules.when(PublishIncidentRules(reopenWindowDays: 10))
        .then(
            .published(
                IncidentRulesPublished(
                    version: 1, reopenWindowDays: 10, autoCloseBusinessDays: 5, alertSeverity: .major)))
    let second = first.when(PublishIncidentRules(autoCloseBusinessDays: 3, alertSeverity: .minor)).done()
    #expect(
        second.state
            == IncidentRules(version: 2, reopenWindowDays: 10, autoCloseBusinessDays: 3, alertSeverity: .minor))
}

@Test func `rules that say nothing of alerts leave their severity as it was at first`() {
    let event = IncidentRulesPublished(version: 3, reopenWindowDays: 2, autoCloseBusinessDays: 1)
    #expect(rules.given(.published(event)).state.alertSeverity == .major)
}

@Test(arguments: [Int64.min, -1, 0, 367]) func `daysOutOfRange: a window is 1 to 366 days`(days: Int64) {
    rules.when(PublishIncidentRules(reopenWindowDays: days)).then(refused: .daysOutOfRange(days))
    rules.when(PublishIncidentRules(autoCloseBusinessDays: days)).then(refused: .daysOutOfRange(days))
}

@Test func `unchanged: rules that say the same are not published`() {
    rules.when(PublishIncidentRules()).then(refused: .unchanged(version: 0))
    rules.when(PublishIncidentRules(reopenWindowDays: 14, autoCloseBusinessDays: 5))
        .then(refused: .unchanged(version: 0))
}

private func level(_ level: Int64, _ afterMinutes: Int64, _ contacts: [PersonID] = ["lead-1"]) -> EscalationLevel {
    EscalationLevel(level: level, afterMinutes: afterMinutes, contacts: contacts)
}

@Test func `a path is defined for the service that its stream is named after`() {
    let levels = [level(1, 0), level(2, 60)]
    let story = path.when(DefineEscalationPath(levels: levels))
        .then(.defined(EscalationPathDefined(version: 1, service: "mail", levels: levels)))
    #expect(story.state == EscalationPath(version: 1, service: "mail", levels: levels))
    #expect(story.state?.highest == 2)
    #expect(story.state?.level(2)?.afterMinutes == 60)
    #expect(story.state?.level(3) == nil)
    #expect(story.when(DefineEscalationPath(levels: [level(1, 5)])).done().state?.version == 2)
    story.when(DefineEscalationPath(levels: levels)).then(refused: .unchanged("mail"))
}

@Test func `noLevels: a path has a level`() {
    path.when(DefineEscalationPath(levels: [])).then(refused: .noLevels)
}

@Test func `outOfOrder: levels go one by one from 1`() {
    path.when(DefineEscalationPath(levels: [level(2, 5)])).then(refused: .outOfOrder(expected: 1, found: 2))
    path.when(DefineEscalationPath(levels: [level(1, 5), level(3, 6)])).then(
        refused: .outOfOrder(expected: 2, found: 3))
}

@Test func `nobodyToCall: a level and a group have somebody to call`() {
    path.when(DefineEscalationPath(levels: [level(1, 5, [])])).then(refused: .nobodyToCall(level: 1))
    path.when(DefineEscalationPath(levels: [level(1, 5, [""])])).then(refused: .nobodyToCall(level: 1))
    group.when(DefineSupportGroup(tier: 1, contacts: [])).then(refused: .nobodyToCall)
    group.when(DefineSupportGroup(tier: 1, contacts: ["a", ""])).then(refused: .nobodyToCall)
}

@Test func `tooEarly: each level comes later than the one before`() {
    path.when(DefineEscalationPath(levels: [level(1, -1)])).then(refused: .tooEarly(level: 1, earliestMinutes: 0))
    path.when(DefineEscalationPath(levels: [level(1, 5), level(2, 5)]))
        .then(refused: .tooEarly(level: 2, earliestMinutes: 6))
}

@Test func `a group is set up, and set up otherwise`() {
    let story = group.when(DefineSupportGroup(tier: 2, contacts: ["lead-1"]))
        .then(.defined(SupportGroupDefined(group: "messaging", tier: 2, contacts: ["lead-1"])))
    #expect(story.when(DefineSupportGroup(tier: 3, contacts: ["lead-1"])).done().state?.tier == 3)
    story.when(DefineSupportGroup(tier: 2, contacts: ["lead-1"])).then(refused: .unchanged("messaging"))
}

@Test func `tierOutOfRange: the desk is tier 1`() {
    group.when(DefineSupportGroup(tier: 0, contacts: ["lead-1"])).then(refused: .tierOutOfRange(0))
}
