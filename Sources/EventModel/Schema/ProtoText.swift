/// Writes a declared type as a `.proto` file (proto3) that stands alone: nested messages and enumerations inside.
///
/// Every singular field is `optional`, for in the log zeros are written and a field that is not there says so. Names are
/// those of the declaration, and not in snake case: one name everywhere.
/// Source: protobuf.dev, "Language Guide (proto 3)".
struct ProtoText {
    private(set) var text = ""

    init(file: DeclaredType) {
        line(0, "// Written by Tools/schemas from the declaration. Do not change it by hand.")
        line(0, "syntax = \"proto3\";")
        line(0, "")
        line(0, "package logbook.v\(file.version);")
        line(0, "")
        comment(0, file.summary)
        message(0, file.name, file.fields)
    }

    private mutating func line(_ depth: Int, _ content: String) {
        if !content.isEmpty { text += String(repeating: "  ", count: depth) }
        text += content + "\n"
    }

    private mutating func comment(_ depth: Int, _ content: String) {
        for part in content.split(separator: "\n") { line(depth, "// \(part)") }
    }

    private mutating func message(_ depth: Int, _ name: String, _ fields: [FieldOutline]) {
        line(depth, "message \(name) {")
        for field in fields {
            comment(depth + 1, field.remark)
            line(depth + 1, "\(field.shape.protoType) \(field.name) = \(field.number);")
        }
        for type in ProtoText.nestedTypes(of: fields) {
            line(0, "")
            nested(depth + 1, type)
        }
        line(depth, "}")
    }

    private mutating func nested(_ depth: Int, _ type: FieldShape) {
        switch type {
        case .scalar, .optional, .repeated: break
        case .message(let name, let fields): message(depth, name, fields)
        case .personal:
            comment(depth, "A text about a person: in the clear, or sealed with that person's key.")
            line(depth, "message PersonalText {")
            line(depth + 1, "optional string clear = 1;")
            comment(depth + 1, "Key id, nonce, ciphertext and tag.")
            line(depth + 1, "optional bytes sealed = 2;")
            line(depth, "}")
        case .enumeration(let name, let cases):
            let prefix = name.upperSnakeCase
            line(depth, "enum \(name) {")
            line(depth + 1, "\(prefix)_UNSPECIFIED = 0;")
            for value in cases { line(depth + 1, "\(prefix)_\(value.name.upperSnakeCase) = \(value.number);") }
            line(depth, "}")
        }
    }

    /// The types that the fields name, each once, in the order in which they are named.
    private static func nestedTypes(of fields: [FieldOutline]) -> [FieldShape] {
        var types: [FieldShape] = []
        for type in fields.map(\.shape.core) where type.typeName != nil && !types.contains(type) {
            // Two types of one name in one message are a bug of ours: one of them needs another name.
            precondition(!types.contains { $0.typeName == type.typeName }, "two types \(type.typeName ?? "")")
            types.append(type)
        }
        return types
    }
}

extension FieldOutline {
    /// What the field means, and what its type does not say.
    fileprivate var remark: String {
        let unit = shape.core == .scalar(.instant) ? " Microseconds since 1970-01-01T00:00:00Z." : ""
        return meaning + unit + (shape.isRequired ? " Always there." : "")
    }
}

extension FieldShape {
    fileprivate var protoType: String {
        if case .repeated = self { return "repeated \(core.protoName)" }
        return "optional \(core.protoName)"
    }

    private var protoName: String {
        switch self {
        case .scalar(let scalar): scalar.protoName
        case .enumeration, .message, .personal, .optional, .repeated: core.typeName ?? ""
        }
    }

    /// What a nested type is called; nil for a scalar.
    fileprivate var typeName: String? {
        switch self {
        case .scalar: nil
        case .enumeration(let name, _), .message(let name, _): name
        case .personal: "PersonalText"
        case .optional, .repeated: core.typeName
        }
    }
}

extension ScalarShape {
    fileprivate var protoName: String {
        switch self {
        case .string: "string"
        case .int64, .instant: "int64"
        case .uint32: "uint32"
        case .uint64: "uint64"
        case .bool: "bool"
        case .bytes, .uuid: "bytes"
        }
    }
}

extension String {
    /// `walkIn` as `WALK_IN`, as the names of Protocol Buffers' enumerations are written.
    fileprivate var upperSnakeCase: String {
        var result = ""
        for character in self {
            if character.isUppercase, !result.isEmpty { result += "_" }
            result += character.uppercased()
        }
        return result
    }
}
