public import EventModel

/// Which relationship: its end points and its type, which make its stream's name.
///
/// ```
/// from ~ type ~ to        of from and to, "~" is written "%7E" and "%" "%25"
/// ```
///
/// So two items have at most one relationship of a type each way, with as many intervals as it takes; and the streams of
/// those that begin in one item stand side by side.
public struct RelationshipID: TextIdentifier {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    public init(from: CIID, type: String, to: CIID) {
        let (from, to) = (Self.escaped(from.rawValue), Self.escaped(to.rawValue))
        var name = ""
        name.reserveCapacity(from.utf8.count + type.utf8.count + to.utf8.count + 2)
        name += from
        name += "~"
        name += type
        name += "~"
        name += to
        rawValue = name
    }

    public var stream: StreamID { StreamID(category: RelationshipProcess.category, key: rawValue) }

    /// What the names of the streams of those that begin in an item begin with.
    public static func prefix(from item: CIID) -> String {
        "\(RelationshipProcess.category)-\(escaped(item.rawValue))~"
    }

    /// The parts that the name is made of; nil where it is made of others.
    public var parts: (from: CIID, type: String, to: CIID)? {
        let (bytes, tilde) = (rawValue.utf8, UInt8(ascii: "~"))
        guard let first = bytes.firstIndex(of: tilde),
            let second = bytes[bytes.index(after: first)...].firstIndex(of: tilde),
            !bytes[bytes.index(after: second)...].contains(tilde)
        else { return nil }
        return (
            CIID(Self.unescaped(rawValue[..<first])),
            String(rawValue[bytes.index(after: first)..<second]),
            CIID(Self.unescaped(rawValue[bytes.index(after: second)...]))
        )
    }

    private static func escaped(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "%") }) else { return text }
        return text.replacing("%", with: "%25").replacing("~", with: "%7E")
    }
    private static func unescaped(_ text: Substring) -> String {
        guard text.utf8.contains(UInt8(ascii: "%")) else { return String(text) }
        return String(text.replacing("%7E", with: "~").replacing("%25", with: "%"))
    }
}

extension CIID {
    public var stream: StreamID { StreamID(category: CIProcess.category, key: rawValue) }
}
