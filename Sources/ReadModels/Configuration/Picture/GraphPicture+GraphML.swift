import EventModel
import Processes

extension GraphPicture {
    /// The picture as GraphML, for networkx, yEd, Gephi, and `logbook import graphml`, which makes the same items of it.
    public var graphML: String {
        var text = """
            <?xml version="1.0" encoding="UTF-8"?>
            <!-- \(comment) -->
            <graphml xmlns="http://graphml.graphdrawing.org/xmlns">
              <key id="class" for="node" attr.name="class" attr.type="string"/>
              <key id="name" for="node" attr.name="name" attr.type="string"/>
              <key id="state" for="node" attr.name="logbook.state" attr.type="string"/>
              <key id="distance" for="node" attr.name="logbook.distance" attr.type="int"/>
              <key id="type" for="edge" attr.name="relationshipType" attr.type="string"/>
              <graph id="configuration" edgedefault="directed">

            """
        for node in nodes {
            text += "    <node id=\"\(Self.escaped(node.id.rawValue))\">\(Self.data("class", node.ciClass))"
            if let name = node.name { text += Self.data("name", name) }
            if let state = node.state { text += Self.data("state", state.name) }
            text += Self.data("distance", String(node.distance)) + "</node>\n"
        }
        for edge in edges {
            let (from, to) = (nodes[edge.from].id.rawValue, nodes[edge.to].id.rawValue)
            text += "    <edge source=\"\(Self.escaped(from))\" target=\"\(Self.escaped(to))\">"
            text += Self.data("type", edge.type) + "</edge>\n"
        }
        return text + "  </graph>\n</graphml>\n"
    }

    /// The title without two hyphens in a row, which no comment may have.
    private var comment: String {
        Self.escaped(title).replacing("--", with: "- -").replacing("--", with: "- -")
    }

    private static func data(_ key: String, _ text: String) -> String { "<data key=\"\(key)\">\(escaped(text))</data>" }

    private static func escaped(_ text: String) -> String {
        text.escaped { scalar in
            switch scalar.value {
            case UInt32(ascii: "&"): "&amp;"
            case UInt32(ascii: "<"): "&lt;"
            case UInt32(ascii: ">"): "&gt;"
            case UInt32(ascii: "\""): "&quot;"
            // White space of a value would be read as blanks.
            case 0x09, 0x0A, 0x0D: "&#\(scalar.value);"
            // XML has no such characters, however they are written.
            case 0..<0x20, 0xFFFE, 0xFFFF: "\u{FFFD}"
            default: nil
            }
        }
    }
}

extension UInt32 {
    fileprivate init(ascii scalar: Unicode.Scalar) { self = scalar.value }
}
