/// An object of a NetBox export: a row of one of its tables.
struct NetBoxObject: Sendable {
    let model: String
    /// Its key in the table, as text.
    let key: String
    /// Those that the import looks at.
    let fields: [String: JSONElement]
    /// Which element of the export's array.
    let index: Int
    let line: Int

    func place(in file: String) -> RowPlace { RowPlace(file: file, place: "line \(line), [\(index)] \(model) \(key)") }

    /// The text of a field, numbers as they are written; nil where the field is not there, null or empty.
    func text(_ field: String) throws(NetBoxFault) -> String? {
        switch fields[field] {
        case nil, .null: return nil
        case .string(let text): return text.isEmpty ? nil : text
        case .number(let digits): return digits
        case .bool(let value): return value ? "true" : "false"
        case .array, .object: throw NetBoxFault(self, field, expected: "a text or a number", found: fields[field])
        }
    }

    /// The key of the object that a field refers to.
    func reference(_ field: String) throws(NetBoxFault) -> String? {
        switch fields[field] {
        case nil, .null: return nil
        case .number(let digits): return digits
        case .string(let key) where !key.isEmpty: return key
        case .string, .bool, .array, .object:
            throw NetBoxFault(self, field, expected: "the key of an object", found: fields[field])
        }
    }
}

/// What is wrong with a field.
struct NetBoxFault: Error {
    let reason: String

    init(_ object: NetBoxObject, _ field: String, expected: String, found: JSONElement?) {
        self.init(object, field, expected: expected, found: found?.shown ?? "nothing")
    }
    init(_ object: NetBoxObject, _ field: String, expected: String, found: String) {
        reason = "[\(object.index)].fields.\(field): expected \(expected), found \(found)"
    }
}

/// The objects of an export that the import looks at, by model, in the order of the export.
struct NetBoxObjects: Sendable {
    private var order: [String: [String]] = [:]
    private var objects: [String: [String: NetBoxObject]] = [:]

    func all(_ model: String) -> [NetBoxObject] {
        (order[model] ?? []).compactMap { objects[model]?[$0] }
    }

    func find(_ model: String, _ key: String) -> NetBoxObject? { objects[model]?[key] }

    /// The object that a field of another refers to; nil where it refers to none.
    func referred(from object: NetBoxObject, _ field: String, _ model: String) throws(NetBoxFault) -> NetBoxObject? {
        guard let key = try object.reference(field) else { return nil }
        guard let found = find(model, key) else {
            throw NetBoxFault(
                object, field, expected: "a \(model) of the export",
                found: "no such object \(key.prefix(40)): export it whole")
        }
        return found
    }

    /// The object that has this one's key, where there is one; else takes it.
    mutating func add(_ object: NetBoxObject) -> NetBoxObject? {
        if let known = objects[object.model]?[object.key] { return known }
        order[object.model, default: []].append(object.key)
        objects[object.model, default: [:]][object.key] = object
        return nil
    }
}
