import EventModel
import Foundation
import LMDB
import TestSupport
import Testing

@testable import EventLog

/// A log of format 1, as the release before packing wrote it: `format-1.mdb.zst`, a hundred simulated events.
///
/// It has no segments, its raw rows lead to no other event, and its indexes are other ones ('positions', whole command ids).
/// The records are the same.
@Suite struct Format1Tests {
    private static let root = "6ce825518eb7d27ca15d7411a3e5151a824af5b7493cee735463d6ff2f135f04"
    let folder = TemporaryFolder()

    private func unpackLog() throws -> String {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Fixtures/format-1.mdb.zst")
        let packed = Array(try Data(contentsOf: file))
        let unpacked = BlockUnpacker().unpack(packed.raw, byteCount: 118_784)
        let bytes = try #require(unpacked)
        try FileManager.default.createDirectory(atPath: folder.path("log"), withIntermediateDirectories: true)
        try Data(bytes).write(to: URL(fileURLWithPath: folder.path("log/data.mdb")))
        return folder.path("log")
    }

    @Test func `a log of format 1 is refused with the command that brings it over`() throws {
        let path = try unpackLog()
        let error = #expect(throws: LogError.otherFormat(path: path, expected: 2, found: 1)) {
            _ = try EventLog(at: path)
        }
        #expect(error?.description.hasSuffix("bring it over with 'logbook migrate'") == true)
    }

    @Test func `the records of format 1 are read by position and give the same Merkle root`() throws {
        let environment = try Environment(path: try unpackLog(), options: .init(readOnly: true))
        let records = try environment.table("records", .integerKey)
        var frontier = MerkleFrontier()
        try environment.read { transaction in
            var cursor = try transaction.cursor(records)
            while try cursor.next() {
                do {
                    let record = try RecordRow.payload(of: cursor.value, at: cursor.integerKey)
                    let event = try RecordRow.event(in: record, at: cursor.integerKey)
                    #expect(event.position.rawValue == frontier.size + 1)
                    frontier.append(.leaf(record))
                }
            }
        }
        #expect(frontier.size == 100)
        #expect(frontier.root.description == Self.root)
    }

    @Test func `a log of format 1 is brought over with every event, and the old file is kept`() throws {
        let path = try unpackLog()
        let old = try Data(contentsOf: URL(fileURLWithPath: "\(path)/data.mdb"))
        let found = try #require(try EventLog.migrate(at: path))
        #expect(found.events == 100 && found.root.description == Self.root)
        let log = try EventLog(at: path)
        #expect(try log.verify().root.description == Self.root)
        #expect(try log.allEvents().count == 100)
        log.close()
        #expect(try Data(contentsOf: URL(fileURLWithPath: "\(path)/data.mdb.format-1")) == old)
        #expect(try EventLog.migrate(at: path) == nil)
        #expect(
            try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { !$0.hasPrefix("log/") } == ["log"]
        )
    }

    @Test func `a migration that was interrupted before the file was replaced goes on`() throws {
        let path = try unpackLog()
        try FileManager.default.linkItem(atPath: "\(path)/data.mdb", toPath: "\(path)/data.mdb.format-1")
        do {
            let old = try Format1Log(at: path)
            let copy = try LogCopy(of: old, at: "\(path).migrated")
            try copy.run(through: old.head()) { _, _ in }
            copy.close()
        }
        #expect(try EventLog.migrate(at: path)?.root.description == Self.root)
    }

    @Test func `a log of a newer format is left alone`() throws {
        let path = folder.path("newer")
        try EventLog(creatingAt: path, identity: .init(origin: "a", createdAt: .earliest, zone: .utc)).close()
        do {
            let environment = try Environment(path: path)
            let tables = try LogTables(environment, create: false)
            var transaction = try environment.beginWrite()
            try transaction.put(format: 3, tables)
            try transaction.commit()
        }
        #expect(throws: LogError.otherFormat(path: path, expected: 2, found: 3)) { try EventLog.migrate(at: path) }
    }
}
