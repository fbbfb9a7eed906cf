import EventModel
import Processes
import TestSupport
import Testing

/// Every rule of configuration items, with what it lets through and what it refuses.
struct CIRuleTests {
    private let empty = Scenario(CIProcess.self, "srv-1")
    private var server: Scenario<CIProcess> { empty.given(registered()) }

    private func registered(
        _ ciClass: String = "PhysicalServer", _ attributes: [AttributeValue] = [], status: CIStatus = .production
    ) -> CIEvent {
        .registered(
            CIRegistered(
                ciClass: ciClass, status: status, attributes: attributes, source: "manual", schemaVersion: 0))
    }
    private let strict = CISchemaEvent.published(
        CISchemaPublished(
            version: 1,
            classes: [
                CIClass(
                    "PhysicalServer",
                    attributes: [
                        AttributeDefinition("serial", .text, isRequired: true), AttributeDefinition("cores", .integer),
                        AttributeDefinition("name"),
                    ])
            ],
            relationshipTypes: [], sources: [], junkValues: []))

    @Test("an item is registered once, of a class that there is, with attributes that the class has")
    func registering() {
        empty.when(RegisterCI(class: "PhysicalServer", attributes: [AttributeValue("serial", "SN-7")]))
            .then(registered("PhysicalServer", [AttributeValue("serial", "SN-7")]))
        server.when(RegisterCI(class: "VM")).then(refused: .alreadyRegistered("srv-1", class: "PhysicalServer"))
        empty.when(RegisterCI(class: "Toaster"))
            .then(refused: .unknownClass("Toaster", known: CISchema.standard.classes.map(\.name)))
        let known = CISchema.standard.ciClass("VM")?.attributes.map(\.name) ?? []
        empty.when(RegisterCI(class: "VM", attributes: [AttributeValue("colour", "red")]))
            .then(refused: .unknownAttribute("colour", class: "VM", known: known))
        empty.when(RegisterCI(class: "VM", source: "two words"))
            .then(refused: .invalid(what: "the source", problem: "\"two words\" is no name"))
        empty.when(RegisterCI(class: "VM", status: .retired)).then(refused: .retiredByRetiring)
        let long = String(repeating: "x", count: 129)
        Scenario(CIProcess.self, long).when(RegisterCI(class: "VM"))
            .then(
                refused:
                    .invalid(what: "the item's id", problem: "it has 129 bytes, at most 128 are allowed"))
    }

    @Test("a required attribute is there, and values are of their type, in one form")
    func values() {
        let ruled = empty.given(strict, in: CISchema.stream)
        ruled.when(RegisterCI(class: "PhysicalServer"))
            .then(refused: .missingAttribute("serial", class: "PhysicalServer"))
        let serial = AttributeValue("serial", "SN-7")
        ruled.when(RegisterCI(class: "PhysicalServer", attributes: [serial, AttributeValue("cores", "many")]))
            .then(refused: .wrongValue(attribute: "cores", type: .integer, found: "many"))
        ruled.when(RegisterCI(class: "PhysicalServer", attributes: [serial, AttributeValue("cores", " 064 ")]))
            .then(
                .registered(
                    CIRegistered(
                        ciClass: "PhysicalServer", status: .production,
                        attributes: [serial, AttributeValue("cores", "64")],
                        source: "manual", schemaVersion: 1)))
        #expect(AttributeType.boolean.canonical("Yes") == "true" && AttributeType.boolean.canonical("2") == nil)
        #expect(AttributeType.instant.canonical("2026-03-01") == "2026-03-01T00:00:00Z")
        #expect(AttributeType.text.canonical(String(repeating: "x", count: 1_000_000)) == nil)
        #expect(AttributeType.item.canonical("") == nil)
    }

