/// A piece of an XML text, in the order of the text. An element without content has a start and an end too.
enum XMLPiece {
    case start(XMLElement)
    case end
    /// Characters with references resolved, as far as no tag stands between them.
    case text(String)
}

/// The start of an element.
struct XMLElement {
    /// Without the prefix of a name space.
    let name: String
    let attributes: [(name: String, value: String)]
    let place: TextPlace

    subscript(name: String) -> String? { attributes.first { $0.name == name }?.value }
}
