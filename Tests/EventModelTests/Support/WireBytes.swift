import EventModel

/// Bytes put together by hand, beside the writer under test: what protobuf.dev says that they are.
enum WireBytes {
    static func varint(_ value: UInt64) -> [UInt8] {
        value < 0x80 ? [UInt8(value)] : [UInt8(value & 0x7F) | 0x80] + varint(value >> 7)
    }
    static func tag(_ number: UInt64, _ wireType: UInt64) -> [UInt8] { varint(number * 8 + wireType) }
    static func number(_ field: UInt64, _ value: UInt64) -> [UInt8] { tag(field, 0) + varint(value) }
    static func block(_ field: UInt64, _ content: [UInt8]) -> [UInt8] {
        tag(field, 2) + varint(UInt64(content.count)) + content
    }
    static func text(_ field: UInt64, _ content: String) -> [UInt8] { block(field, Array(content.utf8)) }
}

extension DomainEvent {
    init(bytes: [UInt8]) throws(DecodeError) { try self.init(decoding: bytes.span.bytes) }

    /// Why the bytes are not this event; nil where they are.
    static func refusal(of bytes: [UInt8]) -> DecodeError? {
        do {
            _ = try Self(bytes: bytes)
            return nil
        } catch {
            return error
        }
    }
}

/// One field of any kind, so that a test says only what it is about.
struct Holding<Value: FieldValue>: DomainEvent {
    let value: Value
    static var type: EventType<Holding> {
        EventType("Holding", version: 1, Field(1, "value", of: { (event: Holding) in event.value }, "The value.")) {
            Holding(value: $0)
        }
    }
    static var summary: String { "Something is held." }
    static var example: Holding { preconditionFailure("there is no value of every kind") }
}
