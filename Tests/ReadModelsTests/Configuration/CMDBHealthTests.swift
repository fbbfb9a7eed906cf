import EventModel
import Processes
import ReadModels
import Testing

/// The figures of the record's health, each against its definition.
struct CMDBHealthTests {
    private static func day(_ number: Int64) -> Instant { Instant(micros: number * Instant.microsPerDay) }

    private let schema = CISchema(
        version: 1,
        classes: [
            CIClass(
                "Server",
                attributes: [
                    AttributeDefinition("serial", isRequired: true), AttributeDefinition("owner", isRequired: true),
                    AttributeDefinition("note"),
                ], identifiers: [IdentifierRule("serial", ["serial"]), IdentifierRule("note", ["note"], isWeak: true)]),
            CIClass(
                "Part", attributes: [AttributeDefinition("serial"), AttributeDefinition("note")],
                identifiers: [IdentifierRule("serial", ["serial"])]),
        ],
        relationshipTypes: [RelationshipType("dependsOn", .toFrom)], sources: [],
        junkValues: ["to be filled by o.e.m."], staleAfterDays: 60)

    private func item(
        _ id: CIID, _ ciClass: String = "Server", _ values: [String: String] = [:], seen: Int64? = nil,
        batch: String? = "b"
    ) -> ConfigurationItem {
        let attributes = values.sorted { $0.key < $1.key }
            .map { CIAttribute($0.key, $0.value, source: "test", at: Self.day(0)) }
        return ConfigurationItem(
            id: id, ciClass: ciClass, attributes: attributes, registeredAt: Self.day(0), seenAt: seen.map(Self.day),
            sightings: seen.map { [CISighting(source: "test", at: Self.day($0), batch: batch)] } ?? [])
    }

    private func view(
        _ items: [ConfigurationItem], _ pairs: [(CIID, CIID)] = [], schema: CISchema? = nil, at: Int64 = 100
    ) -> GraphView {
        var graph = ConfigurationGraph()
        for item in items {
            let mark = CIMark(position: .first, at: Self.day(0), kind: .registered, text: item.ciClass)
            graph.set(CIRow(item: item, marks: [mark]))
        }
        for (from, to) in pairs {
            graph.set(
                Relationship(
                    from: from, type: "dependsOn", to: to, source: "test", attributes: [],
                    statements: [
                        ValidityStatement(position: .first, kind: .added, from: Self.day(0), to: Self.day(200))
                    ]))
        }
        return GraphView(graph, schema: schema ?? self.schema, asOf: Self.day(at))
    }

    /// `count/of, excluded`
    private func figure(_ name: String, _ health: CMDBHealth) throws -> String {
        let figure = try #require(health.figures.first { $0.figure.name == name }?.figure)
        return "\(figure.value.map { "\($0.numerator)" } ?? "-")/\(figure.n), \(figure.excluded)"
    }

    @Test(
        "completeness: items with every required attribute ÷ items of classes that require any; what is missing is told"
    )
    func completeness() throws {
        let items = [
            item("a", values(serial: "S1", owner: "x")), item("b", values(serial: "S2")), item("c"),
            item("d", values(serial: "S3", owner: "")), item("p", "Part"), item("u", "Unknown"),
        ]
        let health = CMDBHealth(of: items, [], in: view(items))
        #expect(try figure("completeness", health) == "1/4, 2")
        let parts = health.figures[0].figure.parts.map { "\($0.name) \($0.count)" }
        #expect(parts == ["missing Server.owner 3", "missing Server.serial 1"])
    }

    @Test("orphans: items without any relationship that holds, and in no redundancy group ÷ items")
    func orphans() throws {
        let items = ["a", "b", "c", "d"].map { item($0) }
        #expect(try figure("orphans", CMDBHealth(of: items, [], in: view(items, [("a", "b")]))) == "2/4, 0")
        // The relationship has ended by then.
        #expect(try figure("orphans", CMDBHealth(of: items, [], in: view(items, [("a", "b")], at: 300))) == "4/4, 0")
        var group = SampleGraph(groups: [.init("a", ["b"], needed: 1)])
        group.items.append("c")
        let members = group.items.map { item(CIID($0)) }
        #expect(try figure("orphans", CMDBHealth(of: members, [], in: group.view())) == "1/3, 0")
    }

    @Test("stale items: not seen for as many days as the schema allows ÷ items that sources report in batches")
    func stale() throws {
        var marked = item("f", seen: 99)
        marked.staleSince = Self.day(90)
        let items = [
            item("a", seen: 40), item("b", seen: 41), item("c", seen: 1, batch: nil), item("d"), marked,
        ]
        #expect(try figure("staleItems", CMDBHealth(of: items, [], in: view(items))) == "2/3, 2")
        var patient = schema
        patient.staleAfterDays = nil
        #expect(try figure("staleItems", CMDBHealth(of: items, [], in: view(items, schema: patient))) == "-/0, 5")
    }

