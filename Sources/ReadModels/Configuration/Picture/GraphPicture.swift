import EventModel
public import Processes

/// A part of the graph to be drawn: a neighbourhood, or an impact. The same graph gives the same picture, byte for byte.
public struct GraphPicture: Sendable, Hashable {
    public struct Node: Sendable, Hashable {
        public let id: CIID
        public let ciClass: String
        /// What people call it, as far as somebody filled it in.
        public var name: String?
        /// Of an impact down what becomes of it; of an impact up what becomes of the subject when this alone is down.
        public let state: ImpactState?
        /// From the subject.
        public let distance: Int
    }

    public struct Edge: Sendable, Hashable {
        /// Where it begins and ends, as places in `nodes`.
        public let from: Int
        public let to: Int
        public let type: String

        /// Whether it means the same both ways.
        var isUndirected: Bool { type == "connectedTo" }
    }

    /// What the picture shows, in a line.
    public let title: String
    /// The subject first, then in the order of distance and ids.
    public var nodes: [Node]
    /// Everything that joins two of the nodes, in the order of the nodes and of types.
    public let edges: [Edge]
    /// Items that would have been there but for the limit.
    public let omittedCount: Int
}

extension GraphPicture {
    /// An item and everything at most `depth` relationships away.
    public init(around item: Int32, depth: Int, limit: Int, in view: GraphView) {
        var (distances, frontier) = ([item: 0], [item])
        for distance in 1...max(1, depth) where depth > 0 {
            var next: [Int32] = []
            for current in frontier {
                view.eachEdge(current) { _, other, _ in
                    guard distances[other] == nil else { return }
                    distances[other] = distance
                    next.append(other)
                }
            }
            frontier = next
            if next.isEmpty { break }
        }
        self.init(
            "\(view.title(item)) and what is at most \(depth) away", distances.map { ($0.key, nil, $0.value) }, limit,
            view
        )
    }

    /// What suffers when an item is down, at most `depth` away where it is given.
    public init(impactOf item: Int32, depth: Int?, limit: Int, in view: GraphView) {
        let affected = Impact(of: [item], in: view).affected.filter { $0.distance <= depth ?? .max }
        self.init(
            "what suffers when \(view.title(item)) is down",
            [(item, .down, 0)] + affected.map { ($0.item, $0.state, $0.distance) }, limit, view, flowOnly: true)
    }

    /// What could have caused that an item is down, at most `depth` away where it is given.
    public init(causesOf item: Int32, depth: Int?, limit: Int, in view: GraphView) {
        let causes = Causes(of: item, in: view).causes.filter { $0.distance <= depth ?? .max }
        self.init(
            "what \(view.title(item)) comes to when one of the others is down",
            [(item, nil, 0)] + causes.map { ($0.item, $0.state, $0.distance) }, limit, view, flowOnly: true)
    }

    private init(
        _ title: String, _ items: [(item: Int32, state: ImpactState?, distance: Int)], _ limit: Int, _ view: GraphView,
        flowOnly: Bool = false
    ) {
        let sorted = items.sorted { ($0.distance, view.id($0.item)) < ($1.distance, view.id($1.item)) }
        let shown = sorted.prefix(max(1, limit))
        self.title = "\(title), as of \(view.asOf)"
        omittedCount = sorted.count - shown.count
        nodes = shown.enumerated().map { place, each in
            // Restricted ones are told apart, for pictures join their nodes by id.
            Node(
                id: view.shown(each.item) ?? CIID("restricted-\(place + 1)"), ciClass: view.ciClass(each.item),
                state: each.state, distance: each.distance)
        }
        let places = Dictionary(uniqueKeysWithValues: shown.enumerated().map { ($1.item, $0) })
        var found: Set<Edge> = []
        for (place, each) in shown.enumerated() {
            view.eachEdge(each.item) { type, other, begins in
                guard begins, let end = places[other] else { return }
                if flowOnly, !view.flowsOut(type, begins: true), !view.flowsOut(type, begins: false) { return }
                found.insert(Edge(from: place, to: end, type: view.typeName(type)))
            }
        }
        edges = found.sorted {
            ($0.from, $0.to) != ($1.from, $1.to) ? ($0.from, $0.to) < ($1.from, $1.to) : $0.type < $1.type
        }
    }
}

extension GraphView {
    fileprivate func title(_ item: Int32) -> String { shown(item)?.rawValue ?? "a restricted item" }
}

extension GraphPicture.Node {
    /// What stands in the node, a line each.
    var lines: [String] {
        let id = id.rawValue
        let named = name.map { $0 == id ? [id] : [$0, id] } ?? [id]
        return named + [ciClass + (state.map { ", \($0.name)" } ?? "")]
    }
}

extension ImpactState {
    /// Colours that tell the states apart for everybody; the state stands in the node too.
    var colour: String {
        switch self {
        case .up: "#e6f2e6"
        case .degraded: "#fff2b2"
        case .atRisk: "#fdc980"
        case .down: "#f28b82"
        }
    }
}

extension String {
    /// Without characters that steer something, or that no text may have; line ends stay.
    var drawable: String {
        String(
            String.UnicodeScalarView(
                unicodeScalars.map { scalar in
                    switch scalar.value {
                    case 0x09: " "
                    case 0x0A: "\n"
                    case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0xFFFE, 0xFFFF: "\u{FFFD}"
                    default: scalar
                    }
                }))
    }

    /// Each scalar as `escape` says, itself where it says nothing.
    func escaped(_ escape: (Unicode.Scalar) -> String?) -> String {
        var text = ""
        for scalar in unicodeScalars {
            if let escaped = escape(scalar) { text += escaped } else { text.unicodeScalars.append(scalar) }
        }
        return text
    }
}
