import EventModel
public import Processes

/// Items and relationships of all moments in memory, for questions that follow many of them.
///
/// Items have numbers from 0, and following a relationship costs no look-up of a name. Nothing is left out for being over: a
/// `GraphView` looks at it as of a moment. What is set one by one may be asked at once; `layOut` makes it quick to follow.
public struct ConfigurationGraph: Sendable {
    public internal(set) var items: [CIID] = []
    private(set) var numbers: [CIID: Int32] = [:]
    /// What an item's marks come to where it was registered and no more; the others stand in `marks`.
    private(set) var births: [Birth] = []
    private(set) var marks: [Int32: [CIMark]] = [:]
    private(set) var classes: [String] = []
    private var classNumbers: [String: UInt16] = [:]
    private(set) var links = GraphLinks()
    /// By item, of those that there were when it was laid out: which place it has in the order of ids.
    private(set) var ranks: [Int32] = []
    private(set) var types: [String] = []
    private var typeNumbers: [String: UInt16] = [:]
    /// Items that were ever made one with another.
    private(set) var merged: Set<Int32> = []
    /// Nil where all of it is here.
    var part: GraphPart?

    public init() {}

    struct Birth: Sendable {
        var position: Position
        var at: Instant
        var ciClass: UInt16
        /// Not on record itself: something that is names it.
        static let none = Birth(position: .last, at: .latest, ciClass: 0)
        var isThere: Bool { position != .last }
    }

    public func number(of id: CIID) -> Int32? { numbers[id] }
    public var relationshipCount: Int { links.edges.count }

    /// Makes room at once for as many.
    public mutating func reserve(items: Int, relationships: Int) {
        numbers.reserveCapacity(items)
        links.reserve(relationships)
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
                // What a group joins to the item that needs it: a relationship without one of its own.
                for member in mark.group?.members ?? [] {
                    links.join(.init(from: intern(member), to: number, type: GraphEdge.groupType))
                }
            }
        }
    }

    /// Takes a relationship as its row has it, in the place of what was known of it.
    public mutating func set(_ row: Relationship, isNew: Bool = false) {
        let ends = GraphLinks.Ends(from: intern(row.from), to: intern(row.to), type: typeNumber(row.type))
        links.set(ends, row.statements, isNew: isNew)
    }

    /// Makes what was set quick to follow and to put in order. Once, after the rows that there are; others may follow.
    public mutating func layOut() {
        links.layOut()
        ranks = Array(repeating: 0, count: items.count)
        // Rows come in the order of ids, mostly: no more than a look at each.
        let ordered = items.indices.sorted { items[$0] < items[$1] }
        for (rank, item) in ordered.enumerated() { ranks[item] = Int32(rank) }
    }

    private mutating func intern(_ id: CIID) -> Int32 {
        if let number = numbers[id] { return number }
        let number = Int32(items.count)
        numbers[id] = number
        items.append(id)
        births.append(.none)
        links.addItem()
        return number
    }

    private mutating func classNumber(_ name: String) -> UInt16 { Self.intern(name, &classes, &classNumbers) }
    private mutating func typeNumber(_ name: String) -> UInt16 { Self.intern(name, &types, &typeNumbers) }

    private static func intern(_ name: String, _ names: inout [String], _ numbers: inout [String: UInt16]) -> UInt16 {
        if let number = numbers[name] { return number }
        let number = UInt16(names.count)
        numbers[name] = number
        names.append(name)
        return number
    }
}
