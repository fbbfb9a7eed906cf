import Imports
import Testing

@Suite("A CSV reader")
struct CSVReaderTests {
    @Test func `reads rows, and knows the line each starts on`() throws {
        let table = try Table("number,state\nINC1,New\nINC2,Closed\n")
        #expect(table.header == ["number", "state"])
        #expect(table.rows == [["INC1", "New"], ["INC2", "Closed"]])
        #expect(table.lines == [2, 3])
        #expect(table.rejected == [])
    }

    @Test func `takes CRLF and LF alike, and needs no line end at the end`() throws {
        for text in ["a,b\r\n1,2\r\n3,4\r\n", "a,b\n1,2\r\n3,4", "a,b\r\n1,2\n3,4\r"] {
            #expect(try Table(text).rows == [["1", "2"], ["3", "4"]], "\(text.debugDescription)")
        }
    }

    @Test func `keeps a CR that ends no line`() throws {
        #expect(try Table("a,b\n1\r,\r2\n\"x\r\",\r\r\n").rows == [["1\r", "\r2"], ["x\r", "\r"]])
    }

    @Test func `keeps empty fields`() throws {
        #expect(try Table("a,b,c\n,,\n1,,\n,,3").rows == [["", "", ""], ["1", "", ""], ["", "", "3"]])
        #expect(try Table("a,b\n1,").rows == [["1", ""]])
        #expect(try Table("a,b\n\"\",\"\"").rows == [["", ""]])
    }

    @Test func `takes commas, line ends and doubled quotes inside quotes`() throws {
        let table = try Table("a,b\n\"x,y\",\"say \"\"hi\"\"\"\n\"two\nlines\r\nthree\",\"\"\"\"\r\n5,\"6\"")
        #expect(table.rows == [["x,y", "say \"hi\""], ["two\nlines\r\nthree", "\""], ["5", "6"]])
        #expect(table.lines == [2, 3, 6])
    }

    @Test func `skips a byte order mark`() throws {
        #expect(try Table("\u{FEFF}a,b\n1,2").header == ["a", "b"])
        #expect(try Table("\u{FEFF}\"a\",b\n1,2").header == ["a", "b"])
    }

    @Test func `skips empty lines but counts them, except in a table of one column`() throws {
        let table = try Table("\n\r\na,b\n\n1,2\r\n\r\n3,4\n\n")
        #expect(table.rows == [["1", "2"], ["3", "4"]])
        #expect(table.lines == [5, 7])
        #expect(try Table("a\n1\n\n3\n").rows == [["1"], [""], ["3"]])
    }

    @Test func `allows a name twice: the first is meant`() throws {
        let reader = try CSVReader(ByteSource(name: "t", bytes: Array("Case,Variant,Variant\n".utf8)))
        #expect(reader.header.names == ["Case", "Variant", "Variant"])
        #expect(reader.header.index(of: "Variant") == 1)
        #expect(reader.header.index(of: "variant") == nil)
    }

    @Test func `reads text beyond ASCII`() throws {
        #expect(try Table("é,b\nZürich,\"東京, 🙂\"\n").rows == [["Zürich", "東京, 🙂"]])
    }

    @Test func `reads rows that lie across the edges of its buffers`() throws {
        let texts = (0..<20_000).map { "row \($0) " + String(repeating: "é", count: $0 % 97) }
        let table = try Table("n,text\n" + texts.enumerated().map { "\($0.offset),\"\($0.element)\"\r\n" }.joined())
        #expect(table.records.map { $0[1] } == texts)
        #expect(table.lines == Array(2..<20_002))
    }

    @Test func `reads a row of nearly the greatest length`() throws {
        let text = String(repeating: "x", count: CSVReader.maximumRecordBytes - 10)
        #expect(try Table("a,b\n1,\(text)\n2,y\n").rows == [["1", text], ["2", "y"]])
    }

    @Test func `names every column that is missing and all that were found`() {
        #expect(throws: ImportError.missingColumns(source: "test", missing: ["x", "y"], found: ["a", "b"])) {
            _ = try Table("a,b\n1,2\n", required: ["x", "a", "y"])
        }
    }

    @Test func `refuses columns that stand there twice where they are read`() throws {
        let twice = ImportError.repeatedColumns(source: "test", repeated: ["a"])
        #expect(throws: twice) { _ = try Table("a,b,a\n1,2,3\n", required: ["a"]) }
        #expect(try Table("b,a,a,,\n1,2,3,,\n", required: ["b"]).rows.count == 1)
        #expect(throws: twice) { _ = try Table("b,a,a\n", readsAll: true) }
        #expect(try Table("b,a,,\n", readsAll: true).header == ["b", "a", "", ""])
    }

    @Test func `refuses a table without a header`() {
        for text in ["", "\n\n\r\n", "\u{FEFF}"] {
            #expect(throws: ImportError.emptyTable(source: "test")) { _ = try Table(text) }
        }
    }

    @Test func `refuses a header that cannot be read`() {
        #expect(throws: ImportError.badHeader(source: "test", line: 2, fault: .strayQuote(column: 2))) {
            _ = try Table("\na,b\"c\n1,2\n")
        }
        let binary = [UInt8](repeating: 0x41, count: CSVReader.maximumRecordBytes + 1)
        let fault = RowFault.tooLong(limitBytes: CSVReader.maximumRecordBytes)
        #expect(throws: ImportError.badHeader(source: "test", line: 1, fault: fault)) { _ = try Table(binary) }
    }

    @Test(
        arguments: [
            ([0xFF, 0xFE, 0x61, 0x00], "UTF-16 (little-endian byte order mark)"),
            ([0xFE, 0xFF, 0x00, 0x61], "UTF-16 (big-endian byte order mark)"),
            ([0xFF, 0xFE, 0x00, 0x00, 0x61, 0, 0, 0], "UTF-32 (little-endian byte order mark)"),
            ([0x00, 0x00, 0xFE, 0xFF, 0, 0, 0, 0x61], "UTF-32 (big-endian byte order mark)"),
            ([0x61, 0x00, 0x2C, 0x00], "a NUL byte, as in UTF-16 without a byte order mark"),
            (gzip([0x1F, 0x8B, 0x08, 0x00]), "gzip data"),
            ([0x50, 0x4B, 0x03, 0x04, 0x14], "a ZIP archive, as .xlsx and .ods files are"),
        ] as [([UInt8], String)])
    func `refuses a text that is not UTF-8 as a whole`(bytes: [UInt8], found: String) {
        #expect(throws: ImportError.wrongEncoding(source: "test", found: found)) { _ = try Table(bytes) }
    }

    @Test func `hands on what goes wrong in its source`() throws {
        let frame = zstd("a,b\n" + String(repeating: "1,2\n", count: 100_000))
        #expect(throws: ImportError.truncated(.zstandard, source: "test", offsetBytes: frame.count - 1)) {
            _ = try Table(Array(frame.dropLast()))
        }
    }
}
