import EventModel
import Processes

/// Reads one GraphML text, row by row: a node is an item, an edge a relationship.
struct GraphMLReader: ~Copyable {
    /// A node or an edge with all that is in it.
    static let longestElementBytes = 16 << 20
    static let mostKeys = 1024

    private var xml: XMLReader
    private let options: GraphMLOptions
    private var keys: [String: GraphMLKey] = [:]
    /// Keys that elements have which do not say otherwise, in the order of the text.
    private var standards: [(id: String, key: GraphMLKey)] = []
    private var graph: GraphMLGraph?
    private var graphCount = 0
    private var late: ArraySlice<GraphMLEdge> = []

    init(_ source: consuming ByteSource, _ options: GraphMLOptions) throws(ImportError) {
        xml = try XMLReader(source)
        self.options = options
    }

    mutating func next() throws(ImportError) -> ConfigurationRow? {
        while true {
            if let edge = late.popFirst(), let row = graph?.takeLate(edge) { return row }
            switch try xml.next() {
            case nil: return nil
            case .text: continue
            case .end: if xml.depth == 1 { late = graph?.waiting[...] ?? [] }
            case .start(let element): if let row = try take(element) { return row }
            }
        }
    }

    private mutating func take(_ element: XMLElement) throws(ImportError) -> ConfigurationRow? {
        switch (xml.depth, element.name) {
        case (1, "graphml"): return nil
        case (1, let name):
            throw xml.fault(element.place, "<graphml>", "<\(name)>", "this is no GraphML: check the file")
        case (2, "key"): try takeKey(element)
        case (2, "graph"): begin(element)
        case (3, "node"): return try node(element)
        case (3, "edge"): return try edge(element)
        case (3, "hyperedge"):
            let place = place(element, "hyperedge", element["id"])
            try xml.skipElement()
            return .rejected(
                RejectedFact(place: place, reason: "expected an edge between two nodes, found a hyperedge"))
        default: try xml.skipElement()
        }
        return nil
    }

    private mutating func takeKey(_ element: XMLElement) throws(ImportError) {
        guard let id = element["id"] else {
            throw xml.fault(element.place, "the id of a key", "none", "check the export")
        }
        guard keys[id] == nil else {
            throw xml.fault(element.place, "each key once", "the key \(id) again", "check the export")
        }
        guard keys.count < Self.mostKeys else {
            throw xml.fault(element.place, "at most \(Self.mostKeys) keys", "one more", "check the export")
        }
        var key = GraphMLKey(
            name: element["attr.name"] ?? id, domain: element["for"] ?? "all", type: element["attr.type"] ?? "string")
        while let piece = try xml.next(), xml.depth > 1 {
            guard case .start(let child) = piece else { continue }
            if child.name == "default" { key.standard = try text() } else { try xml.skipElement() }
        }
        keys[id] = key
        if key.standard?.isEmpty == false { standards.append((id, key)) }
    }

    private mutating func begin(_ element: XMLElement) {
        graphCount += 1
        let name = fileName
        let known = options.prefix ?? element["id"] ?? (graphCount == 1 ? name : "\(name)-\(graphCount)")
        graph = GraphMLGraph(prefix: known, isDirected: element["edgedefault"] == "directed")
    }

    /// The file's name without what says of what form it is.
    private var fileName: String {
        let source = xml.cursor.name == RawInput.standardInput ? "graph" : xml.cursor.name
        var name = source.split(separator: "/").last ?? "graph"
        for suffix in [".zst", ".xml", ".graphml"] where name.hasSuffix(suffix) { name = name.dropLast(suffix.count) }
        return name.isEmpty ? "graph" : String(name)
    }

    private mutating func node(_ element: XMLElement) throws(ImportError) -> ConfigurationRow {
        let place = place(element, "node", element["id"])
        let content = try content(of: element)
        guard let id = element["id"], !id.isEmpty else { return reject(place, "expected the id of a node, found none") }
        guard let item = graph?.add(id) else {
            return reject(place, "expected each id once, found the node \"\(id)\" again")
        }
        if content.hasGraph { return reject(place, "expected a node, found a graph within a node, which is not taken") }
        let data: [AttributeValue]
        do { data = try values(content.data, of: "node") } catch { return reject(place, error.text) }
        var fact = ItemFact(id: item, ciClass: options.ciClass)
        let hasName = data.contains { $0.name == "name" }
        for each in data {
            switch each.name {
            case "class": fact.ciClass = each.value
            case "label" where !hasName: fact.attributes.append(AttributeValue("name", each.value))
            default: fact.attributes.append(each)
            }
        }
        return .fact(.item(fact), place: place)
    }

