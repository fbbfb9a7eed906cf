/// What a field holds, for the emitted schemas.
public indirect enum FieldShape: Sendable, Hashable {
    case scalar(ScalarShape)
    case enumeration(name: String, cases: [EnumCase])
    case message(name: String, fields: [FieldOutline])
    case optional(FieldShape)
    case repeated(FieldShape)
    case personal
}

extension FieldShape {
    /// What keeps a field from being declared so; nil where nothing does. A wrong declaration is a bug of ours.
    var fault: String? {
        switch self {
        case .scalar, .personal: nil
        case .enumeration(_, let cases): cases.allSatisfy { $0.number > 0 } ? nil : "cases are numbered from 1"
        // The subjects of an event's personal fields are looked for in the event itself.
        case .message(_, let fields): fields.contains(where: \.isPersonal) ? "a nested field is sealed for nobody" : nil
        // Nothing, an empty list and a list of nothing would be the same bytes.
        case .optional(.optional), .optional(.repeated): "no value and an empty one are the same bytes"
        case .repeated(.optional), .repeated(.repeated): "an element that is nothing or a list cannot be written"
        case .optional(let inner), .repeated(let inner): inner.fault
        }
    }
}

public enum ScalarShape: Sendable, Hashable { case string, int64, uint32, uint64, bool, bytes, uuid, instant }

public struct EnumCase: Sendable, Hashable {
    public let name: String
    public let number: Int32
}

/// A field without its types: number, name, meaning and shape.
public struct FieldOutline: Sendable, Hashable {
    public let number: UInt64
    public let name: String
    public let meaning: String
    public let shape: FieldShape
    public let isPersonal: Bool

    @usableFromInline
    init(_ number: UInt64, _ name: String, _ meaning: String, _ shape: FieldShape, isPersonal: Bool) {
        self.number = number
        self.name = name
        self.meaning = meaning
        self.shape = shape
        self.isPersonal = isPersonal
    }
}
