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
}
