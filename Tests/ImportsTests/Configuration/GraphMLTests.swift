import EventModel
import Imports
import Processes
import Testing

@Suite("GraphML") struct GraphMLTests {
    private func graph(_ content: String, keys: String = "", _ attributes: String = "edgedefault=\"undirected\"")
        -> String
    {
        "<graphml>\(keys)<graph \(attributes)>\(content)</graph></graphml>"
    }
    private let keys = """
        <key id="d0" for="node" attr.name="label" attr.type="string"/>
        <key id="d1" for="node" attr.name="Latitude" attr.type="double"/>
        <key id="d2" for="edge" attr.name="LinkSpeed" attr.type="int"><default>10</default></key>
        <key id="d3" for="edge" attr.name="relationshipType"/>
        <key id="d4" for="node" attr.name="class"/>
        """

    @Test("nodes are items named after their graph, edges relationships, data attributes")
    func mapping() throws {
        let said = try Said(
            graphML: graph(
                """
                <node id="0"><data key="d0">Z&#252;rich &amp; Bern</data><data key="d1">47.37</data></node>
                <node id="1"><data key="d4">Site</data></node>
                <edge source="0" target="1"><data key="d2">100</data></edge>
                <edge source="1" target="0"><data key="d3">locatedAt</data></edge>
                """, keys: keys))
        #expect(said.items.map(\.id) == ["net/0", "net/1"] && said.rejected.isEmpty)
        #expect(said.item("net/0")?["name"] == "Zürich & Bern" && said.item("net/0")?["Latitude"] == "47.37")
        #expect(said.items.map(\.ciClass) == ["NetworkDevice", "Site"])
        #expect(said.joined == ["net/0 connectedTo net/1", "net/1 locatedAt net/0"])
        #expect(said.relationships.map { $0.attributes.map(\.value) } == [["100"], ["10"]])
    }

    @Test("ids begin with the graph's id, the file's name, or what is asked for")
    func prefixes() throws {
        let two = "<graphml><graph id=\"g\"><node id=\"a\"/></graph><graph><node id=\"a\"/></graph></graphml>"
        #expect(try Said(graphML: two).items.map(\.id) == ["g/a", "net-2/a"])
        let node = Array(graph("<node id=\"a\"/>").utf8)
        for (name, id) in [("/x/net-1.2.graphml.zst", "net-1.2/a"), ("standard input", "graph/a"), (".xml", "graph/a")]
        {
            #expect(try Said(GraphMLExport(ByteSource(name: name, bytes: zstd(node)))).items.map(\.id) == [CIID(id)])
        }
        var options = GraphMLOptions()
        options.prefix = ""
        #expect(try Said(graphML: graph("<node id=\"a\"/>"), options).items.map(\.id) == ["a"])
    }

    @Test("directed edges are what is asked for, undirected ones connections; parallel edges are one")
    func directions() throws {
        var options = GraphMLOptions()
        options.directedType = "dependsOn"
        let said = try Said(
            graphML: graph(
                """
                <node id="a"/><node id="b"/><edge source="a" target="b"/><edge source="b" target="a"/>
                <edge source="a" target="b" directed="true"/><edge source="b" target="a" directed="true"/>
                <edge source="a" target="b"/>
                """), options)
        #expect(said.joined == ["net/a connectedTo net/b", "net/a dependsOn net/b", "net/b dependsOn net/a"])
        #expect(said.nothing == 2)
    }

