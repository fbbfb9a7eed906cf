import EventModel
import Foundation

/// The snapshots of one read model, in the folder `<models>/<name>/snapshots`, a file each, named after its position.
struct SnapshotShelf: Sendable {
    let path: String
    let table: String

    struct Item: Sendable, Hashable {
        let position: Position
        let bytes: Int
    }

    /// What is there, by position.
    func items() -> [Item] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return names.compactMap { name -> Item? in
            guard let position = UInt64(name) else { return nil }
            let attributes = try? FileManager.default.attributesOfItem(atPath: "\(path)/\(name)")
            return Item(position: Position(position), bytes: attributes?[.size] as? Int ?? 0)
        }
        .sorted { $0.position < $1.position }
    }

    func path(of position: Position) -> String { "\(path)/\(position)" }
    func has(_ position: Position) -> Bool { access(path(of: position), F_OK) == 0 }
    func remove(_ position: Position) { try? FileManager.default.removeItem(atPath: path(of: position)) }

    /// Puts a snapshot there as a whole or not at all: written beside, synced, renamed. What a process that was killed left of
    /// another goes: one alone folds at a time.
    func put(_ position: Position, _ write: (FileHandle) throws -> Void) throws(TableError) {
        let temporary = "\(path)/\(position).new"
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            removeUnfinished()
            // Not by Foundation, which makes a file under another name first.
            let file = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
            guard file >= 0 else { throw EngineError.file(operation: "make", path: temporary, code: errno) }
            let handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
            try write(handle)
            try handle.close()
            guard rename(temporary, path(of: position)) == 0 else {
                throw EngineError.file(operation: "replace", path: path(of: position), code: errno)
            }
        } catch {
            try? FileManager.default.removeItem(atPath: temporary)
            throw TableError(error, in: table)
        }
    }

    private func removeUnfinished() {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        for name in names where name.hasSuffix(".new") {
            try? FileManager.default.removeItem(atPath: "\(path)/\(name)")
        }
    }

    /// Thins the snapshots out until they take no more than `budget` bytes: the one goes whose neighbours lie closest, month
    /// ends after all others, the newest last.
    func prune(toBytes budget: Int) {
        var items = items()
        while items.reduce(0, { $0 + $1.bytes }) > budget, let victim = leastUseful(items) {
            remove(items[victim].position)
            items.remove(at: victim)
        }
    }

    private func leastUseful(_ items: [Item]) -> Int? {
        guard items.count > 1 else { return items.indices.first }
        func gap(_ index: Int) -> UInt64 {
            let before = index == 0 ? 0 : items[index - 1].position.rawValue
            return items[index + 1].position.rawValue - before
        }
        let isMonthEnd = items.map { (try? SnapshotReader(path: path(of: $0.position), table: table))?.head.isMonthEnd }
        return items.indices.dropLast().min { left, right in
            let (first, second) = (isMonthEnd[left] ?? false, isMonthEnd[right] ?? false)
            return first == second ? gap(left) < gap(right) : !first
        }
    }
}
