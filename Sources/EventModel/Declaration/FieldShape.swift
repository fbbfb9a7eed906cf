/// What a field holds, for the emitted schemas.
public indirect enum FieldShape: Sendable, Hashable {
    case scalar(ScalarShape)
    case enumeration(name: String, cases: [EnumCase])
    case message(name: String, fields: [FieldOutline])
    case optional(FieldShape)
    case repeated(FieldShape)
    case personal
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
