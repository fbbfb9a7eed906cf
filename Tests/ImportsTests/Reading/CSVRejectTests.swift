import Imports
import Testing

@Suite("A row that cannot be read")
struct CSVRejectTests {
    private func reject(_ line: Int, _ fault: RowFault) -> RejectedRow { RejectedRow(line: line, fault: fault) }

    @Test func `is left out for too few or too many fields`() throws {
        let table = try Table("a,b\n1\n2,3\n4,5,6\n\"x\ny\"\n7,8\n")
        #expect(table.rows == [["2", "3"], ["7", "8"]])
        #expect(
            table.rejected == [
                reject(2, .ragged(expected: 2, found: 1)), reject(4, .ragged(expected: 2, found: 3)),
                reject(5, .ragged(expected: 2, found: 1)),
            ])
        #expect(table.lines == [3, 7])
    }

    @Test func `is left out for a stray quote, which costs its line only`() throws {
        let table = try Table("a,b\n1,x\"y\n2,\"p\"q\n3,\"p\"\rq\n4,5\n")
        #expect(table.rows == [["4", "5"]])
        #expect(table.rejected == [2, 3, 4].map { reject($0, .strayQuote(column: 2)) })
        #expect(table.lines == [5])
    }

    @Test func `is left out for a quote never closed, and the lines behind are read`() throws {
        let table = try Table("a,b\n1,2\n3,\"4\n5,6\n7,8\n")
        #expect(table.rows == [["1", "2"], ["5", "6"], ["7", "8"]])
        #expect(table.rejected == [reject(3, .unclosedQuote(column: 2))])
        #expect(table.lines == [2, 4, 5])
    }

    @Test func `does not drag its neighbours along when a later quote closes it`() throws {
        let table = try Table("a,b\n1,\"2\n3,\"4\"\n5,6\n")
        #expect(table.rows == [["3", "4"], ["5", "6"]])
        #expect(table.rejected == [reject(2, .strayQuote(column: 2))])
        #expect(table.lines == [3, 4])
    }

    @Test func `is found within the limit of a row, not only at the end`() throws {
        let filler = String(repeating: "1,2\n", count: 400_000)
        let table = try Table("a,b\nx,\"y\n" + filler)
        #expect(table.rejected == [reject(2, .unclosedQuote(column: 2))])
        #expect(table.records.count == 400_000)
        #expect(table.lines.last == 400_002)
    }

    @Test func `is left out where a field is not UTF-8`() throws {
        let bytes = Array("a,b,c\nok,1,2\nx,".utf8) + [0xE9] + Array(",3\nok,4,5\n".utf8)
        let table = try Table(bytes)
        #expect(table.rows == [["ok", "1", "2"], ["ok", "4", "5"]])
        #expect(table.rejected == [reject(3, .invalidUTF8(column: 2))])
    }

    @Test func `is left out where only the two halves of a character stand in neighbouring fields`() throws {
        let table = try Table(Array("a,b\n".utf8) + [0xC3, 0x2C, 0xA9, 0x0A])
        #expect(table.rejected == [reject(2, .invalidUTF8(column: 1))])
    }

    @Test func `is left out when longer than any row may be, and the next line is read`() throws {
        let enormous = String(repeating: "x", count: 1_500_000)
        let table = try Table("a,b\n1,2\n3,\(enormous)\n5,6\n7,\"\(enormous)\"\n8,9\n")
        #expect(table.rows == [["1", "2"], ["5", "6"], ["8", "9"]])
        let fault = RowFault.tooLong(limitBytes: CSVReader.maximumRecordBytes)
        #expect(table.rejected == [reject(3, fault), reject(5, fault)])
        #expect(table.lines == [2, 4, 6])
    }

    @Test func `is left out when enormous and last`() throws {
        let table = try Table("a,b\n1,2\n3," + String(repeating: "x", count: 1_200_000))
        #expect(table.rows == [["1", "2"]])
        #expect(table.rejected == [reject(3, .tooLong(limitBytes: CSVReader.maximumRecordBytes))])
    }

    @Test func `never traps the reader, and every line is accounted for`() throws {
        let alphabet: [UInt8] = [0x22, 0x22, 0x2C, 0x0A, 0x0D, 0x61, 0xC3, 0xA9]
        for seed in UInt64(0)..<2_000 {
            let body = noise(count: 200, seed: seed).map { alphabet[Int($0) % alphabet.count] }
            let table = try Table(Array("a,b\n".utf8) + body)
            let starts = (table.records.map(\.line) + table.rejected.map(\.line))
            #expect(Set(starts).count == starts.count, "seed \(seed): a line was taken twice")
            #expect(starts.max() ?? 2 <= body.count { $0 == 0x0A } + 2, "seed \(seed): a line beyond the last")
            #expect(table.rows.allSatisfy { $0.count == 2 }, "seed \(seed): a ragged row came through")
        }
    }

    @Test(arguments: [
        (RowFault.ragged(expected: 36, found: 3), "expected 36 fields, found 3"),
        (.strayQuote(column: 2), "stray quote in column 2; a quote inside a field is written twice"),
        (.unclosedQuote(column: 2), "the quote opened in column 2 is never closed"),
        (.invalidUTF8(column: 4), "column 4 is not UTF-8"),
        (.tooLong(limitBytes: 1_048_576), "the row is longer than 1048576 bytes"),
        (
            .badValue(column: "opened_at", expected: "d/m/yyyy HH:MM", found: "soon"),
            "column opened_at: expected d/m/yyyy HH:MM, found \"soon\""
        ),
    ])
    func `says why in words`(fault: RowFault, words: String) {
        #expect(fault.description == words)
    }
}
