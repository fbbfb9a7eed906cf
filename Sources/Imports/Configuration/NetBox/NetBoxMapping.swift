/// What the objects of one NetBox model become: items of a class, with attributes and relationships.
struct NetBoxMapping: Sendable {
    let model: String
    /// What the items' ids begin with: `device-7`.
    let kind: String
    let ciClass: @Sendable (NetBoxObject, NetBoxObjects) throws(NetBoxFault) -> String
    let attributes: [(name: String, value: NetBoxValue)]
    let relations: [NetBoxRelation]

    init(
        _ model: String, _ kind: String, _ ciClass: String, _ attributes: [(name: String, value: NetBoxValue)],
        _ relations: [NetBoxRelation] = []
    ) {
        self.init(model, kind, attributes, relations) { _, _ in ciClass }
    }

    init(
        _ model: String, _ kind: String, _ attributes: [(name: String, value: NetBoxValue)],
        _ relations: [NetBoxRelation],
        ciClass: @escaping @Sendable (NetBoxObject, NetBoxObjects) throws(NetBoxFault) -> String
    ) {
        (self.model, self.kind, self.ciClass) = (model, kind, ciClass)
        (self.attributes, self.relations) = (attributes, relations)
    }
}

/// Where an attribute's value stands.
indirect enum NetBoxValue: Sendable {
    case field(String)
    /// A value of the object that a field refers to.
    case of(String, model: String, NetBoxValue)
    /// The first that is there.
    case first([NetBoxValue])
    /// Several, with a blank between.
    case joined([NetBoxValue])

    func text(_ object: NetBoxObject, _ objects: NetBoxObjects) throws(NetBoxFault) -> String? {
        switch self {
        case .field(let field): return try object.text(field)
        case .of(let field, let model, let value):
            guard let other = try objects.referred(from: object, field, model) else { return nil }
            return try value.text(other, objects)
        case .first(let values):
            for value in values { if let text = try value.text(object, objects) { return text } }
            return nil
        case .joined(let values):
            var texts: [String] = []
            for value in values { if let text = try value.text(object, objects) { texts.append(text) } }
            return texts.isEmpty ? nil : texts.joined(separator: " ")
        }
    }
}

/// A relationship with the object that a field refers to.
struct NetBoxRelation: Sendable {
    let type: String
    /// Fields and their models; the first that refers to something counts.
    let fields: [(field: String, model: String)]
    /// From the other object to this one.
    let isReversed: Bool
    /// Only where this field refers to nothing.
    let unless: String?

    init(
        _ type: String, _ fields: [(field: String, model: String)], isReversed: Bool = false, unless: String? = nil
    ) {
        (self.type, self.fields, self.isReversed, self.unless) = (type, fields, isReversed, unless)
    }
}
