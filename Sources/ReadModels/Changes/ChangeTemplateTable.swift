public import EventModel
public import Processes

/// Templates of standard changes, a row each.
public enum ChangeTemplateTable: Table {
    public typealias Row = ChangeTemplateRow
    public typealias Event = ChangeTemplateEvent

    public static let name = "change-templates"
    public static let version: UInt64 = 1
    public static let categories = [ChangeTemplateProcess.category]
    public static let indexes: [TableIndex<ChangeTemplateRow>] = []
    public static let sums: [TableSum<ChangeTemplateRow>] = []

    public static func fold(
        _ row: inout ChangeTemplateRow?, _ event: ChangeTemplateEvent, _ record: RecordedEvent
    ) {
        var template = row?.template
        ChangeTemplateProcess.evolve(&template, event, record)
        guard let template else { return }
        row = ChangeTemplateRow(code: ReferenceCode(record.stream.key), template: template)
    }
}

/// A template and what it is called.
public struct ChangeTemplateRow: Sendable, Hashable {
    public var code: ReferenceCode
    public var template: ChangeTemplate

    public init(code: ReferenceCode, template: ChangeTemplate) { (self.code, self.template) = (code, template) }

    /// Keys are stable.
    public var json: JSONValue {
        let approved = template.approved
        return .object([
            "code": code.value, "title": .string(approved.title), "version": .integer(Int64(approved.version)),
            "live": .bool(template.isLive), "suspension": template.suspension.value, "author": approved.author.value,
            "classes": approved.classes.value, "steps": .string(approved.plan.steps),
            "backout": .string(approved.plan.backout), "tests": .string(approved.plan.tests),
            "implementer": approved.plan.implementer.value, "failures": template.failures.value,
        ])
    }
}

extension ChangeTemplateRow: WireMessage {
    public static let schema = Schema(
        Field(1, "code", \ChangeTemplateRow.code, "What it is called."),
        Field(2, "template", \.template, "The template."))
}
