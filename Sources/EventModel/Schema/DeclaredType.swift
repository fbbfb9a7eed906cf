/// What Schemas/ says about a type: an event's version, or the envelope.
struct DeclaredType {
    /// The name of its files, without what follows the last dots: `IncidentLogged.v1`.
    let stem: String
    let name: String
    let version: UInt32
    let summary: String
    let fields: [FieldOutline]
    /// The fields as JSON has them.
    let jsonFields: [FieldOutline]
    let exampleBytes: [UInt8]
    let render: @Sendable (RawSpan) throws(DecodeError) -> JSONValue

    init(_ event: EventDeclaration) {
        stem = "\(event.name).v\(event.version)"
        name = event.name
        version = event.version
        summary = event.summary
        fields = event.fields
        jsonFields = event.fields
        exampleBytes = event.exampleBytes
        render = { bytes throws(DecodeError) in try event.render(bytes, nil) }
    }

    private init(envelope fields: [FieldOutline]) {
        stem = "RecordedEvent"
        name = "RecordedEvent"
        version = 1
        summary = "One event as it stands in the log, with its envelope."
        self.fields = fields
        // Wherever records are shown, the payload is: as an object of its event's own schema.
        jsonFields = fields.map { field in
            let shape = field.name == "payload" ? .message(name: "Payload", fields: []) : field.shape
            return FieldOutline(field.number, field.name, field.meaning, shape, isPersonal: field.isPersonal)
        }
        exampleBytes = RecordedEvent.example.encoded
        render = { bytes throws(DecodeError) in
            RecordedEvent.schema.json(try RecordedEvent(decoding: bytes), nil)
        }
    }

    static let envelope = DeclaredType(envelope: RecordedEvent.schema.fields)
}

extension FieldShape {
    /// The shape without `optional` and `repeated`.
    var core: FieldShape {
        switch self {
        case .optional(let inner), .repeated(let inner): inner.core
        case .scalar, .enumeration, .message, .personal: self
        }
    }

    /// True where a value without the field cannot be read.
    var isRequired: Bool {
        switch self {
        case .optional, .repeated: false
        case .scalar, .enumeration, .message, .personal: true
        }
    }
}
