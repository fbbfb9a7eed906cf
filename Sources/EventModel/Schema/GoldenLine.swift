/// A line of a `.golden` file: bytes that were once written, and what they mean.
enum GoldenLine {
    struct Mismatch: Error {
        let explanation: String
    }

    static func text(_ bytes: [UInt8], _ type: DeclaredType) -> String {
        let digits = RawBytes(bytes).hexadecimal
        do {
            return "\(digits) \(try type.render(unsafe bytes.span.bytes).withoutEmptyLists.text)"
        } catch {
            // An example that its own declaration cannot read: stands in the file, and the next check refuses it.
            return "\(digits) \(error)"
        }
    }

    /// - Throws: where the line's bytes mean something else today, or nothing.
    static func check(_ line: String, _ type: DeclaredType) throws(Mismatch) {
        let parts = line.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, let bytes = RawBytes(hexadecimal: String(parts[0])) else {
            throw Mismatch(explanation: "it is not bytes in hexadecimal digits, a space, and JSON")
        }
        let meaning: String
        do {
            meaning = try type.render(unsafe bytes.bytes.span.bytes).withoutEmptyLists.text
        } catch {
            throw Mismatch(explanation: "its bytes cannot be read any more: \(error)")
        }
        guard meaning == parts[1] else {
            throw Mismatch(explanation: "its bytes meant \(parts[1]), and today mean \(meaning)")
        }
    }
}

extension JSONValue {
    /// The value without members that are empty lists: those say no more than a list that was not known yet.
    fileprivate var withoutEmptyLists: JSONValue {
        switch self {
        case .null, .bool, .integer, .string: return self
        case .array(let values): return .array(values.map(\.withoutEmptyLists))
        case .object(let object):
            var result = JSONObject()
            for member in object.members where member.value != .array([]) {
                result[member.key] = member.value.withoutEmptyLists
            }
            return .object(result)
        }
    }
}
