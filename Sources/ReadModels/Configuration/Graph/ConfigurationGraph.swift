import EventModel
public import Processes

/// Items and relationships of all moments in memory, for questions that follow many of them.
///
/// Items have numbers from 0 and relationships stand in chains, one of those that begin in an item and one of those that end
/// in it: 100,000 items and 500,000 relationships take some 60 MB, and following one costs no look-up of a name. Nothing is
/// left out for being over: a `GraphView` looks at it as of a moment.
public struct ConfigurationGraph: Sendable {
    public internal(set) var items: [CIID] = []
    private(set) var numbers: [CIID: Int32] = [:]
    /// What an item's marks come to where it has but one; the others stand in `marks`.
    private(set) var births: [Birth] = []
    private(set) var marks: [Int32: [CIMark]] = [:]
    private(set) var classes: [String] = []
    private var classNumbers: [String: UInt16] = [:]
    private(set) var edges: [GraphEdge] = []
    /// Statements of relationships that have more than one.
    private(set) var histories: [Int32: [ValidityStatement]] = [:]
    private(set) var firstOut: [Int32] = []
    private(set) var firstIn: [Int32] = []
    /// By item: of which types its relationships are, a bit each (`typeBit`). Tells most items that have no redundancy at once.
    private(set) var typeBits: [UInt64] = []
    private(set) var types: [String] = []
    private var typeNumbers: [String: UInt16] = [:]
    /// Items that were ever made one with another.
    private(set) var merged: Set<Int32> = []
    private var edgeNumbers: [EdgeEnds: Int32] = [:]
    private var keepsEdgeNumbers = false
    /// Nil where all of it is here.
    var part: GraphPart?

    public init() {}

    struct Birth: Sendable {
        var position: Position
        var at: Instant
        var ciClass: UInt16
        /// Not on record itself: something that is names it.
        static let none = Birth(position: .last, at: .latest, ciClass: 0)
        func isKnown(at knowledge: Position) -> Bool { position <= knowledge && position != .last }
    }

    public func number(of id: CIID) -> Int32? { numbers[id] }
    public var relationshipCount: Int { edges.count }

    /// Makes room at once for as many.
    public mutating func reserve(items: Int, relationships: Int) {
        numbers.reserveCapacity(items)
        edges.reserveCapacity(relationships)
    }

    /// Takes an item as its row has it, in the place of what was known of it.
    public mutating func set(_ row: CIRow) {
        let number = intern(row.item.id)
        births[Int(number)] = .none
        marks[number] = nil
        if row.marks.count == 1, let only = row.marks.first, only.kind == .registered {
            births[Int(number)] = Birth(position: only.position, at: only.at, ciClass: classNumber(only.text ?? ""))
        } else if !row.marks.isEmpty {
            marks[number] = row.marks
            for mark in row.marks {
                if mark.kind == .merged {
                    merged.insert(number)
                    if let survivor = mark.text { _ = intern(CIID(survivor)) }
                }
                for member in mark.group?.members ?? [] { link(intern(member), number) }
            }
        }
    }

    /// Takes a relationship as its row has it, in the place of what was known of it.
    public mutating func set(_ row: Relationship, isNew: Bool = false) {
        let (from, to, type) = (intern(row.from), intern(row.to), typeNumber(row.type))
        let ends = EdgeEnds(from: from, to: to, type: type)
        let number = isNew ? nil : numbered(ends)
        let statement = row.statements.count == 1 ? row.statements[0] : nil
        let validity = statement.flatMap { $0.kind == .added ? EdgeValidity($0) : nil } ?? .elsewhere
        let place = number ?? add(ends)
        edges[Int(place)].validity = validity
        histories[place] = validity.isElsewhere ? row.statements : nil
    }

    /// What a group joins to the item that needs it: a relationship without one of its own.
    private mutating func link(_ member: Int32, _ owner: Int32) {
        let ends = EdgeEnds(from: member, to: owner, type: GraphEdge.groupType)
        if numbered(ends) == nil { _ = add(ends) }
    }

    private mutating func add(_ ends: EdgeEnds) -> Int32 {
        let number = Int32(edges.count)
        edges.append(
            GraphEdge(
                from: ends.from, to: ends.to, type: ends.type, nextOut: firstOut[Int(ends.from)],
                nextIn: firstIn[Int(ends.to)], validity: .elsewhere))
        firstOut[Int(ends.from)] = number
        firstIn[Int(ends.to)] = number
        typeBits[Int(ends.from)] |= Self.typeBit(ends.type)
        typeBits[Int(ends.to)] |= Self.typeBit(ends.type)
        if keepsEdgeNumbers { edgeNumbers[ends] = number }
        return number
    }

    /// Looks a relationship up; the first look-up makes the index for it.
    private mutating func numbered(_ ends: EdgeEnds) -> Int32? {
        if !keepsEdgeNumbers {
            keepsEdgeNumbers = true
            edgeNumbers.reserveCapacity(edges.count)
            for (number, edge) in edges.enumerated() {
                edgeNumbers[EdgeEnds(from: edge.from, to: edge.to, type: edge.type)] = Int32(number)
            }
        }
        return edgeNumbers[ends]
    }

    private mutating func intern(_ id: CIID) -> Int32 {
        if let number = numbers[id] { return number }
        let number = Int32(items.count)
        numbers[id] = number
        items.append(id)
        births.append(.none)
        firstOut.append(-1)
        firstIn.append(-1)
        typeBits.append(0)
        return number
    }

    private mutating func classNumber(_ name: String) -> UInt16 { Self.intern(name, &classes, &classNumbers) }
    private mutating func typeNumber(_ name: String) -> UInt16 { Self.intern(name, &types, &typeNumbers) }

    /// Types from the 64th on share one.
    static func typeBit(_ type: UInt16) -> UInt64 { 1 << UInt64(min(type, 63)) }

    private static func intern(_ name: String, _ names: inout [String], _ numbers: inout [String: UInt16]) -> UInt16 {
        if let number = numbers[name] { return number }
        let number = UInt16(names.count)
        numbers[name] = number
        names.append(name)
        return number
    }
}

private struct EdgeEnds: Hashable {
    let from: Int32
    let to: Int32
    let type: UInt16
}

/// A relationship in the graph, and the next ones of its two chains; -1 ends a chain.
struct GraphEdge: Sendable {
    let from: Int32
    let to: Int32
    let type: UInt16
    let nextOut: Int32
    let nextIn: Int32
    var validity: EdgeValidity

    /// The type of what redundancy groups join.
    static let groupType = UInt16.max
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
