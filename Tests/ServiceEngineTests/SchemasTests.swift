import EventModel
import Foundation
import Processes
import ServiceEngine
import Testing

/// Schemas/ as it is committed, against what the declarations give today. `Tools/schemas` writes it.
@Suite("Schemas")
struct SchemasTests {
    private static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Schemas", directoryHint: .isDirectory)

    private static func files() throws -> [SchemaFile] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map { name in
            SchemaFile(name: name, text: try String(contentsOf: folder.appending(path: name), encoding: .utf8))
        }
    }

    /// The lines of every golden file: the message, its version, the bytes and what they mean.
    private static func goldenLines() throws -> [(message: String, version: UInt32, bytes: [UInt8], json: String)] {
        try files().filter { $0.name.hasSuffix(".golden") }.flatMap { file in
            let parts = file.name.split(separator: ".")
            let version = parts.count == 3 ? UInt32(parts[1].dropFirst()) : 1
            return try file.text.split(separator: "\n").map { line in
                let halves = line.split(separator: " ", maxSplits: 1).map(String.init)
                let bytes = try #require(RawBytes(hexadecimal: halves[0]), "\(file.name)")
                return (String(parts[0]), try #require(version, "\(file.name)"), bytes.bytes, halves[1])
            }
        }
    }

    @Test func `the folder holds what the declarations give, and released bytes mean what they meant`() throws {
        let committed = try Self.files()
        let today = try SchemaFile.all(
            of: ServiceEngine.eventDeclarations, golden: committed.filter { $0.name.hasSuffix(".golden") })
        for file in today {
            let text = committed.first { $0.name == file.name }?.text
            #expect(text == file.text, "\(file.name) is out of date: run Tools/schemas and commit the result")
        }
        let names = Set(today.map(\.name))
        for file in committed { #expect(names.contains(file.name), "\(file.name) belongs to nothing") }
    }

    @Test func `released bytes of every version reach today's processes`() throws {
        let lines = try Self.goldenLines()
        var decoded = 0
        for process in Catalogue.processes { decoded += try Self.decode(lines, process) }
        let own = lines.filter { line in Catalogue.declarations.contains { $0.name == line.message } }
        #expect(decoded == own.count && decoded > 0)
    }

    private static func decode<Process: Decider>(
        _ lines: [(message: String, version: UInt32, bytes: [UInt8], json: String)], _: Process.Type
    ) throws -> Int {
        let catalogue = Process.Event.catalogue
        let known = Set(catalogue.declarations.map(\.name))
        let own = lines.filter { known.contains($0.message) }
        for line in own {
            _ = try catalogue.decode(type: line.message, version: line.version, payload: line.bytes.span.bytes)
        }
        return own.count
    }

    @Test(arguments: ServiceEngine.eventDeclarations)
    func `an example has a value in every field, and no two alike`(event: EventDeclaration) {
        guard case .object(let object) = event.exampleJSON else {
            Issue.record("\(event.name) is no object")
            return
        }
        for field in event.fields {
            #expect(![nil, .null, .array([])].contains(object[field.name]), "\(event.name).\(field.name)")
        }
        let texts = object.members.map(\.value.text).filter { !["true", "false"].contains($0) }
        #expect(Set(texts).count == texts.count, "\(event.name): fields that change places would not show")
    }

    @Test(.enabled(if: Protoc.isInstalled, "protoc is not installed (apt install protobuf-compiler)"))
    func `protoc reads every golden line by the schema beside it, and writes the same bytes`() throws {
        for line in try Self.goldenLines() {
            let isEnvelope = line.message == "RecordedEvent"
            let file = isEnvelope ? "RecordedEvent.proto" : "\(line.message).v\(line.version).proto"
            let protoc = Protoc(folder: Self.folder, file: file, message: "logbook.v\(line.version).\(line.message)")
            let text = try protoc.run("--decode", Data(line.bytes))
            let names = String(decoding: text, as: UTF8.self).split(separator: "\n")
                .map { $0.prefix { $0.isLetter || $0.isNumber } }.filter { !$0.isEmpty }
            let fields = isEnvelope ? RecordedEvent.schema.fields : Self.fields(of: line.message, line.version)
            // A field that the schema does not have would be shown by its number.
            for name in names { #expect(fields.contains { $0.name == name }, "\(file): \(name)") }
            #expect([UInt8](try protoc.run("--encode", text)) == line.bytes, "\(file)")
        }
    }

    private static func fields(of name: String, _ version: UInt32) -> [FieldOutline] {
        ServiceEngine.eventDeclarations.first { $0.name == name && $0.version == version }?.fields ?? []
    }

    @Test(.enabled(if: Protoc.isInstalled, "protoc is not installed (apt install protobuf-compiler)"))
    func `protoc shows a record and its event in words`() throws {
        let envelope = Protoc(folder: Self.folder, file: "RecordedEvent.proto", message: "logbook.v1.RecordedEvent")
        let record = String(decoding: try envelope.run("--decode", Data(RecordedEvent.example.encoded)), as: UTF8.self)
        for line in [
            "position: 4711", "stream: \"incident-INC-2026-000123\"", "commitIndex: 0", "  number: 123",
            "  kind: ACTOR_KIND_ASSISTANT", "  action: ACTION_RELEASE", "recordedAt: 1774627200000001",
        ] {
            #expect(record.contains(line + "\n"), "\(line) in \(record)")
        }
        let event = Protoc(folder: Self.folder, file: "IncidentLogged.v1.proto", message: "logbook.v1.IncidentLogged")
        let logged = String(decoding: try event.run("--decode", Data(IncidentLogged.example.encoded())), as: UTF8.self)
        #expect(logged.contains("source: INCIDENT_SOURCE_PHONE\n"))
        #expect(logged.contains("  clear: \"Nothing since nine o\\'clock.\"\n"))
    }
}

/// Debian's Protocol Buffers compiler, as anyone without this code would use it.
private struct Protoc {
    static let path = "/usr/bin/protoc"
    static var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: path) }

    let folder: URL
    let file: String
    let message: String

    func run(_ direction: String, _ input: Data) throws -> Data {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Protoc.path)
        process.arguments = ["\(direction)=\(message)", "-I", folder.path, file]
        let (standardInput, standardOutput) = (Pipe(), Pipe())
        process.standardInput = standardInput
        process.standardOutput = standardOutput
        try process.run()
        // Examples are smaller than a pipe's buffer, so that writing all of it first does not block.
        standardInput.fileHandleForWriting.write(input)
        try standardInput.fileHandleForWriting.close()
        let output = standardOutput.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "protoc \(direction) \(file)")
        return output
    }
}