    @Test("setting records what really changes, from what to what; a correction needs a reason")
    func setting() {
        let named = server.given(
            .attributesChanged(
                CIAttributesChanged(
                    changes: [AttributeChange("name", from: nil, to: "web")], source: "manual", change: nil,
                    lastSeenOld: nil)))
        named.when(SetCIAttributes([AttributeValue("name", "web-1"), AttributeValue("owner", "desk")]))
            .then(
                .attributesChanged(
                    CIAttributesChanged(
                        changes: [
                            AttributeChange("name", from: "web", to: "web-1"),
                            AttributeChange("owner", from: nil, to: "desk"),
                        ], source: "manual", change: nil, lastSeenOld: nil)))
        named.when(SetCIAttributes([AttributeValue("name", "web")])).then(refused: .unchanged("srv-1"))
        named.when(SetCIAttributes([])).then(refused: .missing("an attribute"))
        named.when(SetCIAttributes([AttributeValue("name", "")]))
            .then(
                .attributesChanged(
                    CIAttributesChanged(
                        changes: [AttributeChange("name", from: "web", to: nil)], source: "manual", change: nil,
                        lastSeenOld: nil)))
        named.when(CorrectCI([AttributeValue("name", "w")])).then(refused: .missing("the reason"))
        empty.when(SetCIAttributes([AttributeValue("name", "x")])).then(refused: .notRegistered("srv-1"))
        let early = Scenario<CIProcess>.start.advanced(byMicros: -1)
        server.when(SetCIAttributes([AttributeValue("name", "x")]), at: early)
            .then(refused: .beforeRegistration(occurredAt: early, registeredAt: Scenario<CIProcess>.start))
    }

    @Test("M17: an item in use is retired only with a reason that overrides that, and comes back only if it left")
    func retiring() {
        let users = ["incident INC-2026-000001"]
        server.when(RetireCI(users: users, reason: "old")).then(refused: .inUse("srv-1", by: users))
        server.when(RetireCI(users: users, override: "it burns"))
            .then(.retired(CIRetired(reason: "it burns", overridden: users, previous: .production)))
        server.when(RetireCI()).then(refused: .missing("the reason"))
        let retired = server.given(.retired(CIRetired(reason: "old", overridden: [], previous: .production)))
        let at = Scenario<CIProcess>.start.advanced(byMicros: Instant.microsPerMinute)
        retired.when(RetireCI(reason: "again")).then(refused: .retired("srv-1", at: at))
        retired.when(SetCIAttributes([AttributeValue("name", "x")])).then(refused: .retired("srv-1", at: at))
        retired.when(AttestCI()).then(refused: .retired("srv-1", at: at))
        server.when(ReactivateCI(reason: "found")).then(refused: .notRetired("srv-1", .production))
        retired.when(ReactivateCI(as: .retired, reason: "found")).then(refused: .retiredByRetiring)
        retired.when(ReactivateCI(reason: "found"))
            .then(.reactivated(CIReactivated(status: .stock, reason: "found")))
    }

    @Test("M18: a new item may say which retired one had its identity before")
    func previousIdentity() {
        let other = Scenario(CIProcess.self, "srv-2").given(registered(), on: "srv-1")
        other.when(RegisterCI(class: "VM", previousIdentity: "srv-1"))
            .then(refused: .notRetired("srv-1", .production))
        other.when(RegisterCI(class: "VM", previousIdentity: "srv-9")).then(refused: .notRegistered("srv-9"))
    }

    @Test("the status is moved by its command, to another one")
    func status() {
        server.when(ChangeCIStatus(to: .production)).then(refused: .statusUnchanged(.production))
        server.when(ChangeCIStatus(to: .retired)).then(refused: .retiredByRetiring)
        server.when(ChangeCIStatus(to: .repair))
            .then(.statusChanged(CIStatusChanged(status: .repair, previous: .production)))
    }

    @Test("M14: a new class keeps relationships that it does not allow, and names them")
    func reclassifying() {
        let racks = CISchemaEvent.published(
            CISchemaPublished(
                version: 1, classes: [CIClass("PhysicalServer"), CIClass("VM"), CIClass("Rack")],
                relationshipTypes: [
                    RelationshipType("mountedIn", .none, endPoints: [EndPoints(from: "PhysicalServer", to: "Rack")])
                ], sources: [], junkValues: []))
        let mounted = RelationshipID(from: "srv-1", type: "mountedIn", to: "rack-1")
        let ruled = server.given(racks, in: CISchema.stream)
        ruled.when(ReclassifyCI(to: "VM", relationships: [(mounted, "Rack")], reason: "moved"))
            .then(
                .reclassified(
                    CIReclassified(ciClass: "VM", previous: "PhysicalServer", nonconforming: [mounted], reason: "moved")
                ))
        ruled.when(ReclassifyCI(to: "PhysicalServer", reason: "x")).then(refused: .classUnchanged("PhysicalServer"))
        ruled.when(ReclassifyCI(to: "Cow", reason: "x"))
            .then(refused: .unknownClass("Cow", known: ["PhysicalServer", "VM", "Rack"]))
    }
}
