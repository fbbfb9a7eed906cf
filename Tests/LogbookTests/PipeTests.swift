import Testing

/// What becomes of the output outside of a file.
@Suite struct PipeTests {
    @Test("a reader that has seen enough ends the command, without a word")
    func closedPipe() throws {
        let stranger = try Stranger.withLog()
        for title in ["A", "B", "C"] { try stranger.log(title) }
        for format in ["table", "json", "ndjson", "csv"] {
            let outcome = try stranger.shell(
                "$logbook events list --format \(format) | head -n 1; echo ${PIPESTATUS[0]}")
            #expect(outcome.errors.isEmpty)
            #expect(outcome.lines.count == 2 && outcome.lines[1] == "0", "\(outcome.output)")
        }
        // Nobody reads at all, and whoever started us lets the signal through.
        let outcome = try stranger.shell("$logbook events list --format ndjson | true; echo ${PIPESTATUS[0]}")
        #expect(outcome.errors.isEmpty && outcome.lines == ["0"])
    }

    @Test("colour is for a terminal, and not where NO_COLOR is set")
    func colour() throws {
        let stranger = try Stranger.withLog()
        try stranger.log("A")
        let escape = "\u{1B}["
        func onTerminal(_ environment: [String: String]) throws -> String {
            var variables = ["TERM": "xterm"]
            variables.merge(environment) { $1 }
            let script = "script -qec \"$logbook incident list\" /dev/null"
            let outcome = try stranger.shell(script, environment: variables)
            try #require(outcome.status == 0 && outcome.output.contains("NUMBER"), "\(outcome.output)\(outcome.errors)")
            return outcome.output
        }
        #expect(try onTerminal([:]).contains(escape))
        #expect(try !onTerminal(["NO_COLOR": "1"]).contains(escape))
        #expect(try !onTerminal(["TERM": "dumb"]).contains(escape))
        #expect(try !stranger.run("incident", "list").output.contains(escape))
    }

    @Test("with its output closed the tool says so, and writes nothing into the log instead")
    func closedOutput() throws {
        let stranger = try Stranger.withLog()
        let number = try stranger.log("A")
        #expect(try stranger.shell("$logbook events list >&-").status == 74)
        #expect(try stranger.shell("$logbook incident list 2>&- >&-").status == 74)
        #expect(try stranger.shell("$logbook incident assign \(number) --group desk <&- >&- 2>&-").status == 74)
        // It was recorded before there was nobody to tell.
        #expect(try stranger.run("verify", "--format", "json").object["events"] as? Int == 3)
    }

    @Test("the folder and the format may stand before the command")
    func globalOptions() throws {
        let stranger = try Stranger.withLog()
        try stranger.log("A")
        let environment = ["LOGBOOK_HOME": ""]
        let home = stranger.home
        for arguments in [
            ["--at", home, "--format", "json", "incident", "list"],
            ["--at=\(home)", "incident", "--format=json", "list"],
            ["incident", "list", "--format", "json", "--at", home],
        ] {
            #expect(try stranger.run(arguments, environment: environment).objects.count == 1)
        }
        #expect(try stranger.run(["incident", "list", "--at"], environment: environment).status == 64)
    }

    @Test("there are completions for the shells")
    func completions() throws {
        let script = try Stranger().run("--generate-completion-script", "bash")
        #expect(script.status == 0 && script.output.contains("declare-major"))
    }
}
