import LMDB
import TestSupport
import Testing

struct TransactionTests {
    let folder = TemporaryFolder()

    @Test func `what is committed is read back, also after reopening`() throws {
        do {
            let environment = try freshEnvironment(in: folder)
            let names = try environment.table("names", create: true)
            try environment.write { try $0.put(names, "INC", "incident") }
            try environment.read { transaction throws in #expect(try transaction.text(names, "INC") == "incident") }
        }
        let environment = try Environment(path: folder.path)
        let names = try environment.table("names")
        try environment.read { transaction throws in
            #expect(try transaction.text(names, "INC") == "incident")
            #expect(try transaction.text(names, "CHG") == nil)
        }
    }

    @Test func `a write that is not committed leaves nothing`() throws {
        let environment = try freshEnvironment(in: folder)
        let names = try environment.table("names", create: true)
        do {
            var transaction = try environment.beginWrite()
            try transaction.put(names, "INC", "incident")
            #expect(try transaction.text(names, "INC") == "incident")
        }
        struct Refused: Error {}
        #expect(throws: Refused.self) {
            try environment.write { transaction in
                try transaction.put(names, "CHG", "change")
                throw Refused()
            }
        }
        try environment.read { transaction throws in
            #expect(try transaction.text(names, "INC") == nil)
            #expect(try transaction.text(names, "CHG") == nil)
            #expect(try transaction.statistics(names).entries == 0)
        }
    }

    @Test func `a reader keeps seeing the state it began with`() throws {
        let environment = try freshEnvironment(in: folder)
        let names = try environment.table("names", create: true)
        try environment.write { try $0.put(names, "INC", "before") }
        let reader = try environment.beginRead()
        try environment.write { try $0.put(names, "INC", "after") }
        #expect(try reader.text(names, "INC") == "before")
        let later = try environment.beginRead()
        #expect(try later.text(names, "INC") == "after")
        #expect(later.id == reader.id + 1)
    }

    @Test func `integer keys sort as numbers and bytes as bytes`() throws {
        let environment = try freshEnvironment(in: folder)
        let numbers = try environment.table("numbers", .integerKey, create: true)
        let texts = try environment.table("texts", create: true)
        try environment.write { transaction in
            for number: UInt64 in [256, 1, 1 << 40, 2] { try transaction.put(numbers, number, number) }
            for text in ["b", "a", "ab"] { try transaction.put(texts, text, "") }
        }
        try environment.read { transaction throws in
            var found: [UInt64] = []
            var cursor = try transaction.cursor(numbers)
            while try cursor.next() { found.append(cursor.integerKey) }
            #expect(found == [1, 2, 256, 1 << 40])
            var words: [String] = []
            var textCursor = try transaction.cursor(texts)
            while try textCursor.next() { words.append(textCursor.key.text) }
            #expect(words == ["a", "ab", "b"])
        }
    }

    @Test func `put options refuse what is there and what is out of order`() throws {
        let environment = try freshEnvironment(in: folder)
        let numbers = try environment.table("numbers", .integerKey, create: true)
        try environment.write { transaction in
            try transaction.put(numbers, 5, 50, .append)
            #expect(code { () throws(LMDBError) in try transaction.put(numbers, 4, 40, .append) } == .keyExists)
            #expect(code { () throws(LMDBError) in try transaction.put(numbers, 5, 51, .noOverwrite) } == .keyExists)
            try transaction.put(numbers, 5, 52)
        }
        try environment.read { transaction throws in
            var cursor = try transaction.cursor(numbers)
            #expect(try cursor.find(5))
            #expect(cursor.integerValue == 52)
        }
    }

    @Test func `reserved bytes that are not filled are zero`() throws {
        let environment = try freshEnvironment(in: folder)
        let numbers = try environment.table("numbers", .integerKey, create: true)
        let texts = try environment.table("texts", create: true)
        try environment.write { transaction in
            try transaction.reserve(numbers, 1, byteCount: 4) { unsafe $0.append(0xFF, as: UInt8.self) }
            let key = "key".bytes
            try transaction.reserve(texts, key.raw, byteCount: 2) { _ in }
        }
        try environment.read { transaction throws in
            #expect(try transaction.get(numbers, 1)?.array == [0xFF, 0, 0, 0])
            #expect(try transaction.text(texts, "key") == "\0\0")
        }
    }

    @Test func `deleting says whether there was something`() throws {
        let environment = try freshEnvironment(in: folder)
        let numbers = try environment.table("numbers", .integerKey, create: true)
        try environment.write { transaction in
            for number: UInt64 in 1...3 { try transaction.put(numbers, number, number) }
            #expect(try transaction.delete(numbers, 2))
            #expect(try !transaction.delete(numbers, 2))
            #expect(try transaction.statistics(numbers).entries == 2)
            try transaction.deleteAll(numbers)
            #expect(try transaction.statistics(numbers).entries == 0)
        }
    }

    @Test func `a random sequence of puts and deletes equals a sorted dictionary`() throws {
        let environment = try freshEnvironment(in: folder)
        let texts = try environment.table("texts", create: true)
        let seed = UInt64.random(in: 0...UInt64.max)
        var generator = SplitMix(seed: seed)
        var model: [String: String] = [:]
        for _ in 0..<20 {
            try environment.write { transaction in
                for _ in 0..<100 {
                    let key = "k\(generator.next() % 300)"
                    if generator.next() % 3 == 0 {
                        let key1 = key.bytes
                        let was = model.removeValue(forKey: key) != nil
                        #expect(try transaction.delete(texts, key1.raw) == was, "seed \(seed)")
                    } else {
                        model[key] = String(repeating: "v", count: Int(generator.next() % 5000))
                        try transaction.put(texts, key, model[key] ?? "")
                    }
                }
            }
        }
        try environment.read { transaction throws in
            var found: [String] = []
            var cursor = try transaction.cursor(texts)
            while try cursor.next() {
                found.append(cursor.key.text)
                #expect(cursor.value.text == model[cursor.key.text], "seed \(seed)")
            }
            #expect(found == model.keys.sorted(), "seed \(seed)")
        }
    }
}

/// The code of the error that `body` throws, or nil.
func code(_ body: () throws(LMDBError) -> Void) -> LMDBError.Code? {
    do throws(LMDBError) {
        try body()
        return nil
    } catch {
        return error.code
    }
}
