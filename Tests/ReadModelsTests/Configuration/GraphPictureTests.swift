import EventModel
import Processes
import ReadModels
import Testing

struct GraphPictureTests {
    private let sample = SampleGraph(
        "shop dependsOn db", "web dependsOn db", "db runsOn host", "host connectedTo switch",
        groups: [.init("shop", ["web", "cache"], needed: 1)])

    private func around(_ id: CIID, depth: Int, limit: Int = 100) throws -> GraphPicture {
        let view = sample.view()
        return GraphPicture(around: try view.found(id), depth: depth, limit: limit, in: view)
    }

    @Test("a neighbourhood has what is near, nearest first, and everything that joins it")
    func neighbourhood() throws {
        let near = try around("db", depth: 1)
        #expect(near.nodes.map(\.id) == ["db", "host", "shop", "web"])
        #expect(near.nodes.map(\.distance) == [0, 1, 1, 1] && near.nodes.allSatisfy { $0.state == nil })
        // The group is no neighbour of the database's, but joins two that are.
        #expect(near.edges.map(\.type) == ["runsOn", "dependsOn", "dependsOn", "redundancyGroup"])
        #expect(try around("db", depth: 0).nodes.map(\.id) == ["db"])
        #expect(try around("db", depth: 9).nodes.count == 6)
        let some = try around("db", depth: 2, limit: 3)
        #expect(some.nodes.map(\.id) == ["db", "host", "shop"] && some.omittedCount == 3)
    }

    @Test("an impact has what suffers with its state, and only what outages go along")
    func impact() throws {
        let view = sample.view()
        let host = try view.found("host")
        let down = GraphPicture(impactOf: host, depth: nil, limit: 100, in: view)
        #expect(
            down.nodes.map { "\($0.id) \($0.state?.name ?? "")" } == ["host down", "db down", "shop down", "web down"])
        #expect(Set(down.edges.map(\.type)) == ["dependsOn", "runsOn", "redundancyGroup"])
        #expect(GraphPicture(impactOf: host, depth: 1, limit: 100, in: view).nodes.count == 2)
        let up = GraphPicture(causesOf: try view.found("shop"), depth: nil, limit: 100, in: view)
        #expect(
            up.nodes.map { "\($0.id) \($0.state?.name ?? "")" }
                == ["shop ", "cache atRisk", "db down", "web atRisk", "host down"])
    }

    @Test("the same graph gives the same text, whatever was recorded first")
    func order() throws {
        var turned = sample
        turned.relationships.reverse()
        turned.items.reverse()
        let (one, other) = (sample.view(), turned.view())
        let pictures = try [one, other].map { GraphPicture(around: try $0.found("db"), depth: 9, limit: 100, in: $0) }
        #expect(pictures[0].dot == pictures[1].dot && pictures[0].mermaid == pictures[1].mermaid)
        #expect(pictures[0].graphML == pictures[1].graphML)
    }

    private func named(_ name: String) throws -> GraphPicture {
        let view = SampleGraph("a connectedTo b").view()
        var picture = GraphPicture(impactOf: try view.found("a"), depth: nil, limit: 9, in: view)
        picture.nodes[0].name = name
        return picture
    }

    @Test("what a name holds steers nothing in DOT")
    func dot() throws {
        let text = try named("a\"; b [x=\\N] &amp; <é>\n二\u{1}").dot
        let label = ##"a\"; b [x=\\N] &amp;amp; <é>\n二\##u{FFFD}\na\nVM, down"##
        #expect(text.contains("n0 [label=\"" + label + "\", fillcolor=\"#f28b82\", penwidth=3];"))
    }

    @Test("what a name holds steers nothing in Mermaid")
    func mermaid() throws {
        let text = try named("\"] --> x[\"<b>`#\n|;&").mermaid
        #expect(
            text.contains(
                "n0[\"#quot;#93; --#gt; x#91;#quot;#lt;b#gt;#96;#35;<br/>#124;#59;#amp;<br/>a<br/>VM, down\"]"))
        #expect(text.contains("classDef down fill:#f28b82,color:#000\n  class n0 down\n"))
    }

    @Test("no id ends the comment of a picture in GraphML")
    func comment() throws {
        let view = SampleGraph("a----->b dependsOn c").view()
        let picture = GraphPicture(around: try view.found("a----->b"), depth: 1, limit: 9, in: view)
        #expect(picture.graphML.contains("<!-- a- - - - -&gt;b and what is at most 1 away"))
    }

    @Test("what a name holds steers nothing in GraphML, and characters that XML lacks are replaced")
    func graphML() throws {
        let text = try named("</data>&\"\n\u{1}é]]>").graphML
        #expect(text.contains("<data key=\"name\">&lt;/data&gt;&amp;&quot;&#10;\u{FFFD}é]]&gt;</data>"))
    }
}
