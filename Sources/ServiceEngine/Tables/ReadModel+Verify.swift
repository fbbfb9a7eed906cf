public import EventModel
import Foundation
import LMDB
import Synchronization

/// What comparing a read model with a fresh fold of the log found.
public struct ModelVerification: Sendable {
    public let name: String
    /// Where both stand.
    public let position: Position
    public let rowCount: Int
    public let stored: TableDigest
    public let rebuilt: TableDigest
    /// Where they first differ, in words; nil where they are the same.
    public let difference: String?

    public var isEqual: Bool { difference == nil }
}

extension ReadModel {
    /// Builds the model once more, elsewhere, up to the position of the stored one, and compares the two: every row, index
    /// entry and sum.
    ///
    /// - Throws: `damaged` where a stored value is not what was written, or what reading the log says.
    public func verify(progress: (Position, Position) -> Void = { _, _ in }) throws(TableError) -> ModelVerification {
        try catchUp()
        guard let generation = try trusted() else {
            let problem = serving.withLock { $0.problem }
            throw problem
                ?? .damaged(table: Content.name, place: folder.path, expected: "a generation", found: "none")
        }
        try storing(Content.name) { () throws(LMDBError) in try generation.environment.checkPages() }
        let stored = try TableSnapshot(generation)
        let scratch = ScratchFolder.path(Content.name)
        defer { try? FileManager.default.removeItem(atPath: scratch) }
        let copy = try TableGeneration<Content>(path: scratch, create: true, readOnly: false)
        try fill(copy, through: stored.position, progress)
        return try compare(stored, try TableSnapshot(copy))
    }

    private func compare(
        _ stored: TableSnapshot<Content>, _ rebuilt: TableSnapshot<Content>
    ) throws(TableError) -> ModelVerification {
        let (one, other) = (try TableDigest(of: stored), try TableDigest(of: rebuilt))
        let isSame = one == other && stored.position == rebuilt.position
        let difference = isSame ? nil : try firstDifference(stored, rebuilt)
        return ModelVerification(
            name: Content.name, position: stored.position, rowCount: try stored.rowCount(), stored: one, rebuilt: other,
            difference: isSame ? nil : difference ?? "the digests differ, and no row, index entry or sum does")
    }
}

/// Where two tables first differ: a row and its field, an index entry, a sum; nil where they do not.
func firstDifference<Reader: TableReader>(
    _ stored: Reader, _ rebuilt: Reader
) throws(TableError) -> String? {
    if stored.position != rebuilt.position {
        return "the position: stored \(stored.position), rebuilt \(rebuilt.position)"
    }
    if let difference = try firstRowDifference(stored, rebuilt) { return difference }
    for index in Reader.Content.indexes {
        let (one, other) = (try entries(of: index, in: stored), try entries(of: index, in: rebuilt))
        if let place = zip(one, other).first(where: { $0.0 != $0.1 })?.1.stream
            ?? (one.count > other.count ? one[other.count].stream : other.dropFirst(one.count).first?.stream)
        {
            return "index \(index.name) at \(place): stored \(one.count) entries, rebuilt \(other.count)"
        }
    }
    for sum in Reader.Content.sums {
        let (one, other) = (try stored.totals(sum), try rebuilt.totals(sum))
        if one != other { return "the sum \(sum.name): stored \(one.map(\.amount)), rebuilt \(other.map(\.amount))" }
    }
    return nil
}

private func firstRowDifference<Reader: TableReader>(
    _ stored: Reader, _ rebuilt: Reader
) throws(TableError) -> String? {
    var difference: String?
    try rebuilt.scanRows(as: WholeRow.self, named: "", .ascending, where: nil) {
        stream, extent, view throws(TableError) in
        guard let found = try stored.entry(stream) else {
            difference = "row \(stream): it is missing"
            return .enough
        }
        if found.extent != extent { difference = "row \(stream): it is folded from other events" }
        if found.row != view.row { difference = "row \(stream): \(fieldDifference(found.row, view.row))" }
        return difference == nil ? .more : .enough
    }
    guard difference == nil else { return difference }
    try stored.scanRows { stream, _ throws(TableError) in
        if try rebuilt.row(stream) == nil { difference = "row \(stream): there should be none" }
        return difference == nil ? .more : .enough
    }
    return difference
}

private func fieldDifference(_ stored: some WireMessage, _ rebuilt: some WireMessage) -> String {
    guard case .object(let one)? = stored.json(nil), case .object(let other)? = rebuilt.json(nil) else {
        return "it is another"
    }
    for member in other.members where one[member.key] != member.value {
        return "\(member.key): stored \(one[member.key]?.text ?? "nothing"), rebuilt \(member.value.text)"
    }
    let extra = one.members.first { other[$0.key] == nil }
    return extra.map { "\($0.key): stored \($0.value.text), rebuilt nothing" } ?? "it is another"
}

private struct StoredEntry: Equatable {
    let key: IndexKey
    let stream: StreamID
}

private func entries<Reader: TableReader>(
    of index: TableIndex<Reader.Content.Row>, in reader: Reader
) throws(TableError) -> [StoredEntry] {
    var entries: [StoredEntry] = []
    try reader.scan(index, .all, .ascending) { key, stream in
        entries.append(StoredEntry(key: key, stream: stream))
        return .more
    }
    return entries
}
