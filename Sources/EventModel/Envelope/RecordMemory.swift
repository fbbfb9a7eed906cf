/// What whoever reads many records keeps from one to the next, so that it need not be made anew for each.
package struct RecordMemory: Sendable {
    var types: TextMemory
    /// Room for a payload.
    private var room: [UInt8] = []

    private init(types: TextMemory) { self.types = types }

    package init() { self.init(types: TextMemory()) }

    /// Keeps nothing: for single records.
    package static let none = RecordMemory(types: .none)

    /// Takes the room of a payload that nobody reads any more; the next one is read into it.
    package mutating func reuse(_ record: borrowing RecordedEvent) { room = record.payload }

    /// Reads the bytes in the field `number`, which must be there.
    mutating func decodePayload(_ number: UInt64, _ reader: inout WireReader) throws(DecodeError) -> [UInt8] {
        guard try reader.advance(to: number, .lengthDelimited) else { throw reader.error(.missingField(number)) }
        let part = try reader.lengthDelimited()
        var payload: [UInt8] = []
        swap(&payload, &room)
        payload.removeAll(keepingCapacity: true)
        unsafe reader.bytes.extracting(unchecked: part).withUnsafeBytes { unsafe payload.append(contentsOf: $0) }
        return payload
    }
}
