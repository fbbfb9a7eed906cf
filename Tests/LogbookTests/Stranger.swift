import Foundation
import TestSupport
import Testing

/// Somebody who has only the built tool and its help: runs it in a folder of their own, and sees what it writes.
final class Stranger: Sendable {
    let folder = TemporaryFolder()
    /// A log's folder, which nothing has made yet.
    let home: String

    /// The tool stands beside the tests that are running.
    static let tool: String = {
        let tests = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        return tests.deletingLastPathComponent().appending(path: "logbook").path()
    }()

    init(home: String? = nil) { self.home = home ?? folder.path("desk") }

    /// A stranger with a new log.
    static func withLog() throws -> Stranger {
        let stranger = Stranger()
        let made = try stranger.run("init")
        try #require(made.status == 0, "\(made.errors)")
        return stranger
    }

    /// Runs `logbook` to its end; LOGBOOK_HOME names `home`, LOGBOOK_ACTOR is `tester`.
    @discardableResult
    func run(
        _ arguments: String..., input: String? = nil, environment: [String: String] = [:], output: String? = nil
    ) throws -> Outcome {
        try run(arguments, input: input.map { Data($0.utf8) }, environment: environment, output: output)
    }

    @discardableResult
    func run(
        _ arguments: [String], input: Data? = nil, environment: [String: String] = [:], output: String? = nil
    ) throws -> Outcome {
        let outcome = try start(arguments, input: input, environment: environment, output: output).finish()
        #expect(!outcome.errors.contains("ended by a signal"), "\(arguments): \(outcome.errors)")
        return outcome
    }

    /// Runs a script of the shell, in which `$logbook` is the tool.
    func shell(_ script: String, environment: [String: String] = [:]) throws -> Outcome {
        var variables = ["logbook": Stranger.tool, "PATH": "/usr/bin:/bin"]
        variables.merge(environment) { $1 }
        return try start(["-c", script], executable: "/bin/bash", environment: variables).finish()
    }

    /// Begins to run `logbook`.
    func start(
        _ arguments: [String], executable: String = tool, input: Data? = nil, environment: [String: String] = [:],
        output: String? = nil
    ) throws -> Running {
        let (out, errors) = (output ?? folder.path("out-\(UUID())"), folder.path("err-\(UUID())"))
        let source = folder.path("in-\(UUID())")
        try (input ?? Data()).write(to: URL(filePath: source))

        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, source, O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, out, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT | O_TRUNC, 0o600)

        // Another zone than any log's: what the machine's clock shows must not matter.
        var variables = ["LOGBOOK_HOME": home, "LOGBOOK_ACTOR": "tester", "TZ": "Asia/Kolkata"]
        variables.merge(environment) { $1 }
        let argv = ([executable] + arguments).map { strdup($0) } + [nil]
        let envp = variables.filter { !$0.value.isEmpty }.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in argv + envp { free(text) } }

        var child = pid_t()
        let code = posix_spawn(&child, executable, &actions, nil, argv, envp)
        try #require(code == 0, "cannot run \(executable): \(String(cString: strerror(code)))")
        return Running(child: child, output: output == nil ? out : nil, errors: errors)
    }
}

/// A run of the tool that has not ended.
struct Running {
    let child: pid_t
    /// Nil where what it writes goes to a place of the test's.
    let output: String?
    let errors: String

    func written() throws -> String {
        try output.map { String(decoding: try Data(contentsOf: URL(filePath: $0)), as: UTF8.self) } ?? ""
    }

    /// Waits for its end.
    func finish() throws -> Outcome {
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0 && errno == EINTR {}
        return Outcome(
            status: status & 0x7F == 0 ? status >> 8 & 0xFF : -(status & 0x7F), output: try written(),
            errors: String(decoding: try Data(contentsOf: URL(filePath: errors)), as: UTF8.self))
    }
}
