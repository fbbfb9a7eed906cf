import EventModel

extension GraphPicture {
    /// The picture as a flowchart of Mermaid, which many wikis and forges draw.
    public var mermaid: String {
        var text = "%% \(title.drawable.replacing("\n", with: " "))\nflowchart LR\n"
        for (place, node) in nodes.enumerated() {
            text += "  n\(place)[\(Self.quoted(node.lines.joined(separator: "\n")))]\n"
        }
        for edge in edges {
            let line = edge.isUndirected ? "---" : "-->"
            text += "  n\(edge.from) \(line)|\(Self.quoted(edge.type))| n\(edge.to)\n"
        }
        for state in ImpactState.allCases {
            let members = nodes.indices.filter { nodes[$0].state == state }.map { "n\($0)" }
            guard !members.isEmpty else { continue }
            text += "  classDef \(state.name) fill:\(state.colour),color:#000\n"
            text += "  class \(members.joined(separator: ",")) \(state.name)\n"
        }
        for place in nodes.indices where nodes[place].distance == 0 { text += "  style n\(place) stroke-width:3px\n" }
        return text
    }

    /// Characters that mean something stand as entities, in Mermaid's own form.
    private static func quoted(_ text: String) -> String {
        let escaped = text.drawable.escaped { scalar in
            switch scalar {
            case "\n": "<br/>"
            case "\"": "#quot;"
            case "<": "#lt;"
            case ">": "#gt;"
            case "&": "#amp;"
            case "#", "`", "\\", "[", "]", "{", "}", "|", ";": "#\(scalar.value);"
            default: nil
            }
        }
        return "\"\(escaped)\""
    }
}
