public import EventModel

/// Another tool's export began to be imported; its facts have this event as their correlation.
public struct ImportStarted: DomainEvent {
    public let format: String
    public let timeZone: String
    public let rowCount: Int64

    public init(format: String, timeZone: String, rowCount: Int64) {
        self.format = format
        self.timeZone = timeZone
        self.rowCount = rowCount
    }

    public static let type = EventType(
        "ImportStarted", version: 1,
        Field(1, "format", \ImportStarted.format, "The tool and the kind of export."),
        Field(2, "timeZone", \.timeZone, "The zone that the export's times were read in."),
        Field(3, "rowCount", \.rowCount, "Rows in the export, below its header."))
    public static let summary = "Another tool's export began to be imported."
    public static let example = ImportStarted(format: "servicenow", timeZone: "Europe/Berlin", rowCount: 42_888)
}

public enum ImportRunEvent: EventUnion {
    case started(ImportStarted)

    public static let catalogue = EventCatalogue<ImportRunEvent>([EventMember(ImportRunEvent.started)])
    public var event: any DomainEvent {
        switch self {
        case .started(let event): event
        }
    }
}

/// One import: a stream for each export, named after a hash of its content.
public enum ImportRunProcess: Decider {
    public static let category = "import"
    public static func initial(_: StreamID) -> ImportStarted? { nil }
    public static func evolve(_ state: inout ImportStarted?, _ event: ImportRunEvent, _: RecordedEvent) {
        switch event {
        case .started(let event): state = event
        }
    }
}
