public import Processes

/// How far the record of the configuration can be relied on, as of a moment: complete, correct, compliant.
///
/// Every figure is a share, with what is counted and over what; over nothing it is no number. Sources: completeness, correctness
/// (orphans, stale items, duplicates) and compliance as ServiceNow's CMDB health has them; accuracy by sample as the design's
/// list of key figures has it.
public struct CMDBHealth: Sendable {
    /// Completeness, orphans, stale items, duplicates, correctness, compliance, accuracy, and where they are counted incidents.
    public let figures: [HealthFigure]
    /// Items that are there: neither retired nor made one with others.
    public let itemCount: Int

    /// `items` are those there at the view's moment, and `audits` what was planned and performed by then, of one class where
    /// the question is of one.
    public init(
        of items: [ConfigurationItem], _ audits: [CMDBAudit], incidents: IncidentCoverage? = nil, in view: GraphView,
        _ confidence: WilsonInterval.Confidence = .percent95
    ) {
        let flaws = ItemFlaws(of: items, in: view)
        let audited = AuditTally(audits)
        itemCount = items.count
        figures =
            [
                RequiredAttributes(of: items, view.schema).figure, flaws.orphans, flaws.stale, flaws.duplicates,
                flaws.correctness,
            ].map { HealthFigure(figure: $0, interval: nil) } + audited.figures(confidence)
            + [incidents?.figure].compactMap { $0 }.map { HealthFigure(figure: $0, interval: nil) }
    }
}

/// A key figure, and where it is of a sample the interval in which the whole's lies.
public struct HealthFigure: Sendable, Hashable {
    public let figure: Figure
    public let interval: WilsonInterval?
}

/// How many incidents name an item.
public struct IncidentCoverage: Sendable, Hashable {
    public let withItem: Int
    public let logged: Int

    public init(withItem: Int, logged: Int) { (self.withItem, self.logged) = (withItem, logged) }

    var figure: Figure {
        .share(
            "incidentsWithItem", withItem, of: logged, excluded: 0,
            "Incidents that an item is linked to ÷ incidents logged; an excluded item is none.")
    }
}

extension Figure {
    /// A share of items, in the first version of its definition; no number where `whole` is nothing.
    static func share(
        _ name: String, _ count: Int, of whole: Int, excluded: Int, parts: [Part] = [], _ definition: String
    ) -> Figure {
        Figure(
            name: name, definition: definition, definitionVersion: 1, unit: .percent,
            value: Ratio(Int128(count), over: Int64(whole)), n: Int64(whole), excluded: Int64(excluded), parts: parts)
    }
}
