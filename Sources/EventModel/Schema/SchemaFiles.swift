/// The files of Schemas/: for every event's version and for the envelope a `.proto`, a `.schema.json` and a `.golden`.
///
/// ```
/// IncidentLogged.v1.golden    a line for each form in which examples of this version were ever written:
/// 0a14…7a <space> {"title":"Mail does not arrive",…}
/// bytes, in hexadecimal        what they mean, as JSON, without empty lists
/// ```
///
/// Lines are never changed: a field added under the same version adds a line. That the older lines still mean what they
/// meant is what makes a version compatible with itself.
public struct SchemaFile: Sendable, Hashable {
    public let name: String
    public let text: String

    public init(name: String, text: String) {
        self.name = name
        self.text = text
    }

    private static let goldenSuffix = ".golden"

    /// Every file, from the declarations and the `.golden` files as they are by now.
    ///
    /// - Throws: `SchemaConflict` where bytes that were released cannot be read as they were meant.
    public static func all(
        of events: [EventDeclaration], golden released: [SchemaFile]
    ) throws(SchemaConflict) -> [SchemaFile] {
        let types = events.map(DeclaredType.init) + [.envelope]
        let stems = Set(types.map(\.stem))
        for file in released where !stems.contains(file.stem) {
            throw SchemaConflict(file: file.name, line: 1, explanation: "there is no declaration of it any more")
        }
        var files: [SchemaFile] = []
        for type in types {
            let old = released.first { $0.stem == type.stem }
            files.append(SchemaFile(name: type.stem + ".proto", text: ProtoText(file: type).text))
            files.append(SchemaFile(name: type.stem + ".schema.json", text: JSONSchemaText.text(of: type)))
            files.append(try golden(of: type, released: old?.text ?? ""))
        }
        return files
    }

    private var stem: String { String(name.dropLast(SchemaFile.goldenSuffix.count)) }

    private static func golden(of type: DeclaredType, released: String) throws(SchemaConflict) -> SchemaFile {
        let name = type.stem + goldenSuffix
        var lines = released.split(separator: "\n").map(String.init)
        for (index, line) in lines.enumerated() {
            do throws(GoldenLine.Mismatch) {
                try GoldenLine.check(line, type)
            } catch {
                throw SchemaConflict(file: name, line: index + 1, explanation: error.explanation)
            }
        }
        let today = GoldenLine.text(type.exampleBytes, type)
        if lines.last != today { lines.append(today) }
        return SchemaFile(name: name, text: lines.joined(separator: "\n") + "\n")
    }
}

/// Released bytes that today's declarations do not read as they were meant.
public struct SchemaConflict: Error, Sendable, Hashable, CustomStringConvertible {
    public let file: String
    public let line: Int
    public let explanation: String

    public var description: String {
        """
        \(file), line \(line): \(explanation). Bring the declaration back, and declare what changes as the next version \
        with an upcaster; if this was never released, delete the file and write it anew
        """
    }
}
