import EventModel
import Foundation
import Testing

/// What is written is JSON: judged by another reader, Foundation's.
@Suite("JSON text")
struct JSONTextTests {
    private func parsed(_ value: JSONValue, indentation: Int? = nil) throws -> Any {
        var bytes: [UInt8] = []
        value.write(to: &bytes, indentation: indentation)
        return try JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
    }

    @Test func `every character of a text comes back`() throws {
        for value in Array(0...0x2FF) + [0x2028, 0x2029, 0xFFFD, 0xFFFF, 0x1F600, 0x10FFFF] {
            guard let scalar = Unicode.Scalar(UInt32(value)) else { continue }
            for text in [String(scalar), "a\(scalar)b", "\(scalar)\(scalar)"] {
                let read = try parsed(.string(text)) as? String
                #expect(
                    read.map { Array($0.unicodeScalars) } == Array(text.unicodeScalars), "U+\(String(value, radix: 16))"
                )
            }
        }
    }

    @Test func `characters that could end a line or move a terminal are escaped`() {
        #expect(JSONValue.string("a\nb\tc\r\u{0}\u{1B}\u{7F}\"\\").text == #""a\nb\tc\r\u0000\u001b\u007f\"\\""#)
    }

    @Test(arguments: [Int64.min, -1, 0, 1, 1 << 53 + 1, .max]) func `an integer comes back exactly`(value: Int64) throws
    {
        #expect((try parsed(.integer(value)) as? NSNumber)?.int64Value == value)
    }

    @Test(arguments: [51, 52] as [UInt64]) func `random values come back, on one line and over several`(seed: UInt64)
        throws
    {
        var random = SplitMixSource(seed: seed)
        for index in 0..<200 {
            let value = random.json(depth: 4)
            for indentation in [nil, 0] {
                let read = try parsed(value, indentation: indentation)
                #expect(value.equals(read), "seed \(seed), value \(index): \(value)")
            }
            #expect(!value.text.contains("\n"), "one line")
        }
    }

    @Test func `over several lines a level is two spaces, and what is empty stays on its line`() {
        let value: JSONValue = ["a": [1, ["b": .null]], "c": [], "d": [:]]
        let text = """
            {
              "a": [
                1,
                {
                  "b": null
                }
              ],
              "c": [],
              "d": {}
            }
            """
        #expect(value.indentedText == text)
        #expect(value.text == #"{"a":[1,{"b":null}],"c":[],"d":{}}"#)
    }

    @Test func `members keep their order, and setting nothing takes one out`() {
        var object: JSONObject = ["b": 1, "a": 2]
        object["c"] = 3
        object["b"] = 4
        #expect(JSONValue.object(object).text == #"{"b":4,"a":2,"c":3}"#)
        object["a"] = nil
        object["z"] = nil
        #expect(JSONValue.object(object).text == #"{"b":4,"c":3}"#)
        #expect(object != ["c": 3, "b": 4], "the order belongs to the value")
    }
}

extension SplitMixSource {
    fileprivate mutating func json(depth: Int) -> JSONValue {
        switch below(depth == 0 ? 4 : 6) {
        case 0: return .null
        case 1: return .bool(flag())
        case 2: return .integer(number())
        case 3: return .string(text())
        case 4: return .array((0..<below(4)).map { _ in json(depth: depth - 1) })
        default:
            var object = JSONObject()
            for index in 0..<below(4) { object["\(text())\(index)"] = json(depth: depth - 1) }
            return .object(object)
        }
    }
}

extension JSONValue {
    fileprivate func equals(_ other: Any) -> Bool {
        switch self {
        case .null: return other is NSNull
        case .bool(let value): return (other as? NSNumber)?.boolValue == value
        case .integer(let value): return (other as? NSNumber)?.int64Value == value
        case .string(let value): return (other as? String).map { Array($0.utf8) } == Array(value.utf8)
        case .array(let values):
            guard let others = other as? [Any], others.count == values.count else { return false }
            return zip(values, others).allSatisfy { $0.equals($1) }
        case .object(let object):
            guard let others = other as? [String: Any], others.count == object.members.count else { return false }
            return object.members.allSatisfy { member in others[member.key].map(member.value.equals) ?? false }
        }
    }
}
