import ArgumentParser
import EventModel
import Foundation
import ServiceEngine

/// `logbook schemas`: for Tools/schemas, and not in the help.
struct SchemasCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schemas", abstract: "Write the schemas and golden bytes of everything that a log may hold.",
        shouldDisplay: false)

    @Option(help: "The folder; its golden files are read first, and never changed but by adding lines.")
    var out: String

    func run() throws {
        let folder = URL(fileURLWithPath: out, isDirectory: true)
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            let golden = try names.filter { $0.hasSuffix(".golden") }.map { name in
                SchemaFile(name: name, text: try String(contentsOf: folder.appending(path: name), encoding: .utf8))
            }
            for file in try SchemaFile.all(of: ServiceEngine.eventDeclarations, golden: golden) {
                try Data(file.text.utf8).write(to: folder.appending(path: file.name))
            }
        } catch let conflict as SchemaConflict {
            throw Failure(.refused, conflict.description)
        } catch {
            throw Failure(.inputOutput, "cannot write the schemas to \(folder.path): \(error.localizedDescription)")
        }
    }
}
