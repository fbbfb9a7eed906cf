import EventModel
import Processes
import ReadModels
import Testing

/// The edge cases of cmdb.md, section 7, that are questions to one graph.
struct ImpactTests {
    @Test("M1: in a circle everybody suffers once, and the circle is reported")
    func circle() throws {
        let view = SampleGraph("a dependsOn b", "b dependsOn c", "c dependsOn a").view()
        #expect(try view.impact(of: "a") == ["b": "down", "c": "down"])
        #expect(Components(in: view).strong().map(view.names) == [["a", "b", "c"]])
    }

    @Test("M2: a circle with a group of two out of three, one member down: nothing outside the group is down")
    func circleWithGroup() throws {
        let view = SampleGraph(
            "web dependsOn cluster", "n1 dependsOn web",
            groups: [.init("cluster", ["n1", "n2", "n3"], needed: 2)]
        ).view()
        #expect(try view.impact(of: "n2") == ["cluster": "atRisk", "web": "atRisk", "n1": "atRisk"])
    }

    @Test("M3: a chain of 5,000 and a diamond of 100,000 items are followed to their ends")
    func deep() throws {
        var chain = SampleGraph()
        chain.items = (0...5_000).map { "c\($0)" }
        chain.relationships = (0..<5_000).map { ["c\($0 + 1)", "dependsOn", "c\($0)"] }
        let view = chain.view()
        let impact = Impact(of: [try view.found("c0")], in: view)
        #expect(impact.affected.count == 5_000 && impact.affected.last?.distance == 5_000)
        #expect(impact.path(to: try view.found("c5000")).count == 5_001)

        var diamond = SampleGraph()
        diamond.items = (0..<100_000).map { "d\($0)" }
        diamond.relationships = (1..<99_999).flatMap {
            [["d\($0)", "dependsOn", "d0"], ["d99999", "dependsOn", "d\($0)"]]
        }
        let wide = diamond.view()
        #expect(Impact(of: [try wide.found("d0")], in: wide).affected.count == 99_999)
    }

    @Test("M4: of three members at 50 percent two must be up")
    func percent() throws {
        #expect(RedundancyGroup("g", members: ["a", "b", "c"], percent: 50).needed(of: 3) == 2)
        let view = SampleGraph(groups: [.init("s", ["a", "b", "c"], needed: 2)]).view()
        let (a, b) = (try view.found("a"), try view.found("b"))
        #expect(Impact(of: [a], in: view).affected.map(\.state) == [.atRisk])
        #expect(Impact(of: [a, b], in: view).affected.map(\.state) == [.down])
    }

    @Test("one of two feeds is enough: the loss of one is a risk, the loss of both an outage")
    func impliedGroup() throws {
        let view = SampleGraph("srv poweredBy a", "srv poweredBy b", "app dependsOn srv").view()
        #expect(try view.impact(of: "a") == ["srv": "atRisk", "app": "atRisk"])
        let both = Impact(of: [try view.found("a"), try view.found("b")], in: view)
        #expect(both.affected.map(\.state) == [.down, .down])
    }

    @Test("members that share a host are one single point of failure")
    func hiddenCommonCause() throws {
        let view = SampleGraph(
            "n1 dependsOn host", "n2 dependsOn host", groups: [.init("svc", ["n1", "n2"], needed: 1)]
        ).view()
        let points = Causes(of: try view.found("svc"), in: view).singlePointsOfFailure
        #expect(view.names(points.map(\.item)) == ["host"])
    }

    @Test("a backup that is down takes protection, not service")
    func backup() throws {
        let view = SampleGraph("vault backsUp db", "app dependsOn db").view()
        #expect(try view.impact(of: "vault") == ["db": "atRisk", "app": "atRisk"])
    }

    @Test("what consumes a service that is down is degraded, and what depends on that too")
    func degraded() throws {
        let view = SampleGraph("shop consumes rates", "site dependsOn shop").view()
        #expect(try view.impact(of: "rates") == ["shop": "degraded", "site": "degraded"])
    }

    @Test("the way to an affected item begins with what went down and ends with the item")
    func witness() throws {
        let view = SampleGraph("svc dependsOn app", "app dependsOn db", "svc dependsOn cache", "cache dependsOn db")
            .view()
        let impact = Impact(of: [try view.found("db")], in: view)
        let path = view.names(impact.path(to: try view.found("svc")))
        #expect(path.count == 3 && path.first == "db" && path.last == "svc")
    }

    @Test("a limit on ways is said")
    func truncated() throws {
        var graph = SampleGraph()
        graph.items = (0..<30).map { "i\($0)" }
        graph.relationships = (0..<30).flatMap { from in
            (0..<30).filter { $0 != from }.map { ["i\(from)", "dependsOn", "i\($0)"] }
        }
        let view = graph.view()
        let (start, end) = (try view.found("i0"), try view.found("i29"))
        let some = Paths(in: view).simple(from: start, to: end, limit: 10, longest: 3)
        #expect(some.paths.count == 10 && some.isTruncated)
        let all = Paths(in: view).simple(from: start, to: end, limit: 1_000, longest: 2)
        #expect(all.paths.count == 29 && all.isTruncated)
    }
}
