import EventModel
import Processes
import TestSupport
import Testing

/// cmdb.md section 5: whose word counts.
struct SourcePrecedenceTests {
    private let start = Scenario<CIProcess>.start
    private var schema: CISchema {
        var schema = CISchema.standard
        schema.sources = [
            SourceRule("manual"), SourceRule("inventory", staleAfterDays: 30),
            SourceRule("scanner", staleAfterDays: 30),
        ]
        return schema
    }
    private func day(_ days: Int64) -> Instant { start.advanced(byMicros: days * Instant.microsPerDay) }

    private func reconciler(_ source: String, _ days: Int64, _ schema: CISchema? = nil) -> Reconciler {
        Reconciler(schema ?? self.schema, source: source, batch: "\(source)-\(days)", observedAt: day(days))
    }
    private var server: ConfigurationItem {
        ConfigurationItem(id: "a", ciClass: "PhysicalServer", registeredAt: start)
    }

    /// What `source` makes of the item by saying this on a day.
    @discardableResult
    private func say(
        _ value: String, by source: String, on days: Int64, _ item: inout ConfigurationItem, of name: String = "owner",
        _ schema: CISchema? = nil
    ) throws -> [CIEvent] {
        let known = item
        let report = ReportedItem(id: "a", class: item.ciClass, attributes: [AttributeValue(name, value)])
        let result = try reconciler(source, days, schema)
            .reconcile(report, .found("a", rule: "id"), newID: "new") { _ in known }
        for (_, event) in result.events { item.take(event, at: day(days), .zero) }
        return result.events.map(\.event)
    }

    @Test("a less trusted source writes only when the more trusted one has not seen the item for too long")
    func staleness() throws {
        var item = server
        try say("data", by: "inventory", on: 0, &item)
        try say("desk", by: "scanner", on: 30, &item)
        #expect(item.value("owner") == "data")
        // It says the same as ever: it is not silent.
        try say("data", by: "inventory", on: 40, &item)
        try say("desk", by: "scanner", on: 69, &item)
        #expect(item.value("owner") == "data" && item.attribute("owner")?.at == day(0))
        try say("desk", by: "scanner", on: 71, &item)
        #expect(item.value("owner") == "desk")
        try say("data", by: "inventory", on: 72, &item)
        #expect(item.value("owner") == "data")
        try say("nobody", by: "unheard-of", on: 73, &item)
        #expect(item.value("owner") == "data")
    }

