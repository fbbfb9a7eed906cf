import LMDB
import TestSupport
import Testing

struct CursorTests {
    let folder = TemporaryFolder()

    @Test func `a cursor moves both ways and stops at the ends`() throws {
        let environment = try freshEnvironment(in: folder)
        let numbers = try environment.table("numbers", .integerKey, create: true)
        try environment.write { transaction in
            for number: UInt64 in [10, 20, 30] { try transaction.put(numbers, number, number * 2) }
        }
        try environment.read { transaction throws in
            var cursor = try transaction.cursor(numbers)
            #expect(cursor.key.byteCount == 0)
            #expect(try cursor.first())
            #expect(cursor.integerKey == 10)
            #expect(try !cursor.previous())
            #expect(try cursor.seek(11))
            #expect(cursor.integerKey == 20)
            #expect(cursor.integerValue == 40)
            #expect(try cursor.next())
            #expect(try !cursor.next())
            #expect(cursor.value.byteCount == 0)
            #expect(try cursor.last())
            #expect(cursor.integerKey == 30)
            #expect(try !cursor.seek(31))
            #expect(try !cursor.find(15))
            #expect(try cursor.find(10))
        }
    }

    @Test func `an empty table has no row anywhere`() throws {
        let environment = try freshEnvironment(in: folder)
        let texts = try environment.table("texts", create: true)
        try environment.read { transaction throws in
            var cursor = try transaction.cursor(texts)
            #expect(try !cursor.first())
            #expect(try !cursor.last())
            #expect(try !cursor.next())
            #expect(try cursor.duplicateCount() == 0)
        }
    }

    @Test(arguments: [1, 2, 3, 500, 5000]) func `packed numbers of a key are counted, sought and read by the page`(
        count: UInt64
    ) throws {
        let environment = try freshEnvironment(in: folder)
        let options: TableOptions = [.integerKey, .dupSort, .dupFixed, .integerDup]
        let positions = try environment.table("positions", options, create: true)
        try environment.write { transaction in
            for stream: UInt64 in [7, 8] {
                for index in 0..<count { try transaction.put(positions, stream, stream + index * 3, .appendDuplicate) }
            }
        }
        try environment.read { transaction throws in
            var cursor = try transaction.cursor(positions)
            #expect(try cursor.find(7))
            #expect(try cursor.duplicateCount() == Int(count))
            #expect(try cursor.lastDuplicate())
            #expect(cursor.integerValue == 7 + (count - 1) * 3)
            #expect(cursor.integerKey == 7)
            #expect(try cursor.seek(7, value: 8) == (count > 1))
            if count > 1 { #expect(cursor.integerValue == 10 && cursor.integerKey == 7) }
            #expect(try cursor.find(7))
            #expect(try all(&cursor) == (0..<count).map { 7 + $0 * 3 })
            #expect(try cursor.find(8))
            #expect(try !cursor.previousDuplicate())
        }
    }

    /// Every value of the key that the cursor stands on, read by the page.
    private func all(_ cursor: inout Cursor) throws(LMDBError) -> [UInt64] {
        var values: [UInt64] = []
        var more = try cursor.duplicates()
        while more {
            for offset in stride(from: 0, to: cursor.value.byteCount, by: 8) {
                values.append(unsafe cursor.value.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
            }
            more = try cursor.nextDuplicates()
        }
        return values
    }

    @Test func `texts of a key are sorted, distinct and deleted one by one`() throws {
        let environment = try freshEnvironment(in: folder)
        let index = try environment.table("index", .dupSort, create: true)
        try environment.write { transaction in
            for value in ["b", "a", "c", "a"] { try transaction.put(index, "open", value) }
            try transaction.put(index, "shut", "z")
            #expect(
                code { () throws(LMDBError) in try transaction.put(index, "open", "a", .noDuplicate) } == .keyExists)
            let (key, value) = ("open".bytes, "b".bytes)
            #expect(try transaction.delete(index, key.raw, value: value.raw))
            #expect(try !transaction.delete(index, key.raw, value: value.raw))
        }
        try environment.read { transaction throws in
            var cursor = try transaction.cursor(index)
            let (key, value) = ("open".bytes, "b".bytes)
            #expect(try cursor.find(key.raw))
            #expect(try cursor.duplicateCount() == 2)
            #expect(try cursor.seek(key.raw, value: value.raw))
            #expect(cursor.value.text == "c")
            #expect(try !cursor.nextDuplicate())
            #expect(try cursor.find(key.raw))
            #expect(try cursor.nextKey())
            #expect(cursor.key.text == "shut")
            #expect(try cursor.previousKey())
            #expect(cursor.value.text == "c")
        }
    }
}
