import EventModel
import Processes
import TestSupport
import Testing

struct RelationshipRuleTests {
    private let start = Scenario<RelationshipProcess>.start
    private var pair: Scenario<RelationshipProcess> {
        Scenario(RelationshipProcess.self, RelationshipID(from: "a", type: "dependsOn", to: "b").rawValue)
            .given(item("VM"), in: CIID("a").stream).given(item("Rack"), in: CIID("b").stream)
    }
    private func item(_ ciClass: String) -> CIEvent {
        .registered(
            CIRegistered(ciClass: ciClass, status: .production, attributes: [], source: "manual", schemaVersion: 0))
    }
    private func add(_ from: CIID = "a", _ type: String = "dependsOn", _ to: CIID = "b") -> AddRelationship {
        AddRelationship(from: from, type: type, to: to)
    }
    private func instant(_ minutes: Int64) -> Instant { start.advanced(byMicros: minutes * Instant.microsPerMinute) }
    private func added(_ from: Int64, to: Int64? = nil) -> RelationshipEvent {
        .added(
            RelationshipAdded(
                from: "a", relationshipType: "dependsOn", to: "b", validFrom: instant(from), validTo: to.map(instant),
                source: "manual"))
    }

    @Test("two items that are there are related, by a type that there is")
    func adding() {
        pair.when(add(), at: instant(5)).then(added(5))
        pair.when(add("a", "likes")).then(
            refused:
                .unknownRelationshipType("likes", known: CISchema.standard.relationshipTypes.map(\.name)))
        pair.when(add("a", "dependsOn", "a")).then(refused: .selfLoop("a"))
        pair.when(add("a", "dependsOn", "z")).then(refused: .notRegistered("z"))
        let retired = pair.given(
            CIEvent.retired(CIRetired(reason: "old", overridden: [], previous: .production)), in: CIID("b").stream)
        retired.when(add()).then(refused: .retired("b", at: instant(2)))
        let merged = pair.given(
            CIEvent.merged(CIsMerged(survivor: "c", absorbed: "b", dropped: [], taken: [], reason: nil)),
            in: CIID("b").stream)
        merged.when(add()).then(refused: .merged("b", into: "c"))
    }

    @Test("the schema says between which classes, and which types know no circles")
    func schema() {
        let ruled = pair.given(
            CISchemaEvent.published(
                CISchemaPublished(
                    version: 1, classes: [CIClass("VM"), CIClass("Rack")],
                    relationshipTypes: [
                        RelationshipType("dependsOn", .toFrom, endPoints: [EndPoints(from: "Rack", to: nil)])
                    ], sources: [], junkValues: [])), in: CISchema.stream)
        ruled.when(add()).then(refused: .illegalEndPoints(type: "dependsOn", from: "VM", to: "Rack"))
        pair.when(AddRelationship(from: "a", type: "contains", to: "b", wayBack: ["b", "a"]))
            .then(refused: .circle(type: "contains", through: ["a", "b", "a"]))
    }

    @Test("an interval ends after it begins, and overlaps no other of the same relationship")
    func intervals() {
        pair.when(AddRelationship(from: "a", type: "dependsOn", to: "b", validFrom: instant(9), validTo: instant(9)))
            .then(refused: .endsBeforeItBegins(from: instant(9), to: instant(9)))
        let held = pair.given(added(0, to: 10))
        let id = RelationshipID(from: "a", type: "dependsOn", to: "b")
        held.when(AddRelationship(from: "a", type: "dependsOn", to: "b", validFrom: instant(9)))
            .then(refused: .alreadyRelated(id, from: instant(0), to: instant(10)))
        held.when(AddRelationship(from: "a", type: "dependsOn", to: "b", validFrom: instant(10))).then(added(10))
    }

    @Test("M8: what ended was so until then; what was recorded wrongly never was")
    func endingAndRetracting() {
        let held = pair.given(added(0))
        let ended = held.when(EndRelationship(at: instant(20))).then(
            .ended(RelationshipEnded(validTo: instant(20), reason: nil)))
        #expect(ended.state?.intervals() == [ValidInterval(from: instant(0), to: instant(20))])
        let void = held.when(RetractRelationship(at: instant(20), reason: "another b")).then(
            .retracted(RelationshipRetracted(validFrom: instant(0), reason: "another b")))
        #expect(void.state?.intervals() == [])
        #expect(void.state?.intervals(knownAt: Position(3)) == [ValidInterval(from: instant(0), to: nil)])
        let id = RelationshipID(from: "a", type: "dependsOn", to: "b")
        ended.when(EndRelationship(at: instant(30))).then(refused: .notRelated(id, at: instant(30)))
        held.when(EndRelationship(at: instant(0))).then(refused: .endsBeforeItBegins(from: instant(0), to: instant(0)))
        held.when(RetractRelationship(at: instant(20))).then(refused: .missing("the reason"))
        pair.when(RetractRelationship(at: instant(20), reason: "x")).then(refused: .notRelated(id, at: instant(20)))
    }

    @Test("a relationship's name says its parts, whatever ids are made of")
    func names() {
        for id in [("a", "b"), ("a~b", "c%7E"), ("%", "~~"), ("ä b", "c/d")] {
            let name = RelationshipID(from: CIID(id.0), type: "dependsOn", to: CIID(id.1))
            #expect(name.parts.map { [$0.from.rawValue, $0.type, $0.to.rawValue] } == [id.0, "dependsOn", id.1])
        }
        #expect(
            RelationshipID(from: "x~dependsOn~y", type: "dependsOn", to: "z")
                != RelationshipID(from: "x", type: "dependsOn", to: "y~dependsOn~z"))
        #expect(RelationshipID("no parts").parts == nil)
    }
}
