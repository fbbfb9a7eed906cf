import Foundation
import TestSupport
import Testing

/// Somebody who has only the built tool and its help: runs it in a folder of their own, and sees what it writes.
final class Stranger: Sendable {
    let folder = TemporaryFolder()
    /// A log's folder, which nothing has made yet.
    var home: String { folder.path("desk") }

    /// The tool stands beside the tests that are running.
    static let tool: String = {
        let tests = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        return tests.deletingLastPathComponent().appending(path: "logbook").path()
    }()

    /// Runs `logbook` with `arguments`; LOGBOOK_HOME names `home`, LOGBOOK_ACTOR is `tester`.
    @discardableResult
    func run(
        _ arguments: String..., input: String? = nil, environment: [String: String] = [:], output: String? = nil
    ) throws -> Outcome {
        try run(arguments, input: input, environment: environment, output: output)
    }

    @discardableResult
    func run(
        _ arguments: [String], input: String? = nil, environment: [String: String] = [:], output: String? = nil
    ) throws -> Outcome {
        let (out, errors) = (output ?? folder.path("out-\(UUID())"), folder.path("err-\(UUID())"))
        let source = folder.path("in-\(UUID())")
        try (input ?? "").write(toFile: source, atomically: false, encoding: .utf8)

        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, source, O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, out, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT | O_TRUNC, 0o600)

        var variables = [
            "LOGBOOK_HOME": home, "LOGBOOK_ACTOR": "tester", "PATH": "/usr/bin:/bin", "TZ": "Asia/Kolkata",
        ]
        variables.merge(environment) { $1 }
        let argv = ([Stranger.tool] + arguments).map { strdup($0) } + [nil]
        let envp = variables.filter { !$0.value.isEmpty }.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in argv + envp { free(text) } }

        var child = pid_t()
        let code = posix_spawn(&child, Stranger.tool, &actions, nil, argv, envp)
        try #require(code == 0, "cannot run \(Stranger.tool): \(String(cString: strerror(code)))")
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0 && errno == EINTR {}
        return Outcome(
            status: status & 0x7F == 0 ? status >> 8 & 0xFF : -(status & 0x7F),
            output: output == nil ? String(decoding: try Data(contentsOf: URL(filePath: out)), as: UTF8.self) : "",
            errors: String(decoding: try Data(contentsOf: URL(filePath: errors)), as: UTF8.self))
    }

    /// A stranger with a new log.
    static func withLog() throws -> Stranger {
        let stranger = Stranger()
        let made = try stranger.run("init")
        try #require(made.status == 0, "\(made.errors)")
        return stranger
    }
}

/// How a run of the tool ended.
struct Outcome {
    /// The exit status; negative where a signal ended it.
    let status: Int32
    let output: String
    let errors: String

    var lines: [String] { output.split(separator: "\n").map(String.init) }
    var object: [String: Any] {
        get throws { try #require(try json as? [String: Any], "no object: \(output)") }
    }
    var objects: [[String: Any]] {
        get throws { try #require(try json as? [[String: Any]], "no array of objects: \(output)") }
    }
    /// One object a line.
    var objectLines: [[String: Any]] {
        get throws {
            try lines.map { line in
                let value = try JSONSerialization.jsonObject(with: Data(line.utf8))
                return try #require(value as? [String: Any], "no object: \(line)")
            }
        }
    }
    private var json: Any {
        get throws {
            try #require(status == 0, "exit \(status): \(errors)")
            return try JSONSerialization.jsonObject(with: Data(output.utf8))
        }
    }
}
