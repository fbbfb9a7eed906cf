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
        rawValue = "\(Self.escaped(from.rawValue))~\(type)~\(Self.escaped(to.rawValue))"
    }

    public var stream: StreamID { StreamID(category: RelationshipProcess.category, key: rawValue) }

    /// The parts that the name is made of; nil where it is made of others.
    public var parts: (from: CIID, type: String, to: CIID)? {
        let parts = rawValue.split(separator: "~", omittingEmptySubsequences: false)
        guard parts.count == 3 else { return nil }
        return (CIID(Self.unescaped(parts[0])), String(parts[1]), CIID(Self.unescaped(parts[2])))
    }

    private static func escaped(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "%") }) else { return text }
        return text.replacing("%", with: "%25").replacing("~", with: "%7E")
    }
    private static func unescaped(_ text: Substring) -> String {
        String(text.replacing("%7E", with: "~").replacing("%25", with: "%"))
    }
}

extension CIID {
    public var stream: StreamID { StreamID(category: CIProcess.category, key: rawValue) }
}