    @Test(
        "duplicates: items with all values of a strong rule in common with another ÷ items that a strong rule identifies"
    )
    func duplicates() throws {
        let items = [
            item("a", values(serial: "SN 7")), item("b", values(serial: "sn  7")),
            item("p", "Part", ["serial": "Sn 7"]),
            item("c", values(serial: "SN8")), item("d", ["serial": "SN9", "note": "rack two"]),
            item("e", ["serial": "SN10", "note": "rack two"]), item("j", values(serial: "To Be Filled By O.E.M.")),
            item("k", values(serial: "to be filled by O.E.M.")), item("n"),
        ]
        #expect(try figure("duplicates", CMDBHealth(of: items, [], in: view(items))) == "3/6, 3")
    }

    @Test("correctness: items that are neither orphans, nor stale, nor duplicates ÷ items, each counted once")
    func correctness() throws {
        let items = [
            item("a", values(serial: "S1"), seen: 1), item("b", values(serial: "S1"), seen: 99),
            item("c", values(serial: "S2"), seen: 99), item("d", values(serial: "S3"), seen: 99),
            item("e", values(serial: "S4")),
        ]
        let health = CMDBHealth(of: items, [], in: view(items, [("a", "b"), ("c", "e")]))
        #expect(try figure("correctness", health) == "2/5, 0")
    }

    @Test(
        "compliance: items without a flaw ÷ items looked at, and accuracy: attributes, in the newest audit of each class"
    )
    func audits() throws {
        let old = audit("old", "Server", sample: 10, flawless: 1, at: 1)
        let new = audit("new", "Server", sample: 20, flawless: 15, of: 50, at: 9)
        let late = audit("late", "Server", sample: 5, flawless: 0, at: 4)
        let open = audit("open", "Server", sample: 9, flawless: nil, at: 10)
        let health = CMDBHealth(of: [], [old, new, late, open], in: view([]))
        #expect(try figure("compliance", health) == "15/20, 15")
        #expect(try figure("accuracy", health) == "75/80, 60")
        let (compliance, accuracy) = (health.figures[5], health.figures[6])
        #expect(compliance.figure.parts == [Figure.Part("failed new", 5)])
        #expect(compliance.interval == WilsonInterval(matches: 15, of: 20, population: 50))
        #expect(accuracy.interval == WilsonInterval(matches: 75, of: 80))
        let surer = CMDBHealth(of: [], [new], in: view([]), .percent99)
        #expect(surer.figures[5].interval == WilsonInterval(matches: 15, of: 20, population: 50, .percent99))
    }

    @Test("audits of several classes are added up, without an interval: they are no sample of all items")
    func severalClasses() throws {
        let health = CMDBHealth(
            of: [],
            [audit("a", "Server", sample: 4, flawless: 3, at: 1), audit("b", "Part", sample: 6, flawless: 6, at: 2)],
            in: view([]))
        #expect(try figure("compliance", health) == "9/10, 0")
        #expect(health.figures.allSatisfy { $0.interval == nil })
    }

    @Test("incidents with an item ÷ incidents logged, where they are counted")
    func incidents() throws {
        let health = CMDBHealth(of: [], [], incidents: IncidentCoverage(withItem: 3, logged: 8), in: view([]))
        #expect(try figure("incidentsWithItem", health) == "3/8, 0")
        #expect(CMDBHealth(of: [], [], in: view([])).figures.count == 7)
    }

    @Test("over nothing no figure has a value")
    func nothing() {
        let health = CMDBHealth(of: [], [], incidents: IncidentCoverage(withItem: 0, logged: 0), in: view([]))
        #expect(health.figures.count == 8 && health.itemCount == 0)
        #expect(health.figures.allSatisfy { $0.figure.value == nil && $0.figure.n == 0 && $0.interval == nil })
        #expect(health.figures.allSatisfy { $0.figure.json.member("value") == .null })
    }

    private func item(_ id: CIID, _ values: [String: String], seen: Int64? = nil) -> ConfigurationItem {
        item(id, "Server", values, seen: seen)
    }
    private func values(serial: String, owner: String? = nil) -> [String: String] {
        var values = ["serial": serial]
        values["owner"] = owner
        return values
    }

    /// Four attributes an item, one of them wrong in each that has a flaw.
    private func audit(
        _ name: String, _ ciClass: String, sample: Int64, flawless: Int64?, of population: Int64 = 100, at: Int64
    ) -> CMDBAudit {
        let plan = CMDBAuditPlanned(
            name: name, ciClass: ciClass, seed: 1, asOf: Self.day(at), position: .first, population: population,
            sample: [])
        let result = flawless.map { flawless in
            CMDBAuditPerformed(
                name: name, sample: sample, population: population, matches: 4 * sample - (sample - flawless),
                attributes: 4 * sample, flawlessItems: flawless, findings: [])
        }
        return CMDBAudit(plan: plan, result: result, performedAt: result.map { _ in Self.day(at) })
    }
}

extension JSONValue {
    fileprivate func member(_ name: String) -> JSONValue? {
        guard case .object(let object) = self else { return nil }
        return object[name]
    }
}
