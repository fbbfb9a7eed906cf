/// A text about a person. In the clear until it is recorded; sealed in the log where its subject is known.
///
/// Rules cannot read it: only an `Opener`, which holds keys, makes text of it.
public struct PersonalText: Sendable, Hashable, ExpressibleByStringLiteral {
    enum Content: Sendable, Hashable {
        case clear(String)
        /// Key id, nonce, ciphertext and tag, laid out by the sealer.
        case sealed([UInt8])
    }
    let content: Content

    public init(_ text: String) { content = .clear(text) }
    public init(stringLiteral text: String) { self.init(text) }

    /// True where nobody has written anything: so that a rule may ask for a text without reading it.
    public var isEmpty: Bool { content == .clear("") }

    /// What a reader sees: the text, `[erased]` where its key is gone, `[sealed]` where there is no key store at all.
    public func text(_ opener: (any Opener)?) -> String {
        switch content {
        case .clear(let text): text
        case .sealed(let bytes): opener.map { $0.open(bytes) ?? "[erased]" } ?? "[sealed]"
        }
    }
}

/// Seals personal texts before they are recorded. Has made sure of the keys beforehand, so that sealing cannot fail.
public protocol Sealer: Sendable {
    /// Key id, nonce, ciphertext and tag of `text`, bound to the event and the field.
    func seal(_ text: [UInt8], subject: PersonID, field: UInt64) -> [UInt8]
}

/// Opens sealed texts of one event.
public protocol Opener: Sendable {
    /// The same opener for another field of the event.
    func opening(field: UInt64) -> any Opener
    /// The text, or nil where its key is gone or the bytes are not what was sealed.
    func open(_ sealed: [UInt8]) -> String?
}

/// message PersonalText { optional string clear = 1; optional bytes sealed = 2; }
extension PersonalText: FieldValue {
    public static func read(_ reader: inout WireReader) throws(DecodeError) -> PersonalText {
        var part = try reader.nested()
        let clear = try String.decodeFieldIfPresent(1, &part)
        let sealed = try RawBytes.decodeFieldIfPresent(2, &part)
        try part.finish()
        switch (clear, sealed) {
        case (let clear?, nil): return PersonalText(clear)
        case (nil, let sealed?): return PersonalText(sealed: sealed.bytes)
        case (nil, nil): throw part.error(.missingField(2))
        case (_?, _?): throw part.error(.badValue("a personal text is in the clear or sealed, not both"))
        }
    }

    public func write(_ writer: inout WireWriter) {
        writer.nested { writer in
            switch content {
            case .clear(let text):
                guard let sealer = writer.sealer, let subject = writer.subject else {
                    return text.encodeField(1, &writer)
                }
                writer.tag(2, .lengthDelimited)
                writer.byteArray(sealer.seal(Array(text.utf8), subject: subject, field: writer.personalField))
            case .sealed(let bytes):
                writer.tag(2, .lengthDelimited)
                writer.byteArray(bytes)
            }
        }
    }

    init(sealed: [UInt8]) { content = .sealed(sealed) }

    public static var shape: FieldShape { .personal }
    public func json(_ opener: (any Opener)?) -> JSONValue? { .string(text(opener)) }
    public init(json: JSONValue?) throws(JSONMismatch) { self.init(try String(json: json)) }
}
