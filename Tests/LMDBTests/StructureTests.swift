import Glibc
import TestSupport
import Testing

@testable import LMDB

/// Files whose pages, and not whose values, are damaged.
@Suite struct StructureTests {
    let folder = TemporaryFolder()
    private var file: String { folder.path("data.mdb") }

    /// Rows of every shape: short, on overflow pages, several to a key within a node and in trees of their own, some deleted.
    private func fill(_ environment: Environment, seed: UInt64) throws {
        let names = try environment.table("names", create: true)
        let numbers = try environment.table("numbers", .integerKey, create: true)
        let words = try environment.table("words", .dupSort, create: true)
        let many = try environment.table("many", [.integerKey, .dupSort, .dupFixed, .integerDup], create: true)
        var generator = SplitMix(seed: seed)
        for round: UInt64 in 0..<12 {
            try environment.write { transaction in
                for _ in 0..<40 {
                    let key = "k\(generator.next() % 300)"
                    try transaction.put(names, key, String(repeating: "x", count: Int(generator.next() % 3_000)))
                    if generator.next() % 3 == 0 {
                        let bytes = "k\(generator.next() % 300)".bytes
                        try transaction.delete(names, bytes.raw)
                    }
                    let value = [UInt8](repeating: 1, count: Int(generator.next() % 9_000))
                    try transaction.put(numbers, generator.next() % 500, value.raw)
                    try transaction.put(many, generator.next() % 3 * (round % 2), generator.next() % 20_000)
                    let word = String(repeating: "w", count: Int(generator.next() % 60)) + "\(generator.next() % 400)"
                    try transaction.put(words, "k\(generator.next() % 4 * (round % 2))", word)
                    let few = "l\(generator.next() % 12)"
                    try transaction.put(words, few, String(word.suffix(12)))
                    let other = String(repeating: "w", count: Int(generator.next() % 10)) + "\(generator.next() % 400)"
                    try transaction.delete(words, few.bytes.raw, value: other.bytes.raw)
                    try transaction.put(many, 7 + generator.next() % 40, generator.next())
                }
                if round % 5 == 4 { try transaction.deleteAll(numbers) }
            }
        }
    }

    @Test(arguments: 1...8 as ClosedRange<UInt64>)
    func `a sound file passes, whatever was put and deleted`(seed: UInt64) throws {
        let environment = try freshEnvironment(in: folder)
        try environment.checkStructure()
        try fill(environment, seed: seed)
        try environment.checkStructure()
        let target = TemporaryFolder()
        try environment.copy(to: target.path, compacting: true)
        try Environment(path: target.path).checkStructure()
    }

    @Test func `it leaves a writer alone`() throws {
        let environment = try freshEnvironment(in: folder)
        try fill(environment, seed: 1)
        let names = try environment.table("names")
        try environment.write { transaction in
            try transaction.put(names, "new", "row")
            try environment.checkStructure()
        }
        try environment.checkStructure()
    }