    @Test("what is refused is said in the record, with the rule by which the item was known")
    func refusing() throws {
        var item = server
        try say("data", by: "inventory", on: 0, &item)
        let events = try say("desk", by: "scanner", on: 1, &item)
        #expect(
            events == [
                .identified(
                    CIIdentified(
                        rule: "id", source: "scanner", batch: "scanner-1", refused: [AttributeValue("owner", "desk")]))
            ])
        #expect(item.attribute("owner")?.rival?.value == "desk")
    }

    @Test("single attributes have an order of sources of their own, by class and for all")
    func perAttribute() throws {
        var special = schema
        special.precedence = [
            PrecedenceRule("owner", sources: [SourceRule("scanner"), SourceRule("inventory")]),
            PrecedenceRule("owner", class: "VM", sources: [SourceRule("inventory")]),
        ]
        var item = server
        try say("data", by: "scanner", on: 0, &item, special)
        try say("desk", by: "inventory", on: 100, &item, special)
        #expect(item.value("owner") == "data")
        item.ciClass = "VM"
        try say("desk", by: "inventory", on: 101, &item, special)
        #expect(item.value("owner") == "desk")
        try say("web", by: "scanner", on: 0, &item, of: "name", special)
        try say("web-1", by: "inventory", on: 102, &item, of: "name", special)
        #expect(item.value("name") == "web-1")
    }

    @Test("a person's word stands until its term, and then anybody's counts")
    func override() throws {
        let held = Scenario(CIProcess.self, "a").given(
            .registered(
                CIRegistered(
                    ciClass: "PhysicalServer", status: .production, attributes: [AttributeValue("owner", "data")],
                    source: "scanner", schemaVersion: 0)))
        held.when(SetCIAttributes([AttributeValue("owner", "data")])).then(refused: .unchanged("a"))
        let changed = held.when(SetCIAttributes([AttributeValue("owner", "data")], heldUntil: day(10))).then(
            .attributesChanged(
                CIAttributesChanged(
                    changes: [AttributeChange("owner", from: "data", to: "data")], source: "manual", change: nil,
                    lastSeenOld: nil, heldUntil: day(10))))
        var item = try #require(changed.state)
        try say("desk", by: "inventory", on: 9, &item)
        #expect(item.value("owner") == "data")
        try say("desk", by: "unheard-of", on: 10, &item)
        #expect(item.value("owner") == "desk")
        held.when(SetCIAttributes([AttributeValue("owner", "x")], heldUntil: start), at: day(1))
            .then(refused: .endsBeforeItBegins(from: day(1), to: start))
    }

    @Test("differences that the schema ignores are none")
    func ignoring() throws {
        var lax = schema
        let place = try #require(lax.classes.firstIndex { $0.name == "PhysicalServer" })
        lax.classes[place].attributes += [
            AttributeDefinition("cpu", ignores: [.letterCase, .whiteSpace]),
            AttributeDefinition("uptime", ignores: [.everything]), AttributeDefinition("room", ignores: [.letterCase]),
        ]
        var item = server
        for (name, first, second, kept) in [
            ("cpu", "Xeon  E5", "xeon E5 ", "Xeon  E5"), ("cpu", "Xeon  E5", "Xeon E7", "Xeon E7"),
            ("uptime", "1 d", "2 d", "1 d"), ("room", "A 1", "a 1", "A 1"), ("room", "A 1", "A1", "A1"),
        ] {
            item = server
            try say(first, by: "scanner", on: 0, &item, of: name, lax)
            try say(second, by: "scanner", on: 1, &item, of: name, lax)
            #expect(item.value(name) == kept, "\(name) \(second)")
        }
    }

    @Test("a report that is older than what is on record changes nothing")
    func late() throws {
        var item = server
        try say("data", by: "scanner", on: 5, &item)
        #expect(try say("desk", by: "scanner", on: 4, &item).isEmpty)
        try say("desk", by: "unheard-of", on: 3, &item)
        #expect(item.value("owner") == "data" && item.seenAt == day(5))
        #expect(try say("desk", by: "inventory", on: -1, &item).isEmpty, "it was not on record yet")
    }

    @Test("M15: of two sources that take turns the order of sources decides, and one conflict says so")
    func flapping() throws {
        var (item, conflicts) = (server, 0)
        func raised(_ events: [CIEvent]) -> Int {
            events.count { if case .conflictDetected(let event) = $0 { event.kind == .value } else { false } }
        }
        for round in 0..<5 as Range<Int64> {
            conflicts += raised(try say("data", by: "inventory", on: 2 * round, &item))
            conflicts += raised(try say("desk", by: "scanner", on: 2 * round + 1, &item))
            #expect(item.value("owner") == "data")
        }
        #expect(conflicts == 1)
        #expect(item.conflicts.map(\.values) == [["data", "desk"]])
        item.take(.conflictResolved(CIConflictResolved(what: "owner", resolution: "x")), at: day(11), .zero)
        #expect(raised(try say("desk", by: "scanner", on: 12, &item)) == 0, "once is no taking of turns")
    }

    @Test("M15: two sources of one rank flap as soon as a value comes back")
    func equals() throws {
        var item = server
        var events: [CIEvent] = []
        for (day, value, source) in [(0, "a", "x"), (1, "b", "y"), (2, "b", "y"), (3, "a", "x"), (4, "b", "y")] {
            events += try say(value, by: source, on: Int64(day), &item)
        }
        #expect(item.value("owner") == "b")
        let conflicts = events.compactMap { event -> CIConflictDetected? in
            if case .conflictDetected(let conflict) = event { conflict } else { nil }
        }
        #expect(conflicts.map(\.values) == [["a", "b"]] && conflicts.map(\.source) == ["x"])
        var quiet = server
        for day in 0..<6 { try say("v\(day)", by: day % 2 == 0 ? "x" : "y", on: Int64(day), &quiet) }
        #expect(quiet.conflicts.isEmpty, "values that never come back are changes")
    }

    @Test("repeating itself, a refused source takes no turn")
    func repeating() throws {
        var item = server
        try say("data", by: "inventory", on: 0, &item)
        for day in 1..<9 as Range<Int64> { try say("desk", by: "scanner", on: day, &item) }
        #expect(item.conflicts.isEmpty)
    }
}
