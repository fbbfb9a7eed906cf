import Glibc
import LMDB
import TestSupport
import Testing

struct EnvironmentTests {
    let folder = TemporaryFolder()

    private func openingCode(_ path: String, _ options: Environment.Options = .init()) -> LMDBError.Code? {
        code { () throws(LMDBError) in _ = try Environment(path: path, options: options) }
    }

    private func write(_ bytes: [UInt8], to path: String) throws {
        guard let file = unsafe fopen(path, "w") else {
            throw LMDBError(operation: "write", path: path, code: .ioFailure)
        }
        unsafe fwrite(bytes, 1, bytes.count, file)
        unsafe fclose(file)
    }

    @Test func `a folder without data is refused unless it is to be created`() throws {
        #expect(openingCode(folder.path) == .noSuchFile)
        #expect(openingCode(folder.path("absent")) == .noSuchFile)
        #expect(openingCode(folder.path, .init(create: true, readOnly: true)) == .noSuchFile)
        #expect(openingCode(folder.path("made"), .init(create: true)) == nil)
    }

    @Test func `a file, a foreign file and an emptied file are refused, and stay as they are`() throws {
        try write([1], to: folder.path("file"))
        #expect(openingCode(folder.path("file"), .init(create: true)) == .notAFolder)
        try write([UInt8](repeating: 0x55, count: 8192), to: folder.path("data.mdb"))
        #expect(openingCode(folder.path, .init(create: true)) == .invalid)
        try write([], to: folder.path("data.mdb"))
        #expect(openingCode(folder.path, .init(create: true)) == .invalid)
        var status = stat()
        unsafe stat(folder.path("data.mdb"), &status)
        #expect(status.st_size == 0)
    }

    @Test func `an error says what failed, where, and what to do`() throws {
        let path = folder.path("absent")
        let error = #expect(throws: LMDBError.self) { try Environment(path: path) }
        #expect(error?.description.contains("cannot open the environment in \(path)") == true)
        #expect(error?.hint?.contains("check it, or create it first") == true)
    }

    @Test func `a second environment on the same folder is refused until the first is gone`() throws {
        var first: Environment? = try freshEnvironment(in: folder)
        #expect(openingCode(folder.path) == .busy)
        #expect(openingCode(folder.path + "/../" + (folder.path.split(separator: "/").last ?? "")) == .busy)
        do {
            let transaction = try #require(first).beginRead()
            first = nil
            #expect(openingCode(folder.path) == .busy, "a transaction keeps its environment open")
            _ = transaction.id
        }
        #expect(openingCode(folder.path) == nil)
    }

    @Test func `a failed opening leaves the folder free`() throws {
        try write([UInt8](repeating: 0x55, count: 8192), to: folder.path("data.mdb"))
        #expect(openingCode(folder.path) == .invalid)
        #expect(openingCode(folder.path) == .invalid)
    }

    @Test func `tables are missing, incompatible or full, and say so`() throws {
        let environment = try freshEnvironment(in: folder, .init(create: true, maxTables: 2))
        #expect(code { () throws(LMDBError) in _ = try environment.table("one") } == .notFound)
        let one = try environment.table("one", .integerKey, create: true)
        #expect(try environment.table("one", .integerKey) == one)
        #expect(code { () throws(LMDBError) in _ = try environment.table("one", create: true) } == .incompatible)
        _ = try environment.table("two", create: true)
        #expect(code { () throws(LMDBError) in _ = try environment.table("three", create: true) } == .tablesFull)
    }

    @Test func `a read-only environment reads and refuses to write`() throws {
        do {
            let environment = try freshEnvironment(in: folder)
            let names = try environment.table("names", create: true)
            try environment.write { try $0.put(names, "INC", "incident") }
        }
        for options in [Environment.Options(readOnly: true), .init(readOnly: true, withoutLock: true)] {
            let environment = try Environment(path: folder.path, options: options)
            let names = try environment.table("names")
            try environment.read { transaction throws in #expect(try transaction.text(names, "INC") == "incident") }
            #expect(code { () throws(LMDBError) in _ = try environment.beginWrite() } == .noAccess)
            #expect(code { () throws(LMDBError) in _ = try environment.table("new", create: true) } == .notFound)
        }
    }

    @Test func `a full map refuses the write, says so, and the environment goes on`() throws {
        let environment = try freshEnvironment(in: folder, .init(mapSizeBytes: 1 << 16, create: true))
        let names = try environment.table("names", create: true)
        let error = #expect(throws: LMDBError.self) {
            try environment.write { try $0.put(names, "big", String(repeating: "x", count: 1 << 17)) }
        }
        #expect(error?.code == .mapFull)
        #expect(error?.operation == "write 'names'")
        #expect(error?.path == folder.path)
        try environment.write { try $0.put(names, "small", "x") }
        try environment.read { transaction throws in #expect(try transaction.text(names, "small") == "x") }
    }

    @Test func `a data file that is too short is made longer, or refused where it is only read, and never a crash`()
        throws
    {
        do {
            let environment = try freshEnvironment(in: folder)
            let names = try environment.table("names", create: true)
            try environment.write { transaction in
                for number in 0..<100 { try transaction.put(names, "k\(number)", String(repeating: "x", count: 1000)) }
            }
        }
        var status = stat()
        unsafe stat(folder.path("data.mdb"), &status)
        unsafe truncate(folder.path("data.mdb"), status.st_size - 1)
        let error = #expect(throws: LMDBError.self) {
            try Environment(path: folder.path, options: .init(readOnly: true))
        }
        #expect(error?.code == .corrupted)
        #expect(error?.detail?.contains("lacks 1 bytes at its end") == true)
        #expect(try Environment(path: folder.path).missingByteCountOnOpening == 1)
        #expect(try Environment(path: folder.path, options: .init(readOnly: true)).missingByteCountOnOpening == 0)
    }