    @Test("edges may come before their nodes; one without a node is rejected where it stands")
    func order() throws {
        let said = try Said(
            graphML: graph(
                "<edge source=\"a\" target=\"b\"/>\n<edge source=\"a\" target=\"z\"/><node id=\"a\"/><node id=\"b\"/>"))
        #expect(said.joined == ["net/a connectedTo net/b"])
        #expect(
            said.complaints == [
                "net.graphml, line 2, column 1 (edge a to z): expected a node of the graph, found no node \"z\""
            ])
    }

    @Test(
        "a row that will not do costs no other row",
        arguments: [
            ("<node/>", "expected the id of a node, found none"),
            ("<node id=\"a\"/>", "expected each id once, found the node \"a\" again"),
            ("<edge source=\"a\"/>", "expected the source and the target of an edge, found a to ?"),
            (
                "<hyperedge id=\"h\"><endpoint node=\"a\"/></hyperedge>",
                "expected an edge between two nodes, found a hyperedge"
            ),
            (
                "<node id=\"n\"><graph><node id=\"m\"/></graph></node>",
                "expected a node, found a graph within a node, which is not taken"
            ),
            ("<node id=\"n\"><data key=\"d9\">x</data></node>", "expected a key that is declared, found \"d9\""),
            (
                "<node id=\"n\"><data key=\"d1\">north</data></node>",
                "data d1 (Latitude): expected a number, found \"north\""
            ),
            (
                "<edge source=\"a\" target=\"a\"><data key=\"d2\">1.5</data></edge>",
                "data d2 (LinkSpeed): expected a whole number, found \"1.5\""
            ),
            (
                "<node id=\"n\"><data key=\"d0\">x</data><data key=\"d0\">y</data></node>",
                "expected each attribute once, found label again"
            ),
        ])
    func rejecting(row: String, reason: String) throws {
        let said = try Said(graphML: graph("<node id=\"a\"/>\(row)<node id=\"last\"/>", keys: keys))
        #expect(said.rejected.map(\.reason) == [reason])
        #expect(said.items.map(\.id) == ["net/a", "net/last"])
    }

    @Test("comments, instructions, sections, name spaces, ports and graphics are no trouble")
    func forms() throws {
        let said = try Said(
            graphML: """
                \u{FEFF}<?xml version='1.0' encoding="UTF-8" standalone="no"?><!-- a - comment --><?for others?>
                <g:graphml xmlns:g="http://graphml.graphdrawing.org/xmlns"><g:desc>x</g:desc>
                <g:key id='k' for='all' attr.name='label'/><g:data key='k'>of the file</g:data>
                <g:graph id='n' edgedefault='undirected'><g:data key='k'>of the graph</g:data>
                <g:node id='&lt;1&gt;'><g:port name='p'/><g:data key='k'>a<![CDATA[<b>&]]>c<y:Shape><y:Fill c="#"/></y:Shape></g:data></g:node>
                </g:graph></g:graphml>
                <!-- the end -->

                """)
        #expect(said.items.map(\.id) == ["n/<1>"] && said.items.first?["name"] == "a<b>&c")
    }

    @Test(
        "what is not well formed is an error with its place, what was expected, what was found, and what to do",
        arguments: [
            ("", "line 1, column 1: expected an element, found the end of the text; it is empty"),
            ("x<graphml/>", "line 1, column 1: expected nothing but elements and comments there, found text"),
            ("<html/>", "line 1, column 1: expected <graphml>, found <html>; this is no GraphML"),
            (
                "<graphml>\n<graph>\n",
                "line 3, column 1: expected </graph> for the <graph> of line 2, column 1, found the end"
            ),
            ("<graphml></graph>", "line 1, column 10: expected </graphml>, found </graph>"),
            ("<graphml/><graphml/>", "line 1, column 11: expected one outermost element, found another one"),
            ("<graphml a=1>", "line 1, column 12: expected a value in quotes, found \"1\""),
            ("<graphml a='1' a='2'>", "line 1, column 16: expected each attribute once, found a again"),
            ("<graphml a='1'b='2'>", "line 1, column 15: expected white space, \">\" or \"/>\" in a tag, found \"b\""),
            ("<graphml a='<'>", "line 1, column 13: expected the end of a value, found \"<\""),
            ("<graphml><1/>", "line 1, column 11: expected the name of an element, found \"1\""),
            ("<graphml>\u{1}", "line 1, column 10: expected text, found the byte 01"),
            (
                "<graphml>&nbsp;",
                "line 1, column 10: expected &lt; &gt; &amp; &quot; &apos; or the number of a character, found \"&nbsp\""
            ),
            ("<graphml>&#0;", "found \"&#0\""), ("<graphml>&#xD800;", "found \"&#xD800\""),
            ("<graphml>&amp", "found \"&amp\""),
            ("<graphml><!-- x", "expected --> within"), ("<graphml><![CDATA[ x", "expected ]]> within"),
            ("<?xml version='1.0' encoding='UTF-16'?><graphml/>", "found utf-16, as the first line says"),
            ("<graphml><key/>", "expected the id of a key, found none"),
            ("<graphml><key id='a'/><key id='a'/>", "expected each key once, found the key a again"),
        ])
    func malformed(text: String, message: String) throws {
        let found = try #require(complaint { try Said(graphML: text) })
        #expect(found.contains(message), "\(found)")
        #expect(found.hasPrefix("net.graphml"), "\(found)")
    }

    @Test(
        "entities that expand without end, and files from elsewhere, are refused with the declaration that makes them")
    func entities() throws {
        let laughs = """
            <?xml version="1.0"?>
            <!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol1 "&lol;&lol;&lol;"><!ENTITY x SYSTEM "file:///etc/passwd">]>
            <graphml>&lol1;</graphml>
            """
        let found = complaint { try Said(graphML: laughs) }
        #expect(
            found
                == "net.graphml, line 2, column 1: expected an element, found a declaration (<!DOCTYPE or the like); "
                + "document types are refused, for entities may expand without end: take it out")
    }

    @Test("elements nested without end are refused at a depth that is stated")
    func nested() throws {
        let deep = String(repeating: "<a>", count: 1_000_000)
        let found = try #require(complaint { try Said(graphML: "<graphml>" + deep) })
        #expect(
            found.contains("line 1, column 199: expected at most 64 elements within each other, found one more"),
            "\(found)")
        let wide = String(repeating: "<a><a/></a>", count: 10_000)
        #expect(complaint { try Said(graphML: graph(wide)) } == nil)
    }

    @Test("a text of 1 MB is handed on, one without end is refused")
    func long() throws {
        let text = String(repeating: "x", count: 1_000_000)
        let said = try Said(graphML: graph("<node id=\"a\"><data key=\"d0\">\(text)</data></node>", keys: keys))
        #expect(said.items.first?["name"]?.utf8.count == 1_000_000)
        let found = complaint { try Said(graphML: "<graphml a=\"" + String(repeating: "x", count: 3 << 20)) }
        #expect(found?.contains("expected a text of at most 2097152 bytes, found more") == true)
    }

    @Test("bytes that are no UTF-8 are an error at their text")
    func encoding() throws {
        let bytes = Array("<graphml><graph>\n<node id=\"".utf8) + [0xC3, 0x28] + Array("\"/></graph></graphml>".utf8)
        let found = complaint { try Said(GraphMLExport(ByteSource(name: "net.graphml", bytes: bytes))) }
        #expect(
            found?.contains("line 2, column 10: expected UTF-8, found bytes that are none") == true, "\(found ?? "")")
    }

    @Test("a damaged file is found out before its first row is given out")
    func proofreading() throws {
        let good = graph("<node id=\"a\"/>")
        try withFile(named: "good.graphml", Array(good.utf8)) { good in
            try withFile(named: "bad.graphml", Array("<graphml><graph><node id=\"a\"/>".utf8)) { bad in
                #expect(throws: ImportError.self) { _ = try GraphMLExport(paths: [good, bad]) }
                let said = try Said(GraphMLExport(paths: [good]))
                #expect(said.items.map(\.id) == ["good/a"])
            }
        }
    }
}
