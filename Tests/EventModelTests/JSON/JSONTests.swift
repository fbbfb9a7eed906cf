import EventModel
import Testing

@Suite("Events as JSON")
struct JSONTests {
    @Test func `keys stand in the order of the declaration, and what is not there is left out`() {
        #expect(Part(name: "axle", weight: nil).json(nil)?.text == #"{"name":"axle"}"#)
        #expect(Part(name: "axle", weight: 0).json(nil)?.text == #"{"name":"axle","weight":0}"#)
    }

    @Test func `each kind of field has its form`() {
        guard case .object(let object) = Everything.example.json() else { preconditionFailure("no object") }
        let forms: [(String, String)] = [
            ("text", #""Träger 📦""#), ("signed", "-3"), ("unsigned", #""18446744073709551615""#), ("small", "7"),
            ("flag", "true"), ("position", "42"), ("stream", #""incident-INC-2026-000123""#),
            ("instant", #""2026-03-27T16:00:00.000001Z""#), ("command", #""01020304-0506-7708-890a-0b0c0d0e0f10""#),
            ("bytes", #""00ff10""#), ("colour", #""green""#), ("group", #""desk""#),
            ("part", #"{"name":"wheel","weight":-1}"#), ("note", #""It hurts.""#), ("maybeColour", #""skyBlue""#),
            ("texts", #"["a","","ü"]"#), ("numbers", "[1,-1,300,-9223372036854775808,9223372036854775807]"),
            ("colours", #"["red","skyBlue"]"#), ("flags", "[true,false]"), ("parts", #"[{"name":"","weight":0}]"#),
            ("blobs", #"["","0102"]"#),
        ]
        for (key, text) in forms { #expect(object[key]?.text == text, "\(key)") }
        #expect(object.members.count == Everything.type.schema.fields.count)
    }

    @Test func `null stands for nothing where nothing is allowed`() throws {
        #expect(try Part(json: ["name": "axle", "weight": .null] as JSONValue) == Part(name: "axle", weight: nil))
    }

    @Test func `a list that is left out is empty`() throws {
        #expect(try Holding<[String]>.type.schema.make([:] as JSONValue).value == [])
    }

    @Test func `a key that is not known is passed over`() throws {
        #expect(try Part(json: ["name": "axle", "colour": "red"] as JSONValue) == Part(name: "axle", weight: nil))
    }

    @Test func `an enumeration is read whatever the capitals`() throws {
        #expect(try Colour(json: "SKYBLUE") == .skyBlue)
    }

    static let mismatches: [(String, JSONValue, String)] = [
        ("signed", "five", "signed: expected an integer, found \"five\""),
        ("unsigned", -1, "unsigned: expected an integer from 0, found -1"),
        ("unsigned", "1e3", "unsigned: expected an integer from 0, found \"1e3\""),
        ("small", 4_294_967_296, "small: expected 0 … 4294967295, found 4294967296"),
        ("flag", 1, "flag: expected true or false, found 1"),
        ("text", .null, "text: expected a text, found null"),
        ("stream", "incident", "stream: expected a stream's name, category-key, found \"incident\""),
        ("instant", "soon", "instant: expected an instant such as 2026-03-27T16:00:00Z, found \"soon\""),
        ("command", "0102", "command: expected a UUID, found \"0102\""),
        ("bytes", "abc", "bytes: expected pairs of hexadecimal digits, found \"abc\""),
        ("colour", "mauve", "colour: expected one of red, green, skyBlue, found \"mauve\""),
        ("part", "wheel", "part: expected an object, found \"wheel\""),
        ("part", ["name": 1], "part.name: expected a text, found 1"),
        ("part", ["weight": 1], "part.name: expected a text, found nothing"),
        ("maybePart", ["name": "a", "weight": true], "maybePart.weight: expected an integer, found true"),
        ("texts", "a", "texts: expected a list, found \"a\""),
        ("texts", ["a", 2], "texts[1]: expected a text, found 2"),
        ("numbers", [1, .null], "numbers[1]: expected an integer, found null"),
        ("parts", [["name": "a"], ["name": .null]], "parts[1].name: expected a text, found null"),
        ("note", 3, "note: expected a text, found 3"),
    ]

    @Test(arguments: mismatches)
    func `a mismatch says where, what was expected and what was found`(key: String, value: JSONValue, text: String) {
        let example = Everything.example.json()
        do {
            _ = try Everything.type.schema.make(example.with(key, value))
            Issue.record("\(value) is no \(key)")
        } catch {
            #expect(error.description == text)
        }
    }

    @Test(arguments: [
        ([] as JSONValue?, "the value: expected an object, found []"),
        (nil, "the value: expected an object, found nothing"),
        ([:] as JSONValue, "name: expected a text, found nothing"),
    ])
    func `an object with its required keys is expected`(json: JSONValue?, text: String) {
        do {
            _ = try Part(json: json)
            Issue.record("it is no part")
        } catch {
            #expect(error.description == text)
        }
    }
}

extension JSONValue {
    fileprivate func with(_ key: String, _ value: JSONValue) -> JSONValue {
        guard case .object(var object) = self else { return self }
        object[key] = value
        return .object(object)
    }
}
