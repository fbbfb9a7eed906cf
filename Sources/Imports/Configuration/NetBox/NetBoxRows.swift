import EventModel
import Processes

/// Makes rows of NetBox's objects: items first, then what joins them.
struct NetBoxRows {
    let file: String
    private let prefix: String
    private(set) var objects = NetBoxObjects()
    private var rows: [ConfigurationRow] = []

    init(file: String, prefix: String) { (self.file, self.prefix) = (file, prefix) }

    /// Takes an element of the export's array, where it is of a model that is looked at.
    mutating func take(_ element: JSONElement, index: Int, line: Int) {
        guard case .string(let model)? = element["model"] else {
            return reject(index, line, "expected an object with model, pk and fields, found \(element.shown)")
        }
        guard let wanted = NetBoxMapping.fields[model] else { return }
        let key: String
        switch element["pk"] {
        case .number(let digits): key = digits
        case .string(let text) where !text.isEmpty: key = text
        case let found:
            return reject(index, line, "[\(index)].pk: expected a key, found \(found?.shown ?? "nothing")")
        }
        guard case .object(let fields)? = element["fields"] else {
            let found = element["fields"]?.shown ?? "nothing"
            return reject(index, line, "[\(index)].fields: expected an object, found \(found)")
        }
        let object = NetBoxObject(
            model: model, key: key, fields: fields.filter { wanted.contains($0.key) }, index: index, line: line)
        if let known = objects.add(object) {
            reject(object, "expected each key once, found \(model) \(key.prefix(40)) again, first at [\(known.index)]")
        }
    }

    /// The rows of all that was taken.
    mutating func finish() -> [ConfigurationRow] {
        for mapping in NetBoxMapping.all {
            each(mapping.model) { (rows: inout NetBoxRows, object) throws(NetBoxFault) in
                try rows.item(object, mapping)
            }
        }
        for mapping in NetBoxMapping.all {
            for relation in mapping.relations {
                each(mapping.model) { (rows: inout NetBoxRows, object) throws(NetBoxFault) in
                    try rows.relate(object, relation)
                }
            }
        }
        each("dcim.devicebay") { (rows: inout NetBoxRows, bay) throws(NetBoxFault) in try rows.fill(bay) }
        each("circuits.circuittermination") { (rows: inout NetBoxRows, end) throws(NetBoxFault) in try rows.end(end) }
        connect()
        return rows
    }

    private mutating func item(_ object: NetBoxObject, _ mapping: NetBoxMapping) throws(NetBoxFault) {
        var fact = ItemFact(
            id: id(mapping.kind, object), ciClass: try mapping.ciClass(object, objects),
            status: Self.status(try object.text("status")))
        for (name, value) in mapping.attributes {
            if let text = try value.text(object, objects) { fact.attributes.append(AttributeValue(name, text)) }
        }
        rows.append(.fact(.item(fact), place: object.place(in: file)))
    }

    private mutating func relate(_ object: NetBoxObject, _ relation: NetBoxRelation) throws(NetBoxFault) {
        if let unless = relation.unless, try object.reference(unless) != nil { return }
        for (field, model) in relation.fields {
            guard let other = try objects.referred(from: object, field, model) else { continue }
            let (own, others) = (try id(of: object), try id(of: other))
            return add(relation.isReversed ? others : own, relation.type, relation.isReversed ? own : others, object)
        }
    }

    private mutating func fill(_ bay: NetBoxObject) throws(NetBoxFault) {
        guard let inner = try objects.referred(from: bay, "installed_device", "dcim.device") else { return }
        let outer = try must(bay, "device", "dcim.device")
        add(try id(of: outer), "contains", try id(of: inner), bay)
    }

    private mutating func end(_ end: NetBoxObject) throws(NetBoxFault) {
        let circuit = try must(end, "circuit", "circuits.circuit")
        let side = try end.text("term_side").map { [AttributeValue("side", $0)] } ?? []
        for (field, model) in NetBoxMapping.circuitEnds {
            guard let place = try objects.referred(from: end, field, model) else { continue }
            return add(try id(of: circuit), "connectedTo", try id(of: place), end, side)
        }
    }
}

// What the parts above and the cables share.
extension NetBoxRows {
    func must(_ object: NetBoxObject, _ field: String, _ model: String) throws(NetBoxFault) -> NetBoxObject {
        guard let other = try objects.referred(from: object, field, model) else {
            throw NetBoxFault(object, field, expected: "a \(model)", found: "nothing")
        }
        return other
    }

    func id(of object: NetBoxObject) throws(NetBoxFault) -> CIID {
        guard let kind = NetBoxMapping.kinds[object.model] else {
            throw NetBoxFault(object, "model", expected: "a model that has items", found: object.model)
        }
        return id(kind, object)
    }

    private func id(_ kind: String, _ object: NetBoxObject) -> CIID {
        CIID("\(prefix.isEmpty ? "" : "\(prefix)/")\(kind)-\(object.key)")
    }

    mutating func add(
        _ from: CIID, _ type: String, _ to: CIID, _ object: NetBoxObject, _ attributes: [AttributeValue] = []
    ) {
        let fact = RelationshipFact(from: from, type: type, to: to, attributes: attributes)
        rows.append(.fact(.relationship(fact), place: object.place(in: file)))
    }

    mutating func addNothing(_ object: NetBoxObject) { rows.append(.nothing(place: object.place(in: file))) }

    /// Takes each object of a model; one that will not do is rejected.
    mutating func each(
        _ model: String, _ step: (inout NetBoxRows, NetBoxObject) throws(NetBoxFault) -> Void
    ) {
        for object in objects.all(model) {
            do { try step(&self, object) } catch { reject(object, error.reason) }
        }
    }

    private mutating func reject(_ object: NetBoxObject, _ reason: String) {
        rows.append(.rejected(RejectedFact(place: object.place(in: file), reason: reason)))
    }

    private mutating func reject(_ index: Int, _ line: Int, _ reason: String) {
        let place = RowPlace(file: file, place: "line \(line), [\(index)]")
        rows.append(.rejected(RejectedFact(place: place, reason: reason)))
    }

    /// NetBox's words for where things stand. What is on its way out is still there until somebody retires it.
    private static func status(_ word: String?) -> CIStatus? {
        switch word {
        case nil: nil
        case "planned", "reserved", "provisioning": .ordered
        case "staged", "staging": .build
        case "inventory", "available": .stock
        case "failed", "offline": .repair
        default: .production
        }
    }
}
