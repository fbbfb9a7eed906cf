public import EventModel
public import Processes

/// Of which kinds more incidents were closed in a window than usual: counted over closed incidents alone.
///
///     let board = try TrendBoard(desk, TrendQuestion(to: now))
public struct TrendBoard: Sendable, Hashable {
    public let question: TrendQuestion
    /// Every event up to here counts.
    public let position: Position
    /// Above the baseline; the most first, then by the words of the signature.
    public let trends: [TrendDetected]

    public init(
        _ reader: some TableReader<ServiceDeskTable>, _ question: TrendQuestion
    ) throws(TableError) {
        var counts: [IncidentSignature: (found: Int64, before: Int64)] = [:]
        let (from, start) = (question.from, question.baselineStart)
        try reader.scanRows(as: TrendFacts.self) { facts in
            guard let closedAt = facts.incident.times.closedAt, closedAt >= start, closedAt < question.to else {
                return .more
            }
            for signature in facts.signatures(of: question.parts) {
                if closedAt >= from {
                    counts[signature, default: (0, 0)].found += 1
                } else {
                    counts[signature, default: (0, 0)].before += 1
                }
            }
            return .more
        }
        position = reader.position
        self.question = question
        trends = counts.compactMap { signature, count in question.trend(signature, count.found, count.before) }
            .sorted { ($1.count, $0.signature.text) < ($0.count, $1.signature.text) }
    }
}

/// What a trend is counted by: a window, the windows before it, and what incidents are to have in common.
public struct TrendQuestion: Sendable, Hashable {
    /// A part of a signature.
    public enum Part: String, CaseIterable, Sendable {
        case service
        case category
        case subcategory
        case symptom
        case ci
    }
    /// When the window is over; not in it.
    public var to: Instant
    public var windowMicros: Int64
    /// How many windows of the same length just before are the baseline.
    public var windows: Int64
    public var thresholdPercent: Int64
    /// Fewer incidents are none, whatever is usual.
    public var minimum: Int64
    public var parts: [Part]

    public init(
        to: Instant, days: Int64 = 7, windows: Int64 = 4, thresholdPercent: Int64 = 150, minimum: Int64 = 3,
        parts: [Part] = [.service, .category]
    ) {
        (self.to, windowMicros, self.windows) = (to, days * Instant.microsPerDay, windows)
        (self.thresholdPercent, self.minimum, self.parts) = (thresholdPercent, minimum, parts)
    }

    public var from: Instant { to.advanced(byMicros: -windowMicros) }
    var baselineStart: Instant { from.advanced(byMicros: -windowMicros * windows) }

    /// The trend, where so many are above the baseline.
    func trend(_ signature: IncidentSignature, _ found: Int64, _ before: Int64) -> TrendDetected? {
        let baseline = TrendBaseline(windows: windows, count: before, thresholdPercent: thresholdPercent)
        guard found >= minimum, baseline.isExceeded(by: found) else { return nil }
        return TrendDetected(signature: signature, from: from, to: to, count: found, baseline: baseline)
    }
}

/// What a trend is counted from: a small part of each row of the service desk, by the numbers of its fields there.
struct TrendFacts: RowView, Hashable {
    let incident: Core

    struct Core: Hashable {
        let classification: Classification
        let times: Times
        let relations: Relations
    }
    struct Classification: Hashable {
        let service: ServiceID?
        let category: String?
        let subcategory: String?
        let symptom: String?
    }
    struct Times: Hashable { let closedAt: Instant? }
    struct Relations: Hashable { let cis: [CILinkedToIncident] }

    /// Its kinds: one, or one for each item where items count. None where it lacks a part.
    func signatures(of parts: [TrendQuestion.Part]) -> [IncidentSignature] {
        var signature = IncidentSignature()
        let what = incident.classification
        for part in parts {
            switch part {
            case .service: signature.service = what.service
            case .category: signature.category = what.category
            case .subcategory: signature.subcategory = what.subcategory
            case .symptom: signature.symptom = what.symptom
            case .ci: break
            }
        }
        let given = [signature.service?.rawValue, signature.category, signature.subcategory, signature.symptom]
        guard given.count(where: { $0 != nil }) == parts.count(where: { $0 != .ci }) else { return [] }
        guard parts.contains(.ci) else { return signature.isEmpty ? [] : [signature] }
        return incident.relations.cis.filter { $0.how != .excluded }.map { link in
            var ofItem = signature
            ofItem.ci = link.ci
            return ofItem
        }
    }
}

extension TrendFacts {
    init(_ row: ServiceDeskRow) {
        let (what, incident) = (row.incident.classification, row.incident)
        self.incident = Core(
            classification: Classification(
                service: what.service, category: what.category, subcategory: what.subcategory, symptom: what.symptom),
            times: Times(closedAt: incident.times.closedAt), relations: Relations(cis: incident.relations.cis))
    }
}

extension TrendFacts: WireMessage {
    static let schema = Schema(Field(1, "incident", \TrendFacts.incident, "The incident."))
}
extension TrendFacts.Core: WireMessage {
    static let schema = Schema(
        Field(4, "classification", \TrendFacts.Core.classification, "What kind."),
        Field(6, "times", \.times, "When things happened."),
        Field(9, "relations", \.relations, "What it is linked to."))
}
extension TrendFacts.Classification: WireMessage {
    static let schema = Schema(
        Field(4, "service", \TrendFacts.Classification.service, "The service."),
        Field(5, "category", \.category, "The kind."),
        Field(6, "subcategory", \.subcategory, "The kind within the category."),
        Field(7, "symptom", \.symptom, "What is seen."))
}
extension TrendFacts.Times: WireMessage {
    static let schema = Schema(Field(7, "closedAt", \TrendFacts.Times.closedAt, "Closed."))
}
extension TrendFacts.Relations: WireMessage {
    static let schema = Schema(Field(1, "cis", \TrendFacts.Relations.cis, "Configuration items."))
}
