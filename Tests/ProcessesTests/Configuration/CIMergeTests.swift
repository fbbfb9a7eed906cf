import EventModel
import Processes
import TestSupport
import Testing

struct CIMergeTests {
    private func item(_ id: String, _ attributes: [AttributeValue] = []) -> CIEvent {
        .registered(
            CIRegistered(ciClass: "VM", status: .production, attributes: attributes, source: "manual", schemaVersion: 0)
        )
    }
    private func merged(_ absorbed: CIID, into survivor: CIID, taken: [AttributeValue] = []) -> CIEvent {
        .merged(CIsMerged(survivor: survivor, absorbed: absorbed, dropped: [], taken: taken, reason: nil))
    }
    private var three: Scenario<CIProcess> {
        Scenario(CIProcess.self, "a").given(item("a", [AttributeValue("owner", "desk")]))
            .given(item("b"), on: "b").given(item("c"), on: "c")
    }

    @Test("M9: a relationship between the two is named as dropped, and the survivor takes what it lacks")
    func dropsBetween() {
        let between = RelationshipID(from: "a", type: "dependsOn", to: "b")
        let event = CIEvent.merged(
            CIsMerged(
                survivor: "b", absorbed: "a", dropped: [between], taken: [AttributeValue("owner", "desk")], reason: nil)
        )
        let after = three.when(MergeCI(into: "b", between: [between])).then(event)
        #expect(after.state(of: "a")?.mergedInto == "b")
        #expect(after.state(of: "b")?.absorbed == ["a"] && after.state(of: "b")?.value("owner") == "desk")
    }

    @Test("M11: a merge into what was merged goes to the one that goes on; a circle is refused")
    func aliases() {
        let chained = three.given(merged("b", into: "c"), on: "b").given(merged("b", into: "c"), on: "c")
        chained.when(MergeCI(into: "b")).then(
            .merged(
                CIsMerged(
                    survivor: "c", absorbed: "a", dropped: [], taken: [AttributeValue("owner", "desk")], reason: nil)))
        let circle = three.given(merged("b", into: "a"), on: "b").given(merged("b", into: "a"), on: "a")
        circle.when(MergeCI(into: "b")).then(refused: .aliasCircle(["a", "b", "a"]))
        three.when(MergeCI(into: "a")).then(refused: .mergeIntoItself("a"))
        three.when(MergeCI(into: "z")).then(refused: .notRegistered("z"))
        circle.when(SetCIAttributes([AttributeValue("name", "x")]), on: "b").then(refused: .merged("b", into: "a"))
    }

    @Test("M12: a merge that is taken back restores both; the survivor gives back what it took")
    func unmerging() {
        let after = three.when(MergeCI(into: "b")).done()
            .when(UnmergeCI(reason: "two machines")).done()
        #expect(after.state(of: "a")?.mergedInto == nil && after.state(of: "a")?.value("owner") == "desk")
        #expect(after.state(of: "b")?.absorbed == [] && after.state(of: "b")?.value("owner") == nil)
        three.when(UnmergeCI(reason: "x")).then(refused: .notMerged("a"))
    }

    private func claim(_ others: [CIID], _ kind: CIConflictKind = .identity, about what: String = "serial") -> CIEvent {
        .conflictDetected(
            CIConflictDetected(kind: kind, what: what, others: others, values: ["SN-7"], source: "discovery"))
    }
    private func settled(_ text: String) -> CIEvent {
        .conflictResolved(CIConflictResolved(what: "serial", resolution: text, kind: .identity))
    }
    private func open(_ item: ConfigurationItem?) -> [CIConflictKind]? { item?.conflicts.map(\.kind) }

    @Test("a merge decides the conflicts about which of the two is which, in whichever stream they are, and no others")
    func settlesConflicts() {
        let story = three.given(claim(["b"])).given(claim([], .value)).given(claim(["a"]), on: "b")
            .given(claim([], about: "uuid"), on: "b")
        let after = story.when(MergeCI(into: "b")).done()
        #expect(open(after.state(of: "a")) == [.value])
        #expect(after.state(of: "b")?.conflicts.map(\.what) == ["uuid"])
        let only = three.given(claim(["b"])).when(MergeCI(into: "b"))
        only.then(
            merged("a", into: "b", taken: [AttributeValue("owner", "desk")]), settled("a was merged into b"))
    }

    @Test("a conflict of three items is open until the last of them is merged, under whatever ids it names them")
    func settlesConflictsOfMany() {
        let story = three.given(claim(["b", "c"]))
        let once = story.when(MergeCI(into: "a"), on: "b").done()
        #expect(open(once.state(of: "a")) == [.identity])
        #expect(open(once.when(MergeCI(into: "a"), on: "c").done().state(of: "a")) == [])
        let aside = story.when(MergeCI(into: "c"), on: "b").done()
        #expect(open(aside.state(of: "a")) == [.identity])
        #expect(open(aside.when(MergeCI(into: "c"), on: "a").done().state(of: "a")) == [])
    }

    @Test("a merge that is taken back opens no conflict: the next report finds it again")
    func unmergingOpensNothing() {
        let after = three.given(claim(["b"])).when(MergeCI(into: "b")).done().when(UnmergeCI(reason: "two")).done()
        #expect(open(after.state(of: "a")) == [] && open(after.state(of: "b")) == [])
    }

    @Test("a redundancy group names items that are there, and needs as many as it can have")
    func groups() {
        func define(_ members: [CIID], minUp: Int64? = nil, percent: Int64? = nil) -> DefineRedundancyGroup {
            DefineRedundancyGroup(RedundancyGroup("web", members: members, minUp: minUp, percent: percent))
        }
        three.when(define(["b", "c"], minUp: 2))
            .then(
                .groupDefined(RedundancyGroupDefined(group: RedundancyGroup("web", members: ["b", "c"], minUp: 2))))
        three.when(define(["b", "c"], minUp: 3)).then(refused: .groupOutOfRange(name: "web", members: 2, needed: 3))
        three.when(define(["b", "c"], minUp: 0)).then(refused: .groupOutOfRange(name: "web", members: 2, needed: 0))
        three.when(define(["b"], percent: 101)).then(refused: .percentOutOfRange(name: "web", found: 101))
        three.when(define(["a"], minUp: 1)).then(refused: .selfLoop("a"))
        three.when(define(["z"], minUp: 1)).then(refused: .notRegistered("z"))
        three.when(define(["b", "b"], minUp: 1))
            .then(refused: .invalid(what: "group web", problem: "it names a member twice"))
        three.when(RemoveRedundancyGroup("web")).then(refused: .noGroup("web"))
        three.when(ResolveCIConflict(about: "serial", resolution: "x")).then(refused: .noConflict("serial"))
    }
}
