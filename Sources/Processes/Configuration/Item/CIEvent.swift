public import EventModel

/// Everything that happens in an item's stream.
public enum CIEvent: EventUnion {
    case registered(CIRegistered)
    case attributesChanged(CIAttributesChanged)
    case corrected(CIRecordCorrected)
    case statusChanged(CIStatusChanged)
    case reclassified(CIReclassified)
    case merged(CIsMerged)
    case mergeReversed(CIMergeReversed)
    case retired(CIRetired)
    case reactivated(CIReactivated)
    case attested(CIAttested)
    case stale(CIStale)
    case identified(CIIdentified)
    case reportReversed(CIReportReversed)
    case conflictDetected(CIConflictDetected)
    case conflictResolved(CIConflictResolved)
    case groupDefined(RedundancyGroupDefined)
    case groupRemoved(RedundancyGroupRemoved)
    case groupMisconfigured(RedundancyGroupMisconfigured)
    case driftDetected(DriftDetected)
    case driftResolved(DriftResolved)
    case restricted(CIRestricted)
    case restrictionLifted(CIRestrictionLifted)
    case unauthorised(UnauthorisedChangeDetected)
    case attributed(CIChangeAttributed)
    case regularised(UnauthorisedChangeRegularised)

    public static let catalogue = EventCatalogue<CIEvent>([
        EventMember(CIEvent.registered),
        EventMember(CIEvent.attributesChanged),
        EventMember(CIEvent.corrected),
        EventMember(CIEvent.statusChanged),
        EventMember(CIEvent.reclassified),
        EventMember(CIEvent.merged),
        EventMember(CIEvent.mergeReversed),
        EventMember(CIEvent.retired),
        EventMember(CIEvent.reactivated),
        EventMember(CIEvent.attested),
        EventMember(CIEvent.stale),
        EventMember(CIEvent.identified),
        EventMember(CIEvent.reportReversed),
        EventMember(CIEvent.conflictDetected),
        EventMember(CIEvent.conflictResolved),
        EventMember(CIEvent.groupDefined),
        EventMember(CIEvent.groupRemoved),
        EventMember(CIEvent.groupMisconfigured),
        EventMember(CIEvent.driftDetected),
        EventMember(CIEvent.driftResolved),
        EventMember(CIEvent.restricted),
        EventMember(CIEvent.restrictionLifted),
        EventMember(CIEvent.unauthorised),
        EventMember(CIEvent.attributed),
        EventMember(CIEvent.regularised),
    ])

    public var event: any DomainEvent {
        switch self {
        case .registered(let event): event
        case .attributesChanged(let event): event
        case .corrected(let event): event
        case .statusChanged(let event): event
        case .reclassified(let event): event
        case .merged(let event): event
        case .mergeReversed(let event): event
        case .retired(let event): event
        case .reactivated(let event): event
        case .attested(let event): event
        case .stale(let event): event
        case .identified(let event): event
        case .reportReversed(let event): event
        case .conflictDetected(let event): event
        case .conflictResolved(let event): event
        case .groupDefined(let event): event
        case .groupRemoved(let event): event
        case .groupMisconfigured(let event): event
        case .driftDetected(let event): event
        case .driftResolved(let event): event
        case .restricted(let event): event
        case .restrictionLifted(let event): event
        case .unauthorised(let event): event
        case .attributed(let event): event
        case .regularised(let event): event
        }
    }
}