    private mutating func edge(_ element: XMLElement) throws(ImportError) -> ConfigurationRow? {
        let ends = "\(element["source"] ?? "?") to \(element["target"] ?? "?")"
        let place = place(element, "edge", element["id"] ?? ends)
        let content = try content(of: element)
        guard let source = element["source"], let target = element["target"] else {
            return reject(place, "expected the source and the target of an edge, found \(ends)")
        }
        let data: [AttributeValue]
        do { data = try values(content.data, of: "edge") } catch { return reject(place, error.text) }
        let isDirected = element["directed"].map { $0 == "true" } ?? graph?.isDirected ?? false
        let type = isDirected ? options.directedType ?? options.edgeType : options.edgeType
        let edge = GraphMLEdge(
            source: source, target: target, isDirected: isDirected,
            type: data.first { $0.name == "relationshipType" }?.value ?? type,
            attributes: data.filter { $0.name != "relationshipType" }, place: place)
        return graph?.take(edge)
    }

    private func reject(_ place: RowPlace, _ reason: String) -> ConfigurationRow {
        .rejected(RejectedFact(place: place, reason: reason))
    }

    private func place(_ element: XMLElement, _ kind: String, _ id: String?) -> RowPlace {
        RowPlace(file: xml.cursor.name, place: "\(element.place) (\(kind) \((id ?? "without id").prefix(64)))")
    }
}

// What stands in a node or an edge.
extension GraphMLReader {
    private struct BadData: Error { let text: String }

    /// The values of the keys that the element has, or the key's default; empty ones say nothing.
    private func values(
        _ data: [(key: String, text: String)], of element: String
    ) throws(BadData) -> [AttributeValue] {
        var values: [AttributeValue] = []
        for (id, text) in data {
            guard let key = keys[id] else { throw BadData(text: "expected a key that is declared, found \"\(id)\"") }
            guard !text.isEmpty, !key.name.hasPrefix(GraphMLExport.ownPrefix) else { continue }
            if let expected = key.expectation(of: text) {
                throw BadData(text: "data \(id) (\(key.name)): expected \(expected), found \"\(text.prefix(40))\"")
            }
            guard !values.contains(where: { $0.name == key.name }) else {
                throw BadData(text: "expected each attribute once, found \(key.name) again")
            }
            values.append(AttributeValue(key.name, text))
        }
        for (id, key) in standards where key.isOf(element) && !data.contains(where: { $0.key == id }) {
            guard let text = key.standard, !values.contains(where: { $0.name == key.name }) else { continue }
            values.append(AttributeValue(key.name, text))
        }
        return values
    }

    private mutating func content(
        of element: XMLElement
    ) throws(ImportError) -> (data: [(key: String, text: String)], hasGraph: Bool) {
        let (depth, start) = (xml.depth, xml.cursor.offsetBytes)
        var data: [(key: String, text: String)] = []
        var hasGraph = false
        while let piece = try xml.next(), xml.depth >= depth {
            guard xml.cursor.offsetBytes - start <= Self.longestElementBytes else {
                throw xml.fault(
                    element.place, "a <\(element.name)> of at most \(Self.longestElementBytes) bytes", "more",
                    "no export has such: check the file")
            }
            guard case .start(let child) = piece else { continue }
            if child.name == "data", let key = child["key"] {
                data.append((key, try text()))
            } else {
                hasGraph = hasGraph || child.name == "graph"
                try xml.skipElement()
            }
        }
        return (data, hasGraph)
    }

    /// The text of the element that was started last, without that of elements in it. White space alone is none.
    private mutating func text() throws(ImportError) -> String {
        let depth = xml.depth
        var text = ""
        while let piece = try xml.next(), xml.depth >= depth {
            switch piece {
            case .text(let more): text += more
            case .start: try xml.skipElement()
            case .end: break
            }
        }
        return text.utf8.allSatisfy(ASCII.isSpace) ? "" : text
    }
}
