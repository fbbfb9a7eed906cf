/// Writes a declared type as JSON Schema (draft 2020-12) of the JSON that the log is shown in.
///
/// Keys that the schema does not know are allowed: a later release may have added optional fields.
enum JSONSchemaText {
    static func text(of file: DeclaredType) -> String {
        let head: JSONObject = [
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$id": .string("urn:logbook:\(file.stem)"),
            "title": .string(file.name),
            "description": .string(file.summary),
        ]
        return JSONValue.object(object(file.jsonFields, after: head)).indentedText + "\n"
    }

    private static func object(_ fields: [FieldOutline], after head: JSONObject) -> JSONObject {
        var result = head
        var properties = JSONObject()
        for field in fields {
            properties[field.name] = .object(schema(field.shape, ["description": .string(field.meaning)]))
        }
        result["type"] = "object"
        if !fields.isEmpty { result["properties"] = .object(properties) }
        let required = fields.filter(\.shape.isRequired).map { JSONValue.string($0.name) }
        if !required.isEmpty { result["required"] = .array(required) }
        return result
    }

    private static func schema(_ shape: FieldShape, _ head: JSONObject) -> JSONObject {
        var result = head
        switch shape {
        case .optional(let inner): return schema(inner, head)
        case .message(_, let fields): return object(fields, after: head)
        case .repeated(let element):
            result["type"] = "array"
            result["items"] = .object(schema(element, [:]))
        case .enumeration(_, let cases):
            result["enum"] = .array(cases.map { .string($0.name) })
        case .personal:
            result["type"] = "string"
            result["$comment"] = "Sealed in the log; [erased] where the person's key is gone."
        case .scalar(let scalar):
            for (key, value) in members(of: scalar).members { result[key] = value }
        }
        return result
    }

    private static func members(of scalar: ScalarShape) -> JSONObject {
        switch scalar {
        case .string: ["type": "string"]
        case .bool: ["type": "boolean"]
        case .int64: ["type": "integer"]
        case .uint32: ["type": "integer", "minimum": 0, "maximum": 4_294_967_295]
        case .uint64:
            // Past the largest signed number as a text, which every reader keeps exact.
            ["type": ["integer", "string"], "minimum": 0, "pattern": "^[0-9]+$"]
        case .bytes: ["type": "string", "pattern": "^([0-9a-f]{2})*$"]
        case .uuid: ["type": "string", "format": "uuid"]
        case .instant: ["type": "string", "format": "date-time"]
        }
    }
}
