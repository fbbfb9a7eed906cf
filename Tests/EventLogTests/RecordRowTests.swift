import Testing

@testable import EventLog

@Suite struct RecordRowTests {
    @Test func `a stored row is the checksum, little-endian, and the exact record`() {
        let row = RecordRow.encode(Array("record".utf8), at: 1)
        #expect(row.count == 14)
        #expect(Array(row.suffix(6)) == Array("record".utf8))
        #expect(RecordRow.encode(Array("record".utf8), at: 2).prefix(8) != row.prefix(8))
    }
}
