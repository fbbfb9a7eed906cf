public import Processes

/// What is on record of an item that a relationship begins or ends in.
public struct KnownEnd: Sendable, Hashable {
    public let ciClass: String
    public let mergedInto: CIID?
    public let isRetired: Bool

    public init(_ item: ConfigurationItem) {
        (ciClass, mergedInto, isRetired) = (item.ciClass, item.mergedInto, item.isRetired)
    }
}

/// What an import took so far. Names are numbered as they come, so that a relationship is remembered, and found, by three numbers.
struct TakenFacts: Sendable {
    struct Ends: Sendable {
        let from: Int32
        let type: Int32
        let to: Int32

        /// Where it begins and ends, in one number, which is hashed more quickly.
        var pair: UInt64 { UInt64(UInt32(bitPattern: from)) << 32 | UInt64(UInt32(bitPattern: to)) }
    }
    private struct Item: Sendable {
        var isTaken = false
        /// Of what the import registered itself.
        var ciClass: String?
    }
    private var numbers: [CIID: Int32] = [:]
    private var items: [Item] = []
    private var typeNumbers: [String: Int32] = [:]
    /// Of each type.
    private var relationships: [Set<UInt64>] = []

    /// False where it was taken before.
    mutating func insert(_ id: CIID) -> Bool {
        let number = Int(number(of: id))
        defer { items[number].isTaken = true }
        return !items[number].isTaken
    }

    mutating func note(_ id: CIID, registeredAs ciClass: String) { items[Int(number(of: id))].ciClass = ciClass }

    /// The class of what the import registered; nil of everything else.
    func registeredClass(_ number: Int32) -> String? { items[Int(number)].ciClass }

    mutating func ends(of fact: RelationshipFact) -> Ends {
        Ends(from: number(of: fact.from), type: number(ofType: fact.type), to: number(of: fact.to))
    }

    /// False where it was taken before.
    mutating func insert(_ ends: Ends) -> Bool { relationships[Int(ends.type)].insert(ends.pair).inserted }

    mutating func remove(_ ends: Ends) { relationships[Int(ends.type)].remove(ends.pair) }

    private mutating func number(of id: CIID) -> Int32 {
        if let number = numbers[id] { return number }
        let number = Int32(items.count)
        numbers[id] = number
        items.append(Item())
        return number
    }

    private mutating func number(ofType type: String) -> Int32 {
        if let number = typeNumbers[type] { return number }
        let number = Int32(typeNumbers.count)
        typeNumbers[type] = number
        relationships.append([])
        return number
    }
}
