// So that what is written in the code as JSON looks like it.

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral {
    public init(stringLiteral text: String) { self = .string(text) }
    public init(integerLiteral value: Int64) { self = .integer(value) }
    public init(arrayLiteral values: JSONValue...) { self = .array(values) }
}
