public import EventModel

/// More incidents of one kind were closed than usual.
public struct TrendDetected: DomainEvent {
    public let signature: IncidentSignature
    public let from: Instant
    public let to: Instant
    public let count: Int64
    public let baseline: TrendBaseline

    public init(signature: IncidentSignature, from: Instant, to: Instant, count: Int64, baseline: TrendBaseline) {
        (self.signature, self.from, self.to) = (signature, from, to)
        (self.count, self.baseline) = (count, baseline)
    }

    public static let type = EventType(
        "TrendDetected", version: 1,
        Field(1, "signature", \TrendDetected.signature, "What the incidents have in common."),
        Field(2, "from", \.from, "When the window begins in which they were closed."),
        Field(3, "to", \.to, "When the window is over."),
        Field(4, "count", \.count, "How many were closed in it."),
        Field(5, "baseline", \.baseline, "What is usual."),
        make: TrendDetected.init)
    public static let summary = "More incidents of one kind were closed in a window than usual."
    public static let example = TrendDetected(
        signature: IncidentSignature(
            service: "mail", category: "software", subcategory: "transport", symptom: "no delivery", ci: "mx-1"),
        from: Instant(micros: 1_774_000_000_000_000), to: Instant(micros: 1_774_604_800_000_000), count: 12,
        baseline: TrendBaseline(windows: 4, count: 9, thresholdPercent: 150))
}

/// What is usual: so many in so many windows before, and from how much more on it is a trend.
public struct TrendBaseline: Sendable, Hashable {
    /// How many windows of the same length just before were looked at.
    public let windows: Int64
    /// How many incidents were closed in all of them together.
    public let count: Int64
    /// A window is above the baseline when it has more than so many hundredths of the mean.
    public let thresholdPercent: Int64

    public init(windows: Int64, count: Int64, thresholdPercent: Int64) {
        (self.windows, self.count, self.thresholdPercent) = (windows, count, thresholdPercent)
    }

    /// Whether so many in one window are more than usual. Exact.
    public func isExceeded(by found: Int64) -> Bool {
        let (found, usual) = (Int128(found) * Int128(windows) * 100, Int128(count) * Int128(thresholdPercent))
        return found > usual
    }
}

extension TrendBaseline: WireMessage {
    public static let schema = Schema(
        Field(1, "windows", \TrendBaseline.windows, "How many windows of the same length just before were looked at."),
        Field(2, "count", \.count, "How many incidents were closed in all of them together."),
        Field(3, "thresholdPercent", \.thresholdPercent, "From how many hundredths of the mean on it is a trend."))
}

/// Everything that happens in a trend's stream.
public enum TrendEvent: EventUnion {
    case detected(TrendDetected)

    public static let catalogue = EventCatalogue<TrendEvent>([EventMember(TrendEvent.detected)])
    public var event: any DomainEvent {
        switch self {
        case .detected(let event): event
        }
    }
}

/// A trend in the incidents that were closed.
public struct Trend: Sendable, Hashable {
    public let number: TrendNumber
    public let detected: TrendDetected
    public let detectedAt: Instant

    public init(number: TrendNumber, detected: TrendDetected, detectedAt: Instant) {
        (self.number, self.detected, self.detectedAt) = (number, detected, detectedAt)
    }
}

public enum TrendProcess: Decider {
    public static let category = "trend"
    public static let numberPrefix: String? = "TRD"
    public static func initial(_: StreamID) -> Trend? { nil }

    public static func evolve(_ state: inout Trend?, _ event: TrendEvent, _ record: RecordedEvent) {
        switch event {
        case .detected(let event):
            state = Trend(number: TrendNumber(record.stream.key), detected: event, detectedAt: record.occurredAt)
        }
    }
}

/// Puts a trend on record: what was counted, and against what.
public struct DetectTrend: Command {
    public typealias Process = TrendProcess
    public let trend: TrendDetected
    public init(_ trend: TrendDetected) { self.trend = trend }

    public func decide(_ state: Trend?, _ context: DecisionContext) throws(TrendRejection) -> Decision<TrendEvent> {
        if let state { throw .alreadyDetected(state.number) }
        let baseline = trend.baseline
        guard !trend.signature.isEmpty else { throw .emptySignature }
        guard trend.from < trend.to else { throw .windowEndsBeforeItBegins(from: trend.from, to: trend.to) }
        guard trend.to <= context.occurredAt else { throw .windowNotOver(to: trend.to, now: context.occurredAt) }
        guard baseline.windows > 0, baseline.count >= 0, baseline.thresholdPercent >= 100, trend.count > 0 else {
            throw .noBaseline
        }
        guard baseline.isExceeded(by: trend.count) else { throw .notAboveBaseline(trend.count, baseline) }
        return [.detected(trend)]
    }
}

/// Why a trend was not put on record.
public enum TrendRejection: CommandRejection {
    case alreadyDetected(TrendNumber)
    case emptySignature
    case windowEndsBeforeItBegins(from: Instant, to: Instant)
    case windowNotOver(to: Instant, now: Instant)
    case noBaseline
    case notAboveBaseline(Int64, TrendBaseline)

    public var description: String {
        switch self {
        case .alreadyDetected(let number): "trend \(number) is on record already"
        case .emptySignature: "a trend is of incidents that have something in common; give a part of their signature"
        case .windowEndsBeforeItBegins(let from, let to): "the window from \(from) to \(to) ends before it begins"
        case .windowNotOver(let to, let now): "the window is over only at \(to), and it is \(now)"
        case .noBaseline:
            "a trend has a baseline: at least 1 window before, a count, and a threshold of at least 100 percent"
        case .notAboveBaseline(let count, let baseline):
            "\(count) is not above the baseline: \(baseline.count) in \(baseline.windows) windows before, "
                + "threshold \(baseline.thresholdPercent) percent of their mean"
        }
    }
}
