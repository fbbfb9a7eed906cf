import EventModel
import Imports
import Processes

/// Everything an export of the configuration says.
struct Said {
    var items: [ItemFact] = []
    var relationships: [RelationshipFact] = []
    var rejected: [RejectedFact] = []
    var nothing = 0

    init(_ rows: consuming some ConfigurationSource & ~Copyable) throws {
        while let row = try rows.next() {
            switch row {
            case .fact(.item(let fact), _): items.append(fact)
            case .fact(.relationship(let fact), _): relationships.append(fact)
            case .nothing: nothing += 1
            case .rejected(let row): rejected.append(row)
            }
        }
    }

    init(graphML text: String, _ options: GraphMLOptions = GraphMLOptions()) throws {
        try self.init(GraphMLExport(ByteSource(name: "net.graphml", bytes: Array(text.utf8)), options: options))
    }
    init(netBox text: String) throws {
        try self.init(NetBoxExport(ByteSource(name: "netbox.json", bytes: Array(text.utf8))))
    }

    func item(_ id: CIID) -> ItemFact? { items.first { $0.id == id } }
    /// `from type to`, each.
    var joined: [String] { relationships.map { "\($0.from) \($0.type) \($0.to)" } }
    /// `place: reason`, each.
    var complaints: [String] { rejected.map { "\($0.place): \($0.reason)" } }
}

extension ItemFact {
    subscript(name: String) -> String? { attributes.first { $0.name == name }?.value }
}

/// What reading throws, as people read it; nil where it throws nothing.
func complaint(_ read: () throws -> Said) -> String? {
    do {
        _ = try read()
        return nil
    } catch { return "\(error)" }
}
