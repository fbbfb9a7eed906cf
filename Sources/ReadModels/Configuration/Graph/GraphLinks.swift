import EventModel
import Processes

/// The relationships of a graph, and which of them touch an item.
///
/// ```
/// edges        | laid out: by the item that they end in, the newest first | later ones, as they came |
/// endStarts    by item: where those that end in it begin in the first part of `edges`; one more at the end
/// beginning    | numbers of those laid out, by the item that they begin in, the newest first |
/// beginStarts  by item: where its numbers begin in `beginning`; one more at the end
/// newest       by item: of the later ones, the newest that begins in it and that ends in it
/// older        by later relationship: the ones before it of the same two items; -1 ends a chain
/// ```
///
/// So whoever follows relationships against their direction, as most outages go, reads memory from front to back.
struct GraphLinks: Sendable {
    struct Ends: Hashable, Sendable {
        let from: Int32
        let to: Int32
        let type: UInt16
    }
    private struct Chains: Sendable {
        var begin: Int32 = -1
        var end: Int32 = -1
    }

    private(set) var edges: [GraphEdge] = []
    /// Statements of relationships that have more than one.
    private(set) var histories: [Int32: [ValidityStatement]] = [:]
    private var endStarts: [Int32] = []
    private var beginning: [Int32] = []
    private var beginStarts: [Int32] = []
    private var laidOutCount = 0
    private var newest: [Chains] = []
    private var older: [Chains] = []
    /// By item: of which types those are that begin in it and that end in it, a bit each (`typeBit`).
    private(set) var beginBits: [UInt64] = []
    private(set) var endBits: [UInt64] = []
    private var numbers: [Ends: Int32] = [:]
    private var keepsNumbers = false

    /// Types from the 64th on share one.
    static func typeBit(_ type: UInt16) -> UInt64 { 1 << UInt64(min(type, 63)) }

    mutating func reserve(_ count: Int) {
        edges.reserveCapacity(count)
        older.reserveCapacity(count)
    }

    mutating func addItem() {
        newest.append(Chains())
        beginBits.append(0)
        endBits.append(0)
    }

    /// Takes what was said of a relationship in the place of what was known of it; one that `isNew` is not looked for.
    mutating func set(_ ends: Ends, _ statements: [ValidityStatement], isNew: Bool) {
        let only = statements.count == 1 ? statements[0] : nil
        let validity = only.flatMap { $0.kind == .added ? EdgeValidity($0) : nil } ?? .elsewhere
        let number = (isNew ? nil : numbered(ends)) ?? add(ends)
        edges[Int(number)].validity = validity
        histories[number] = validity.isElsewhere ? statements : nil
    }

    /// Joins two items, where they are not joined yet, by what has no statements of its own.
    mutating func join(_ ends: Ends) { if numbered(ends) == nil { _ = add(ends) } }

    private mutating func add(_ ends: Ends) -> Int32 {
        let (number, from, to) = (Int32(edges.count), Int(ends.from), Int(ends.to))
        edges.append(GraphEdge(from: ends.from, to: ends.to, type: ends.type, validity: .elsewhere))
        older.append(Chains(begin: newest[from].begin, end: newest[to].end))
        newest[from].begin = number
        newest[to].end = number
        beginBits[from] |= Self.typeBit(ends.type)
        endBits[to] |= Self.typeBit(ends.type)
        if keepsNumbers { numbers[ends] = number }
        return number
    }

    /// Looks a relationship up; the first look-up makes the index for it.
    private mutating func numbered(_ ends: Ends) -> Int32? {
        if !keepsNumbers {
            keepsNumbers = true
            numbers.reserveCapacity(edges.count)
            for (number, edge) in edges.enumerated() { numbers[edge.ends] = Int32(number) }
        }
        return numbers[ends]
    }

    /// Every relationship that begins in the item, the newest first.
    @inline(__always)
    func eachBeginning(in item: Int32, _ body: (_ number: Int32, _ edge: GraphEdge) -> Void) {
        var late = newest[Int(item)].begin
        while late >= 0 {
            body(late, edges[Int(late)])
            late = older[Int(late) - laidOutCount].begin
        }
        guard Int(item) + 1 < beginStarts.count else { return }
        for place in beginStarts[Int(item)]..<beginStarts[Int(item) + 1] {
            let number = beginning[Int(place)]
            body(number, edges[Int(number)])
        }
    }

    /// Every relationship that ends in the item, the newest first.
    @inline(__always)
    func eachEnding(in item: Int32, _ body: (_ number: Int32, _ edge: GraphEdge) -> Void) {
        var late = newest[Int(item)].end
        while late >= 0 {
            body(late, edges[Int(late)])
            late = older[Int(late) - laidOutCount].end
        }
        guard Int(item) + 1 < endStarts.count else { return }
        for number in endStarts[Int(item)]..<endStarts[Int(item) + 1] { body(number, edges[Int(number)]) }
    }
}

extension GraphLinks {
    /// Lays out everything that there is, once: what comes later stands in chains.
    mutating func layOut() {
        guard laidOutCount == 0 else { return }
        let itemCount = newest.count
        var ends = Self.starts(edges.lazy.map(\.to), itemCount)
        var begins = Self.starts(edges.lazy.map(\.from), itemCount)
        (endStarts, beginStarts) = (ends, begins)
        var sorted = edges
        beginning = Array(repeating: 0, count: edges.count)
        var moved: [Int32: [ValidityStatement]] = [:]
        for (old, edge) in edges.enumerated().reversed() {
            let number = ends[Int(edge.to)]
            ends[Int(edge.to)] += 1
            sorted[Int(number)] = edge
            beginning[Int(begins[Int(edge.from)])] = number
            begins[Int(edge.from)] += 1
            if edge.validity.isElsewhere { moved[number] = histories[Int32(old)] }
        }
        (edges, histories, laidOutCount) = (sorted, moved, sorted.count)
        newest = Array(repeating: Chains(), count: itemCount)
        (older, numbers, keepsNumbers) = ([], [:], false)
    }

    /// Where each item's part begins in a list ordered by item; its length at the end.
    private static func starts(_ items: some Sequence<Int32>, _ itemCount: Int) -> [Int32] {
        var starts = [Int32](repeating: 0, count: itemCount + 1)
        for item in items { starts[Int(item) + 1] += 1 }
        for item in 0..<itemCount { starts[item + 1] += starts[item] }
        return starts
    }
}

/// A relationship in the graph.
struct GraphEdge: Sendable {
    let from: Int32
    let to: Int32
    let type: UInt16
    var validity: EdgeValidity

    /// The type of what redundancy groups join.
    static let groupType = UInt16.max

    fileprivate var ends: GraphLinks.Ends { .init(from: from, to: to, type: type) }
}

/// The one statement that most relationships have: recorded at `position`, holds from `from` until before `to`.
struct EdgeValidity: Sendable {
    let position: Position
    let from: Instant
    let to: Instant

    /// There are more: they stand in the graph's histories.
    static let elsewhere = EdgeValidity(position: .zero, from: .latest, to: .latest)
    var isElsewhere: Bool { position == .zero }

    init(_ statement: ValidityStatement) {
        (position, from, to) = (statement.position, statement.from, statement.to ?? .latest)
    }
    private init(position: Position, from: Instant, to: Instant) {
        (self.position, self.from, self.to) = (position, from, to)
    }
}