    /// The page's number, flags, limits, its first node's offset; in each page that is no value.
    @Test(arguments: 1...4 as ClosedRange<UInt64>)
    func `a flipped bit in what leads through a page is named before LMDB follows it`(seed: UInt64) throws {
        do { try fill(freshEnvironment(in: folder), seed: seed) }
        var generator = SplitMix(seed: seed)
        var content = bytes()
        var (flips, found) = (0, 0)
        for start in stride(from: 2 * 4096, to: content.count, by: 4096) where content[start + 10] & 0x23 != 0 {
            let (at, bit) = (
                start + [0, 1, 10, 12, 13, 14, 15, 16, 17][Int(generator.next() % 9)], generator.next() % 8
            )
            // 0x10 among the flags means nothing on a disk.
            if at == start + 10 && bit == 4 { continue }
            content[at] ^= 1 << bit
            write(content)
            flips += 1
            let error = #expect(throws: (any Error).self, "seed \(seed) bit \(bit) of byte \(at)") {
                let environment = try Environment(path: folder.path, options: .init(readOnly: true))
                try environment.checkStructure()
                throw Unnoticed()
            }
            if let error = error as? LMDBError {
                #expect(error.code == .corrupted)
                found += 1
            }
            content[at] ^= 1 << bit
        }
        // Free pages may hold anything.
        #expect(flips > 20 && found > 5, "seed \(seed): \(found) of \(flips)")
    }

    /// Long keys make a deep tree of few rows, whose halves two threads look at.
    @Test(arguments: 1...3 as ClosedRange<UInt64>)
    func `a deep tree's pages are all looked at`(seed: UInt64) throws {
        do {
            let source = TemporaryFolder()
            let environment = try freshEnvironment(in: source)
            let names = try environment.table("names", create: true)
            try environment.write { transaction in
                for number in 0..<1_500 {
                    let key = String(repeating: "k", count: 490) + "\(10_000 + number * 7919 % 1_500)"
                    try transaction.put(names, key, "v")
                }
                #expect(try transaction.statistics(names).depth == 4)
            }
            try environment.checkPages()
            // Without free pages, which may hold anything.
            try environment.copy(to: folder.path, compacting: true)
        }
        let sound = bytes()
        var generator = SplitMix(seed: seed)
        let pages = stride(from: 2 * 4096, to: sound.count, by: 4096).filter { sound[$0 + 10] & 3 != 0 }
        for _ in 0..<60 {
            let page = pages[Int(generator.next() % UInt64(pages.count))]
            var content = sound
            // A node's offset.
            content[page + 16] ^= 1 << (generator.next() % 8)
            write(content)
            let error = #expect(throws: LMDBError.self, "seed \(seed), page \(page / 4096)") {
                try Environment(path: folder.path, options: .init(readOnly: true)).checkPages()
                throw Unnoticed()
            }
            #expect(error?.detail?.contains("page \(page / 4096) of ") == true, "\(error?.detail ?? "")")
        }
        write(sound)
        try Environment(path: folder.path).checkPages()
    }

    @Test func `pages that were found sound are looked at again once somebody has written to the file`() throws {
        do {
            let environment = try freshEnvironment(in: folder)
            try fill(environment, seed: 1)
            #expect(try environment.checkPagesOnce())
            #expect(try !environment.checkPagesOnce())
            let names = try environment.table("names")
            try environment.write { try $0.put(names, "new", "row") }
            #expect(try environment.checkPagesOnce())
        }
        #expect(try !Environment(path: folder.path).checkPagesOnce())
        // A note that is torn says nothing.
        _ = unsafe truncate(folder.path("checked"), 12)
        #expect(try Environment(path: folder.path).checkPagesOnce())
        let sound = bytes()
        var content = sound
        // Some of them are free.
        for page in stride(from: 2 * 4096, to: content.count, by: 4096) where content[page + 10] & 3 != 0 {
            content[page + 16] ^= 1
        }
        write(content)
        let error = #expect(throws: LMDBError.self) {
            try Environment(path: folder.path, options: .init(readOnly: true)).checkPagesOnce()
            throw Unnoticed()
        }
        #expect(error?.code == .corrupted)
        write(sound)
        #expect(try Environment(path: folder.path).checkPagesOnce())
    }

    private struct Unnoticed: Error {}

    /// One flipped bit there makes LMDB take the commit before for the newest one, and nothing else looks wrong.
    @Test(arguments: 0..<64) func `a flipped bit in the number of the newest commit is noticed`(bit: Int) throws {
        // Bit 1, where it is set, gives a state that LMDB leaves after a failed write: see CommitMark.
        do {
            let environment = try freshEnvironment(in: folder)
            let names = try environment.table("names", create: true)
            for number in 1...7 { try environment.write { try $0.put(names, "k\(number)", "v") } }
            #expect(environment.info.lastTransactionID & 2 == 0)
        }
        var content = bytes()
        let commits = [0, 1].map { content[$0 * 4096 + 144] }
        let newest = commits[0] > commits[1] ? 0 : 1
        content[newest * 4096 + 144 + bit / 8] ^= 1 << (bit % 8)
        write(content)
        let error = #expect(throws: LMDBError.self) {
            try Environment(path: folder.path, options: .init(readOnly: true)).checkMetaPages()
        }
        #expect(error?.code == .corrupted)
    }

    @Test func `a meta page with pages of another size is refused before LMDB believes it`() throws {
        do { try fill(freshEnvironment(in: folder), seed: 1) }
        for (page, byte) in [(0, 41), (0, 43), (1, 41), (1, 43)] {
            var content = bytes()
            content[page * 4096 + byte] ^= byte == 41 ? 0x10 : 4
            write(content)
            #expect(throws: LMDBError.self, "page \(page) byte \(byte)") { try Environment(path: folder.path) }
            content[page * 4096 + byte] ^= byte == 41 ? 0x10 : 4
            write(content)
        }
        try Environment(path: folder.path).checkStructure()
    }

    @Test func `a creation that was cut short is told from a damaged file`() throws {
        do { _ = try freshEnvironment(in: folder) }
        var content = bytes()
        #expect(Environment.isUnfinished(at: folder.path))
        for index in 0..<4096 { content[index] = 0 }
        write(content)
        #expect(Environment.isUnfinished(at: folder.path))
        content[200] = 1
        content[20] = 1
        write(content)
        #expect(!Environment.isUnfinished(at: folder.path))
        unsafe unlink(file)
        do { try fill(freshEnvironment(in: folder), seed: 1) }
        content = bytes()
        for index in 0..<4096 { content[index] = 0 }
        write(content)
        #expect(!Environment.isUnfinished(at: folder.path))
    }

    @Test func `a number of pages that nobody wrote is not believed`() throws {
        do { try fill(freshEnvironment(in: folder), seed: 1) }
        var content = bytes()
        for page in [0, 1] { content[page * 4096 + 136 + 3] ^= 1 }
        write(content)
        let error = #expect(throws: LMDBError.self) { try Environment(path: folder.path) }
        #expect(error?.detail?.contains("bytes of pages") == true)
        #expect(bytes().count == content.count)
    }

    private func bytes() -> [UInt8] {
        let descriptor = unsafe open(file, O_RDONLY)
        defer { close(descriptor) }
        var content = [UInt8](repeating: 0, count: Int(lseek(descriptor, 0, SEEK_END)))
        _ = unsafe content.withUnsafeMutableBytes { unsafe pread(descriptor, $0.baseAddress, $0.count, 0) }
        return content
    }

    private func write(_ content: [UInt8]) {
        let descriptor = unsafe open(file, O_WRONLY)
        defer { close(descriptor) }
        _ = unsafe content.withUnsafeBytes { unsafe pwrite(descriptor, $0.baseAddress, $0.count, 0) }
    }
}
