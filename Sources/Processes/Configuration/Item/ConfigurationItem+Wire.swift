public import EventModel

extension ConfigurationItem: WireMessage {
    public static let schema = Schema(
        Field(1, "id", \ConfigurationItem.id, "The item's id."),
        Field(2, "class", \.ciClass, "Its class."),
        Field(3, "status", \.status, "Where it stands in its life."),
        Field(4, "attributes", \.attributes, "What is known of it, in the order of names."),
        Field(5, "registeredAt", \.registeredAt, "When it was put on record."),
        Field(6, "retiredAt", \.retiredAt, "When it left."),
        Field(7, "mergedInto", \.mergedInto, "What it was made one with."),
        Field(8, "absorbed", \.absorbed, "What was made one with it."),
        Field(9, "redundancyGroups", \.redundancyGroups, "Which items back each other up for it."),
        Field(10, "attestedAt", \.attestedAt, "When somebody last vouched for the record."),
        Field(11, "seenAt", \.seenAt, "When a source last saw it."),
        Field(12, "conflicts", \.conflicts, "What nobody has decided yet."),
        Field(13, "schemaVersion", \.schemaVersion, "The schema that its registration was judged by."),
        Field(14, "previousIdentity", \.previousIdentity, "The retired item that had its identity before."),
        Field(15, "lastPosition", \.lastPosition, "Its newest event."),
        Field(16, "staleSince", \.staleSince, "Since when no source has seen it for too long."),
        Field(17, "sightings", \.sightings, "When each source that reports in batches last saw it."),
        Field(18, "drift", \.drift, "Differences from baselines that were put on record and not resolved."),
        Field(19, "restricted", \.isRestricted, "Whether it is shown only to those who may see such items."),
        Field(20, "findings", \.findings, "What was seen on it and is not covered by a change for certain."),
        Field(21, "deltas", \.deltas, "How many values were seen to be others than before."))
}
