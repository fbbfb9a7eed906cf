import Foundation
import Testing

/// Each bad input has one message, on standard error, and its documented exit status.
@Suite struct BadInputTests {
    @Test("a folder that is not there is not found, and nothing is made there")
    func nowhere() throws {
        let stranger = Stranger()
        let outcome = try stranger.run("events", "list")
        #expect(outcome.status == 66)
        #expect(outcome.errors.contains(stranger.home) && outcome.errors.contains("logbook init"))
        #expect(!FileManager.default.fileExists(atPath: stranger.home))
    }

    @Test("a folder that is not a log is bad data, and stays as it is")
    func notALog() throws {
        let stranger = Stranger()
        try FileManager.default.createDirectory(atPath: stranger.home, withIntermediateDirectories: false)
        try "mine".write(toFile: stranger.home + "/notes.txt", atomically: false, encoding: .utf8)
        for command in [["events", "list"], ["incident", "log", "--title", "A"]] {
            let outcome = try stranger.run(command)
            #expect(outcome.status == 65)
            #expect(outcome.errors.contains("not a log"))
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: stranger.home) == ["notes.txt"])
        #expect(try stranger.run("init").status == 1)
        #expect(try FileManager.default.contentsOfDirectory(atPath: stranger.home) == ["notes.txt"])
    }

    @Test("a log of another format is bad data, named with both formats")
    func otherFormat() throws {
        let stranger = try Stranger.withLog()
        let path = URL(filePath: stranger.home + "/log/data.mdb")
        var bytes = try Data(contentsOf: path)
        // The row "format" of a log: four bytes, then their XXH3, seeded with that of the key.
        let this = Data("format".utf8) + [2, 0, 0, 0, 0x92, 0xF5, 0xD4, 0x53, 0x28, 0x79, 0xBF, 0xF6]
        let other = Data("format".utf8) + [7, 0, 0, 0, 0x4A, 0xE4, 0x3E, 0xFA, 0x98, 0x66, 0x79, 0xF3]
        while let row = bytes.range(of: this) { bytes.replaceSubrange(row, with: other) }
        try bytes.write(to: path)
        for command in [["events", "list"], ["incident", "log", "--title", "A"], ["verify"]] {
            let outcome = try stranger.run(command)
            #expect(outcome.status == 65, "\(outcome.errors)")
            #expect(outcome.errors.contains("format 7") && outcome.errors.contains("format 2"))
        }
    }

    @Test("no log is named: usage")
    func noLog() throws {
        let outcome = try Stranger().run("events", "list", environment: ["LOGBOOK_HOME": ""])
        #expect(outcome.status == 64)
        #expect(outcome.errors.contains("LOGBOOK_HOME"))
    }

    @Test(
        "what the command line does not know is usage",
        arguments: [
            ["nonsense"], ["incident", "nonsense"], ["incident", "log"], ["incident", "show"],
            ["incident", "log", "--title", "A", "--impact", "9"], ["incident", "assign", "X"],
            ["incident", "log", "--title", "A", "--occurred-at", "yesterday"],
            ["incident", "log", "--title", "A", "--actor", ""], ["incident", "work", "X", "--minutes", "many"],
            ["incident", "prioritise", "X"], ["incident", "link", "X"], ["incident", "comment", "X"],
            ["incident", "history", "X", "--as-known-at", "soon"], ["events", "list", "--format", "xml"],
            ["events", "list", "--type", "NoSuchEvent"], ["events", "list", "--stream", "nohyphen"],
            ["incident", "log", "--title", "A", "--command-id", "1"], ["init", "--time-zone", "Mars/Olympus"],
        ])
    func usage(_ arguments: [String]) throws {
        let stranger = arguments[0] == "init" ? Stranger() : try Stranger.withLog()
        let outcome = try stranger.run(arguments)
        #expect(outcome.status == 64, "\(outcome.errors)")
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.hasPrefix("Error: "))
    }

    @Test("a bad time is answered with a good one")
    func badTime() throws {
        let outcome = try Stranger.withLog().run("incident", "log", "--title", "A", "--occurred-at", "27.3.2026")
        #expect(outcome.errors.contains("27.3.2026") && outcome.errors.contains("2026-03-27T16:00:00Z"))
    }

    @Test("an unknown incident is not found, by any command")
    func unknownIncident() throws {
        let stranger = try Stranger.withLog()
        for verb in [["history"], ["acknowledge"], ["resume"], ["assign", "--group", "g"]] {
            let outcome = try stranger.run(["incident", verb[0], "INC-1999-000001"] + verb[1...])
            #expect(outcome.status == 66)
            #expect(outcome.errors.contains("INC-1999-000001"))
        }
    }

    @Test("an illegal transition is refused, names the state, and records nothing")
    func illegalTransition() throws {
        let stranger = try Stranger.withLog()
        let number = try stranger.log("A")
        let refusals = [
            ["resume"], ["close"], ["reopen", "--reason", "r"], ["stand-down"], ["pend"], ["cancel"],
            ["resolve"], ["resolve", "--code", "fixed"], ["unmerge", "--reason", "r"], ["unparent"],
            ["merge", "--into", number],
        ]
        for refusal in refusals {
            let outcome = try stranger.run(["incident", refusal[0], number] + refusal[1...])
            #expect(outcome.status == 1, "\(refusal): \(outcome.errors)")
            #expect(outcome.errors.contains(number))
            #expect(outcome.output.isEmpty)
        }
        #expect(try stranger.run("events", "list", "--format", "ndjson").lines.count == 2)
    }

    @Test("an event from the future is refused")
    func future() throws {
        let outcome = try Stranger.withLog().run("incident", "log", "--title", "A", "--occurred-at", "2199-01-01")
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("2199-01-01"))
    }

    @Test("a full disk behind standard output is an I/O failure")
    func fullOutput() throws {
        let stranger = try Stranger.withLog()
        try stranger.log("A")
        for format in ["table", "json", "ndjson", "csv"] {
            let outcome = try stranger.run("events", "list", "--format", format, output: "/dev/full")
            #expect(outcome.status == 74)
            #expect(outcome.errors.contains("No space left"))
        }
    }

    @Test("help is no error and documents every exit status")
    func help() throws {
        let stranger = Stranger()
        let help = try stranger.run("--help")
        #expect(help.status == 0 && help.errors.isEmpty)
        for status in [0, 1, 2, 64, 65, 66, 74, 75, 77] { #expect(help.output.contains("  \(status)  ")) }
    }

    @Test("the help of every command has an example")
    func examples() throws {
        let dump = try Stranger().run("--experimental-dump-help").object
        var commands = [try #require(dump["command"] as? [String: Any])]
        var seen = 0
        while let command = commands.popLast() {
            commands += command["subcommands"] as? [[String: Any]] ?? []
            let name = command["commandName"] as? String ?? ""
            guard command["shouldDisplay"] as? Bool == true, name != "help" else { continue }
            seen += 1
            let discussion = command["discussion"] as? String ?? ""
            #expect(discussion.contains("EXAMPLE") && discussion.contains("  logbook "), "\(name)")
        }
        #expect(seen > 50)
    }
}
