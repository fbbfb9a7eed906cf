public import EventModel

/// Why a batch was not reconciled, or not reversed.
public enum DiscoveryRejection: CommandRejection {
    case badName(what: String, String)
    case otherSource(batch: String, recorded: String, given: String)
    case otherTime(batch: String, recorded: Instant, given: Instant)
    case inFuture(observedAt: Instant, now: Instant)
    case reversed(batch: String, reason: String)
    case alreadyReversed(batch: String, reason: String)
    case unknown(batch: String)
    case withoutReason(batch: String)

    public var description: String {
        switch self {
        case .badName(let what, let found):
            "\"\(found)\" is no name of a \(what): 1 to 64 bytes without white space and ~ are"
        case .otherSource(let batch, let recorded, let given):
            "batch \(batch) is of the source \(recorded), not \(given); give another --batch"
        case .otherTime(let batch, let recorded, let given):
            "batch \(batch) was observed at \(recorded), not \(given); leave --observed-at away, or give another --batch"
        case .inFuture(let observedAt, let now): "nothing can have been observed at \(observedAt): it is \(now)"
        case .reversed(let batch, let reason):
            "batch \(batch) was reversed (\(reason)); report it again under another --batch"
        case .alreadyReversed(let batch, let reason): "batch \(batch) was reversed already (\(reason))"
        case .unknown(let batch): "there is no batch \(batch); see 'logbook events list --type DiscoveryReceived'"
        case .withoutReason(let batch): "say why batch \(batch) is reversed, with --reason"
        }
    }
}
