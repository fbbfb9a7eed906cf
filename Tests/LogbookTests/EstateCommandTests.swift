import Foundation
import TestSupport
import Testing

/// What the command line says of baselines, drift, audits, coverage, restricted items and links that policies computed.
@Suite struct EstateCommandTests {
    private func estate() throws -> Stranger {
        let stranger = try Stranger.withLog()
        for (id, ciClass) in [("shop", "BusinessService"), ("db", "Database"), ("pc-1", "Endpoint"), ("p-1", "Person")]
        {
            #expect(try stranger.run("ci", "register", id, "--class", ciClass, "--name", id).status == 0)
        }
        #expect(try stranger.run("ci", "relate", "shop", "dependsOn", "db").status == 0)
        #expect(try stranger.run("ci", "relate", "pc-1", "usedBy", "p-1").status == 0)
        return stranger
    }

    @Test("incident show lists the items that are linked, and how each came to be")
    func links() throws {
        let stranger = try estate()
        let logged = try stranger.run(
            "incident", "log", "--title", "No orders", "--caller", "p-1", "--ci", "db", "--format", "json")
        let number = try #require(try logged.object["number"] as? String)
        let shown = try stranger.run("incident", "show", number, "--format", "json").object
        let links = try #require(shown["ciLinks"] as? [[String: Any]])
        #expect(
            links.map { "\($0["ci"] ?? "") \($0["how"] ?? "")" } == ["db manual", "pc-1 computed", "shop computed"])
        let computed = try #require(shown["computed"] as? [[String: Any]])
        #expect(computed.count == 2 && computed.allSatisfy { $0["truncated"] as? Bool == false })
        let table = try stranger.run("incident", "show", number)
        #expect(table.output.contains("pc-1 (computed, affected)"))
    }

    @Test("drift against a baseline has the promised form, and is recorded once")
    func drift() throws {
        let stranger = try estate()
        let taken = try stranger.run("ci", "baseline", "take", "freeze", "--service", "shop", "--format", "json").object
        #expect(taken["itemCount"] as? Int == 2 && (taken["root"] as? String)?.count == 64)
        #expect(try stranger.run("ci", "baseline", "list", "--format", "json").objects.count == 1)
        #expect(
            try stranger.run("ci", "baseline", "show", "freeze", "--format", "json").object["name"] as? String
                == "freeze")
        #expect(try stranger.run("ci", "set", "db", "version=2").status == 0)
        let report = try stranger.run("ci", "drift", "freeze", "--format", "json").object
        #expect(report["baseline"] as? String == "freeze" && report["position"] is Int)
        let drift = try #require(report["drift"] as? [[String: Any]])
        #expect(drift.count == 1)
        #expect(Set(drift[0].keys) == ["ci", "attribute", "intended", "observed", "source", "since"])
        #expect(drift[0]["attribute"] as? String == "version" && drift[0]["observed"] as? String == "2")
        for detected in [1, 0] {
            let recorded = try stranger.run("ci", "drift", "freeze", "--record", "--format", "json").object
            #expect(recorded["detected"] as? Int == detected)
        }
        for (status, words) in [
            (1, ["ci", "baseline", "take", "freeze"]), (66, ["ci", "baseline", "show", "other"]),
            (66, ["ci", "drift", "other"]), (1, ["ci", "baseline", "take", "x", "--class", "Cow"]),
            (64, ["ci", "drift", "freeze", "--record", "--as-of", "2026-01-01"]),
            (64, ["ci", "drift", "freeze", "--ignore-flapping", "0"]),
        ] {
            let outcome = try stranger.run(words)
            #expect(outcome.status == status && !outcome.errors.isEmpty, "\(words) \(outcome.status) \(outcome.errors)")
        }
    }

    @Test("an audit is planned, filled in and recorded; a form that misleads is refused with its place")
    func audit() throws {
        let stranger = try estate()
        let form = try stranger.run(
            "ci", "audit", "plan", "--class", "Database", "--sample", "1", "--seed", "3", "--format", "csv")
        #expect(form.status == 0)
        let lines = form.output.split(whereSeparator: \.isNewline).map(String.init)
        #expect(lines.first == "audit,ci,attribute,recorded,found" && lines.count == 4)
        func record(_ text: String, _ more: String...) throws -> Outcome {
            let path = stranger.folder.path("audit.csv")
            try text.write(toFile: path, atomically: true, encoding: .utf8)
            return try stranger.run(["ci", "audit", "record", path, "--format", "json"] + more)
        }
        for (status, text, words) in [
            (1, "audit,ci,attribute,found\naudit-1,db,exists,\n", "in the sample"),
            (1, "audit,ci,attribute,found\naudit-1,shop,exists,true\n", "not in the sample"),
            (65, "audit,ci,attribute,found\naudit-1,db,,true\n", "line 2"), (65, "ci,found\ndb,true\n", "attribute"),
            (65, "audit,ci,attribute,found\naudit-1,db,exists\n", "line 2"),
            (65, "audit,ci,attribute,found\naudit-1,db,exists,true\naudit-2,db,name,x\n", "line 3"),
            (65, "ci,attribute,found\ndb,exists,true\n", "--audit"),
            (66, "audit,ci,attribute,found\nnone,db,exists,true\n", "none"),
        ] {
            let outcome = try record(text)
            #expect(
                outcome.status == status && outcome.errors.contains(words),
                "\(text) \(outcome.status) \(outcome.errors)")
        }
        let done = try record("ci,attribute,found\ndb,exists,true\ndb,name,other\n", "--audit", "audit-1").object
        #expect(done["matches"] as? Int == 1 && done["attributes"] as? Int == 2)
        #expect(done["attributeAccuracy"] as? String == "50.00 %")
        let list = try stranger.run("ci", "audit", "list", "--confidence", "99", "--format", "json").objects
        #expect(list.count == 1 && list[0]["low"] is String)
        #expect(try stranger.run("ci", "audit", "list", "--confidence", "80").status == 64)
    }

    @Test("coverage lists what is missing")
    func coverage() throws {
        let stranger = try estate()
        let report = try stranger.run("ci", "coverage", "--gap", "owner", "--format", "json").object
        #expect(report["live"] as? Int == 3 && (report["gaps"] as? [[String: Any]])?.count == 3)
        #expect(try stranger.run("ci", "coverage", "--gap", "love").status == 64)
    }

    @Test("health says what is counted over what, and has no value over nothing")
    func health() throws {
        let stranger = try estate()
        let report = try stranger.run("ci", "health", "--format", "json").object
        #expect(report["items"] as? Int == 4 && report["position"] is Int && report["confidence"] as? Int == 95)
        let figures = try #require(report["figures"] as? [[String: Any]])
        #expect(
            figures.map { $0["name"] as? String } == [
                "completeness", "orphans", "staleItems", "duplicates", "correctness", "compliance", "accuracy",
                "incidentsWithItem",
            ])
        #expect(figures[1]["value"] as? String == "0.0000" && figures[1]["n"] as? Int == 4)
        #expect(figures[5]["value"] is NSNull && figures[5]["n"] as? Int == 0 && figures[5]["low"] is NSNull)
        let table = try stranger.run("ci", "health", "--class", "Database")
        #expect(table.status == 0 && table.output.contains("correctness") && table.output.contains("100.0000 %"))
        #expect(!table.output.contains("incidentsWithItem"))
        #expect(try stranger.run("ci", "health", "--confidence", "80").status == 64)
    }

    @Test("a restricted item is counted with and shown as restricted, unless its viewer may see it")
    func restricted() throws {
        let stranger = try estate()
        #expect(try stranger.run("ci", "restrict", "shop", "--reason", "secret").status == 0)
        let hidden = try stranger.run("ci", "impact", "db", "--format", "json").object["affected"] as? [[String: Any]]
        #expect(hidden?.map { $0["ci"] as? String } == ["restricted"])
        #expect((hidden?[0]["path"] as? [String]) == ["db", "restricted"])
        let seen = try stranger.run("ci", "impact", "db", "--show-restricted", "--format", "json").object
        #expect((seen["affected"] as? [[String: Any]])?.map { $0["ci"] as? String } == ["shop"])
        #expect(try stranger.run("ci", "show", "shop").status == 77)
        #expect(try stranger.run("ci", "history", "shop").status == 77)
        #expect(try stranger.run("ci", "show", "shop", "--show-restricted").status == 0)
        #expect(!(try stranger.run("ci", "list").output.contains("shop")))
        #expect(try stranger.run("ci", "restrict", "shop", "--reason", "again").status == 1)
    }

    @Test("no comparison, list or incident names a restricted item; each says how many there are, or that there is one")
    func unnamed() throws {
        let stranger = try estate()
        #expect(try stranger.run("ci", "baseline", "take", "freeze", "--ci", "vault", "--ci", "db").status == 0)
        for words in [
            ["register", "vault", "--class", "Database", "--name", "v"], ["relate", "shop", "dependsOn", "vault"],
            ["restrict", "vault", "--reason", "secret"], ["set", "vault", "version=7"],
        ] {
            #expect(try stranger.run(["ci"] + words).status == 0)
        }
        #expect(try stranger.run("ci", "baseline", "take", "later").status == 0)
        #expect(try stranger.run("ci", "set", "vault", "version=8").status == 0)
        let logged = try stranger.run("incident", "log", "--title", "No orders", "--ci", "vault", "--format", "json")
        let number = try #require(try logged.object["number"] as? String)
        let asked = [
            ["ci", "diff", "--from", "2026-01-01"], ["ci", "coverage"], ["ci", "drift", "freeze"],
            ["ci", "drift", "later"], ["ci", "show", "shop"], ["ci", "baseline", "show", "freeze"],
            ["ci", "baseline", "list"],
            ["incident", "show", number], ["incident", "list"], ["ci", "list"],
            ["incident", "show", number, "--as-known-at", "1", "--diff", "now"],
        ]
        for words in asked {
            for format in ["table", "json"] {
                let hidden = try stranger.run(words + ["--format", format])
                #expect(hidden.status == 0 && !hidden.output.contains("vault"), "\(words) \(hidden.output)")
            }
            let told = try stranger.run(words + ["--format", "json"]).output
            #expect(told.contains("\"restricted\""), "\(words) \(told)")
            let shown = try stranger.run(words + ["--format", "json", "--show-restricted"])
            #expect(shown.output.contains("vault"), "\(words) \(shown.output)")
        }
        let drift = try stranger.run("ci", "drift", "later", "--format", "json").object
        #expect((drift["drift"] as? [Any])?.isEmpty == true && drift["restricted"] as? Int == 1)
        #expect(try stranger.run("ci", "drift", "later").errors.contains("1 more of restricted items"))
        let coverage = try stranger.run("ci", "coverage", "--format", "json").object
        #expect(coverage["live"] as? Int == 4 && coverage["restricted"] as? Int == 1)
    }
}