    @Test func `the file always holds the pages that it counts, also where the last were given back`() throws {
        let environment = try freshEnvironment(in: folder)
        let names = try environment.table("names", create: true)
        var generator = SplitMix(seed: 11)
        for _ in 0..<50 {
            try environment.write { transaction in
                for _ in 0..<40 {
                    let key = "k\(generator.next() % 60)"
                    try transaction.put(names, key, String(repeating: "x", count: Int(generator.next() % 20_000)))
                    if generator.next() % 2 == 0 {
                        let bytes = key.bytes
                        try transaction.delete(names, bytes.raw)
                    }
                }
            }
            var status = stat()
            unsafe stat(folder.path("data.mdb"), &status)
            #expect(Int(status.st_size) >= environment.info.sizeBytes)
        }
    }

    @Test func `too many readers are refused with a hint`() throws {
        let environment = try freshEnvironment(in: folder, .init(create: true, maxReaders: 1))
        let names = try environment.table("names", create: true)
        let reader = try environment.beginRead()
        let error = #expect(throws: LMDBError.self) { try environment.read { _ = try $0.text(names, "x") } }
        #expect(error?.code == .readersFull)
        #expect(error?.hint?.contains("maxReaders") == true)
        _ = reader.id
    }

    @Test func `a key that is empty or too long is refused`() throws {
        let environment = try freshEnvironment(in: folder)
        let names = try environment.table("names", create: true)
        for key in ["", String(repeating: "k", count: 512)] {
            let error = #expect(throws: LMDBError.self) { try environment.write { try $0.put(names, key, "v") } }
            #expect(error?.code == .badValueSize)
        }
    }

    @Test func `the newest commit is known without a transaction`() throws {
        let environment = try freshEnvironment(in: folder)
        let names = try environment.table("names", create: true)
        let before = environment.info
        try environment.write { try $0.put(names, "INC", "incident") }
        let after = environment.info
        #expect(after.lastTransactionID == before.lastTransactionID + 1)
        #expect(after.mapSizeBytes == Environment.Options.defaultMapSizeBytes)
        #expect(after.sizeBytes >= after.pageSizeBytes * 2)
        try environment.sync()
        #expect(try environment.clearDeadReaders() == 0)
    }

    @Test func `a copy holds what the environment held`() throws {
        let environment = try freshEnvironment(in: folder)
        let names = try environment.table("names", create: true)
        try environment.write { try $0.put(names, "INC", "incident") }
        let target = TemporaryFolder()
        try environment.copy(to: target.path, compacting: true)
        let copy = try Environment(path: target.path)
        let copied = try copy.table("names")
        try copy.read { transaction throws in #expect(try transaction.text(copied, "INC") == "incident") }
        #expect(throws: LMDBError.self) { try environment.copy(to: target.path) }
    }

    @Test func `statistics count pages and entries`() throws {
        let environment = try freshEnvironment(in: folder)
        let numbers = try environment.table("numbers", .integerKey, create: true)
        try environment.write { transaction in
            for number: UInt64 in 1...10_000 { try transaction.put(numbers, number, number, .append) }
            let bytes = [UInt8](repeating: 1, count: 10_000)
            try transaction.put(numbers, 20_000, bytes.raw)
        }
        try environment.read { transaction throws in
            let statistics = try transaction.statistics(numbers)
            #expect(statistics.entries == 10_001)
            #expect(statistics.depth == 2)
            #expect(statistics.overflowPages == 3)
            #expect(statistics.pages * statistics.pageSizeBytes == statistics.sizeBytes)
        }
    }
}
