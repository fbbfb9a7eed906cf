extension GraphPicture {
    /// The picture in the language of Graphviz.
    public var dot: String {
        var text = """
            digraph configuration {
              graph [label=\(Self.quoted(title)), labelloc=t, rankdir=LR, fontname="sans-serif"];
              node [shape=box, style="rounded,filled", fillcolor="#ffffff", fontname="sans-serif"];
              edge [fontname="sans-serif", fontsize=10];

            """
        for (place, node) in nodes.enumerated() {
            var attributes = ["label=\(Self.quoted(node.lines.joined(separator: "\n")))"]
            if let state = node.state { attributes.append("fillcolor=\"\(state.colour)\"") }
            if node.distance == 0 { attributes.append("penwidth=3") }
            text += "  n\(place) [\(attributes.joined(separator: ", "))];\n"
        }
        for edge in edges {
            let arrow = edge.isUndirected ? ", dir=none" : ""
            text += "  n\(edge.from) -> n\(edge.to) [label=\(Self.quoted(edge.type))\(arrow)];\n"
        }
        return text + "}\n"
    }

    /// A label: between quotes a backslash begins an escape, and an ampersand a character's name, as in HTML.
    private static func quoted(_ text: String) -> String {
        let escaped = text.drawable.escaped { scalar in
            switch scalar {
            case "\"": "\\\""
            case "\\": "\\\\"
            case "\n": "\\n"
            case "&": "&amp;"
            default: nil
            }
        }
        return "\"\(escaped)\""
    }
}
