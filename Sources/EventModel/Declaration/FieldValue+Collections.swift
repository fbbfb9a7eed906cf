extension Optional: FieldValue where Wrapped: FieldValue {
    @inlinable public static var wireType: WireType { Wrapped.wireType }
    @inlinable public static var absent: Wrapped?? { .some(nil) }
    @inlinable
    public static func read(_ reader: inout WireReader) throws(DecodeError) -> Wrapped? { try Wrapped.read(&reader) }
    @inlinable
    public func write(_ writer: inout WireWriter) { self?.write(&writer) }

    @inlinable
    public static func decodeField(_ number: UInt64, _ reader: inout WireReader) throws(DecodeError) -> Wrapped? {
        try Wrapped.decodeFieldIfPresent(number, &reader)
    }
    @inlinable
    public func encodeField(_ number: UInt64, _ writer: inout WireWriter) { self?.encodeField(number, &writer) }
    @inlinable
    public static func encodeField(
        _ number: UInt64, at place: UnsafePointer<Wrapped?>, _ writer: inout WireWriter
    ) {
        guard let inside = unsafe place.inside() else { return }
        unsafe Wrapped.encodeField(number, at: inside, &writer)
    }

    public static var shape: FieldShape { .optional(Wrapped.shape) }
    public func json(_ opener: (any Opener)?) -> JSONValue? { self?.json(opener) }
    public init(json: JSONValue?) throws(JSONMismatch) {
        switch json {
        case nil, .null: self = nil
        case let value: self = try Wrapped(json: value)
        }
    }
}

extension UnsafePointer {
    /// The value in an optional, where it stands; nil where there is none.
    ///
    /// It stands where the optional begins (Swift's TypeLayout, single-payload enums).
    @inlinable
    func inside<Wrapped>() -> UnsafePointer<Wrapped>? where Pointee == Wrapped? {
        if case nil = unsafe pointee { return nil }
        return unsafe UnsafeRawPointer(self).assumingMemoryBound(to: Wrapped.self)
    }
}

/// One field a value, in order; a list of integers is packed into one. A list that is not there is empty.
extension Array: FieldValue where Element: FieldValue {
    @inlinable public static var absent: [Element]? { [] }

    /// Reads the packed form of integers.
    @inlinable
    public static func read(_ reader: inout WireReader) throws(DecodeError) -> [Element] {
        var part = try reader.nested()
        var elements: [Element] = []
        guard !part.isAtEnd else { throw part.error(.badValue("an empty list of integers is not written at all")) }
        while !part.isAtEnd { elements.append(try Element.read(&part)) }
        return elements
    }
    @inlinable
    public func write(_ writer: inout WireWriter) {
        writer.nested { writer in for element in self { element.write(&writer) } }
    }

    @inlinable
    public static func decodeField(_ number: UInt64, _ reader: inout WireReader) throws(DecodeError) -> [Element] {
        guard Element.wireType == .lengthDelimited else {
            return try reader.advance(to: number, .lengthDelimited) ? try read(&reader) : []
        }
        guard try reader.advance(to: number, .lengthDelimited) else { return [] }
        var elements = [try Element.read(&reader)]
        while try reader.advance(toNextOf: number, .lengthDelimited) { elements.append(try Element.read(&reader)) }
        return elements
    }
    @inlinable
    public func encodeField(_ number: UInt64, _ writer: inout WireWriter) {
        guard !isEmpty else { return }
        guard Element.wireType == .lengthDelimited else {
            writer.tag(number, .lengthDelimited)
            return write(&writer)
        }
        unsafe withUnsafeBufferPointer { elements in
            guard let first = elements.baseAddress else { return }
            for index in elements.indices { unsafe Element.encodeField(number, at: first + index, &writer) }
        }
    }

    public static var shape: FieldShape { .repeated(Element.shape) }
    public func json(_ opener: (any Opener)?) -> JSONValue? { .array(map { $0.json(opener) ?? .null }) }
    public init(json: JSONValue?) throws(JSONMismatch) {
        switch json {
        case nil: self = []
        case .array(let values):
            self = []
            for (index, value) in values.enumerated() {
                do { append(try Element(json: value)) } catch { throw error.inside("[\(index)]") }
            }
        default: throw .expected("a list", found: json)
        }
    }
}
