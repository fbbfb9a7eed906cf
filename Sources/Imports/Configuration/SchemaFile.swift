import EventModel
public import Processes

/// A schema of the configuration as JSON: the object that `logbook ci schema --format json` prints. Its version does not count.
///
/// ```
/// {"classes": [{"name", "attributes": [{"name", "type", "isRequired", "ignores"}],
///               "identifiers": [{"name", "attributes", "isWeak"}], "isControlled", "whenSeenRetired"}],
///  "relationshipTypes": [{"name", "flow", "weight", "endPoints": [{"from", "to"}], "isHierarchy"}],
///  "sources": [{"source", "staleAfterDays"}], "junkValues": ["…"],
///  "precedence": [{"attribute", "class", "sources": […]}], "staleAfterDays"}
/// ```
///
/// Lists may be left out, and so may `ignores`, `whenSeenRetired`, `staleAfterDays`, `class`, `from` and `to`. A member that is
/// none of these is an error, as it would say nothing.
public enum SchemaFile {
    /// - Throws: where the file is no JSON, or no schema: what was expected, where.
    public static func read(path: String) throws(ImportError) -> CISchema {
        try read(ByteSource(path: path))
    }

    static func read(_ source: consuming ByteSource) throws(ImportError) -> CISchema {
        var reader = try JSONReader(source)
        let name = reader.name
        let json = try reader.only("the schema").value(in: name, at: "")
        guard case .object(var object) = json else {
            throw .malformed(
                source: name, place: "line 1", expected: "an object, the schema", found: json.text.shortened, next: hint
            )
        }
        if object["version"] == nil { object["version"] = .integer(0) }
        let published: CISchemaPublished
        do { published = try CISchemaPublished.type.schema.make(.object(object)) } catch {
            throw .malformed(
                source: name, place: error.path, expected: error.expected, found: error.found.shortened, next: hint)
        }
        if let stranger = published.json().strangers(in: .object(object), at: "") {
            throw .malformed(
                source: name, place: stranger, expected: "a member of a schema", found: "another", next: hint)
        }
        return published.schema
    }

    fileprivate static let hint = "compare it with 'logbook ci schema --format json'"
}

extension String {
    fileprivate var shortened: String { count > 60 ? "\(prefix(60))…" : self }
}

extension JSONElement {
    /// The same as what events are read from, which know whole numbers only.
    fileprivate func value(in source: String, at path: String) throws(ImportError) -> JSONValue {
        switch self {
        case .null: return .null
        case .bool(let value): return .bool(value)
        case .string(let text): return .string(text)
        case .number(let digits):
            guard let number = Int64(digits) else {
                throw .malformed(
                    source: source, place: path, expected: "a whole number", found: shown, next: SchemaFile.hint)
            }
            return .integer(number)
        case .array(let elements):
            var values: [JSONValue] = []
            for (index, each) in elements.enumerated() {
                values.append(try each.value(in: source, at: "\(path)[\(index)]"))
            }
            return .array(values)
        case .object(let members):
            var object = JSONObject()
            for (key, each) in members.sorted(by: { $0.key < $1.key }) {
                object[key] = try each.value(in: source, at: path.isEmpty ? key : "\(path).\(key)")
            }
            return .object(object)
        }
    }
}

extension JSONValue {
    /// Where `other` says something that this value, read from it, does not: the path of the first such member.
    fileprivate func strangers(in other: JSONValue, at path: String) -> String? {
        switch (self, other) {
        case (.object(let known), .object(let given)):
            for (key, value) in given.members where value != .null {
                let place = path.isEmpty ? key : "\(path).\(key)"
                guard let own = known[key] else { return place }
                if let found = own.strangers(in: value, at: place) { return found }
            }
        case (.array(let known), .array(let given)):
            for (index, (own, value)) in zip(known, given).enumerated() {
                if let found = own.strangers(in: value, at: "\(path)[\(index)]") { return found }
            }
        case (.null, _), (.bool, _), (.integer, _), (.string, _), (.array, _), (.object, _): break
        }
        return nil
    }
}
