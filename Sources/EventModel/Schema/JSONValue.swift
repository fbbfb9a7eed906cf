/// A JSON value (RFC 8259) without floating point: nothing that Logbook records is inexact.
public indirect enum JSONValue: Sendable, Hashable {
    case null
    case bool(Bool)
    case integer(Int64)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)
}

/// Members in the order in which they were set, so that the same value always gives the same text.
public struct JSONObject: Sendable, Hashable, ExpressibleByDictionaryLiteral {
    public private(set) var members: [(key: String, value: JSONValue)] = []

    public init() {}
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        members = elements.map { (key: $0.0, value: $0.1) }
    }

    /// Takes members as they are: no key comes twice.
    init(distinct members: [(key: String, value: JSONValue)]) { self.members = members }

    public subscript(key: String) -> JSONValue? {
        get { members.first { $0.key == key }?.value }
        set {
            let index = members.firstIndex { $0.key == key }
            switch (index, newValue) {
            case (let index?, let value?): members[index].value = value
            case (let index?, nil): members.remove(at: index)
            case (nil, let value?): members.append((key: key, value: value))
            case (nil, nil): break
            }
        }
    }

    public static func == (left: JSONObject, right: JSONObject) -> Bool {
        left.members.elementsEqual(right.members) { $0.key == $1.key && $0.value == $1.value }
    }
    public func hash(into hasher: inout Hasher) {
        for member in members {
            hasher.combine(member.key)
            hasher.combine(member.value)
        }
    }
}

/// JSON that is not what a field holds: where, what was expected, what was found.
public struct JSONMismatch: Error, Sendable, Hashable, CustomStringConvertible {
    public let path: String
    public let expected: String
    public let found: String

    public static func expected(_ expected: String, found: JSONValue?) -> JSONMismatch {
        JSONMismatch(path: "", expected: expected, found: found?.text ?? "nothing")
    }
    @usableFromInline
    func inside(_ step: String) -> JSONMismatch {
        let joined = path.isEmpty || path.hasPrefix("[") ? step + path : "\(step).\(path)"
        return JSONMismatch(path: joined, expected: expected, found: found)
    }
    public var description: String { "\(path.isEmpty ? "the value" : path): expected \(expected), found \(found)" }
}
