import EventModel
import Testing

@testable import EventLog

@Suite struct RecordRowTests {
    @Test func `a stored row is the checksum, the position before in the stream, and the exact record`() {
        let row = RecordRow.encode(Array("record".utf8), at: 9, previous: Position(0x0102))
        #expect(row.count == 22)
        #expect(Array(row[8..<16]) == [2, 1, 0, 0, 0, 0, 0, 0])
        #expect(Array(row.suffix(6)) == Array("record".utf8))
        #expect(RecordRow.encode(Array("record".utf8), at: 10, previous: Position(0x0102)).prefix(8) != row.prefix(8))
        #expect(RecordRow.encode(Array("record".utf8), at: 9, previous: Position(0x0103)).prefix(8) != row.prefix(8))
    }
}
