import EventModel

extension CIEvent {
    /// What the event says of attributes.
    public var changes: [AttributeChange] {
        switch self {
        case .registered(let event): event.attributes.map { AttributeChange($0.name, from: nil, to: $0.value) }
        case .attributesChanged(let event): event.changes
        case .corrected(let event): event.changes
        case .merged(let event): event.taken.map { AttributeChange($0.name, from: nil, to: $0.value) }
        case .mergeReversed(let event): event.returned.map { AttributeChange($0.name, from: $0.value, to: nil) }
        case .reportReversed(let event):
            event.attributes.map { AttributeChange($0.name, from: nil, to: $0.before?.value) }
        case .statusChanged(let event):
            [AttributeChange("status", from: event.previous.name, to: event.status.name)]
        case .reclassified(let event): [AttributeChange("class", from: event.previous, to: event.ciClass)]
        case .retired, .reactivated, .attested, .stale, .identified, .conflictDetected, .conflictResolved,
            .groupDefined, .groupRemoved, .groupMisconfigured, .driftDetected, .driftResolved, .restricted,
            .restrictionLifted, .unauthorised, .attributed, .regularised:
            []
        }
    }
}
