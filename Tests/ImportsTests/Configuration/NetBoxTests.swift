import EventModel
import Foundation
import Imports
import Processes
import Testing

@Suite("NetBox") struct NetBoxTests {
    /// `"dcim.site 1 name=A region=2"`: an object a line; values that are numbers, null or in brackets as they stand.
    static func export(_ objects: String...) -> String {
        let lines = objects.map { object -> String in
            let words = object.split(separator: " ").map(String.init)
            let fields = words.dropFirst(2).map { word -> String in
                let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
                let isBare = Int(parts[1]) != nil || parts[1] == "null" || "[{".contains(parts[1].prefix(1))
                return "\"\(parts[0])\": \(isBare ? parts[1] : "\"\(parts[1])\"")"
            }
            return "{\"model\": \"\(words[0])\", \"pk\": \(words[1]), \"fields\": {\(fields.joined(separator: ", "))}}"
        }
        return "[\n\(lines.joined(separator: ",\n"))\n]"
    }

    @Test("places, racks, devices and machines are items, and say where they are and whose")
    func places() throws {
        let said = try Said(
            netBox: Self.export(
                "virtualization.virtualmachine 1 name=vm-1 cluster=1 device=2 tenant=1 vcpus=4 memory=1024",
                "dcim.device 1 name=sw-1 role=1 device_type=1 rack=1 site=1 serial=S1 position=12.0",
                "dcim.device 2 name=null role=2 device_type=1 rack=null location=1 site=1 cluster=1 virtual_chassis=1",
                "dcim.devicerole 1 name=Switch", "dcim.devicerole 2 name=Database-Server",
                "dcim.devicetype 1 manufacturer=1 model=X1", "dcim.manufacturer 1 name=Acme",
                "dcim.rack 1 name=R1 site=1 location=1 status=planned u_height=48", "dcim.location 1 name=Row site=1",
                "dcim.site 1 name=A region=2 physical_address=Street", "dcim.region 2 name=West parent=3",
                "dcim.region 3 name=All parent=null", "virtualization.cluster 1 name=C site=1 type=1",
                "virtualization.clustertype 1 name=KVM", "dcim.virtualchassis 1 name=stack",
                "dcim.devicebay 1 device=2 installed_device=1", "tenancy.tenant 1 name=Bank",
                "auth.user 1 password=secret"))
        #expect(said.complaints == [])
        #expect(said.item("netbox/device-1")?.ciClass == "NetworkDevice" && said.items.count == 11)
        #expect(said.item("netbox/device-2")?.ciClass == "PhysicalServer")
        #expect(said.item("netbox/device-2")?["name"] == "Acme X1" && said.item("netbox/device-1")?["kind"] == "Switch")
        #expect(said.item("netbox/rack-1")?.status == .ordered && said.item("netbox/rack-1")?["heightUnits"] == "48")
        #expect(said.item("netbox/cluster-1")?["kind"] == "KVM" && said.item("netbox/vm-1")?["memoryMB"] == "1024")
        #expect(
            Set(said.joined) == [
                "netbox/region-2 locatedAt netbox/region-3", "netbox/site-1 locatedAt netbox/region-2",
                "netbox/location-1 locatedAt netbox/site-1", "netbox/rack-1 locatedAt netbox/location-1",
                "netbox/cluster-1 locatedAt netbox/site-1", "netbox/rack-1 contains netbox/device-1",
                "netbox/device-2 locatedAt netbox/location-1", "netbox/device-2 memberOf netbox/cluster-1",
                "netbox/device-2 memberOf netbox/chassis-1", "netbox/vm-1 runsOn netbox/cluster-1",
                "netbox/vm-1 runsOn netbox/device-2", "netbox/vm-1 ownedBy netbox/tenant-1",
                "netbox/device-2 contains netbox/device-1",
            ])
    }

    @Test("from NetBox 4.2 on, clusters and ends of circuits say where they are by a scope, the narrowest counts")
    func scopes() throws {
        let said = try Said(
            netBox: Self.export(
                "dcim.region 1 name=West parent=null", "dcim.site 1 name=A region=1", "dcim.location 1 name=Row site=1",
                "virtualization.clustertype 1 name=KVM",
                "virtualization.cluster 1 name=C type=1 scope_type=[\"dcim\",\"location\"] scope_id=1 _location=1 _site=1 "
                    + "_region=1",
                "virtualization.cluster 2 name=D type=1 _location=null _site=1 _region=1",
                "virtualization.cluster 3 name=E type=1 _location=null _site=null _region=1",
                "virtualization.cluster 4 name=F type=1 _location=null _site=null _region=null",
                "circuits.provider 1 name=Telco", "circuits.circuittype 1 name=MPLS",
                "circuits.circuit 1 cid=K1 provider=1 type=1", "circuits.providernetwork 1 name=Net provider=1",
                "circuits.circuittermination 1 circuit=1 term_side=A _site=1 _region=1",
                "circuits.circuittermination 2 circuit=1 term_side=Z _provider_network=1"))
        #expect(said.complaints == [])
        #expect(
            Set(said.joined.filter { $0.contains("cluster") || $0.contains("connectedTo") }) == [
                "netbox/cluster-1 locatedAt netbox/location-1", "netbox/cluster-2 locatedAt netbox/site-1",
                "netbox/cluster-3 locatedAt netbox/region-1", "netbox/circuit-1 connectedTo netbox/site-1",
                "netbox/circuit-1 connectedTo netbox/network-1",
            ])
    }

    private static let cabled = export(
        "dcim.device 1 name=srv role=1", "dcim.device 2 name=pdu-a role=2", "dcim.device 3 name=pdu-b role=2",
        "dcim.devicerole 1 name=Server", "dcim.devicerole 2 name=PDU", "dcim.rack 1 name=R", "dcim.powerpanel 1 name=P",
        "dcim.powerfeed 1 name=A power_panel=1 rack=1 type=primary", "dcim.powerport 1 device=1 name=PSU0",
        "dcim.powerport 2 device=1 name=PSU1", "dcim.powerport 3 device=2 name=in",
        "dcim.poweroutlet 1 device=2 name=o1",
        "dcim.poweroutlet 2 device=3 name=o1", "dcim.interface 1 device=1 name=eth0",
        "dcim.interface 2 device=2 name=eth0",
        "dcim.interface 3 device=1 name=eth1", "dcim.interface 4 device=2 name=eth1",
        "circuits.circuit 1 cid=K1 provider=1 type=1", "circuits.circuittype 1 name=MPLS",
        "circuits.provider 1 name=Telco",
        "circuits.circuittermination 1 circuit=1 term_side=A site=1",
        "circuits.circuittermination 2 circuit=1 term_side=Z",
        "dcim.site 1 name=S",
        "dcim.cable 1 status=connected", "dcim.cable 2 status=connected", "dcim.cable 3 status=connected",
        "dcim.cable 4 status=connected type=cat6", "dcim.cable 5 status=connected", "dcim.cable 6 status=connected",
        "dcim.cable 7 status=planned",
        termination(1, 1, "A", "powerport", 1), termination(2, 1, "B", "poweroutlet", 1),
        termination(3, 2, "A", "poweroutlet", 2), termination(4, 2, "B", "powerport", 2),
        termination(5, 3, "A", "powerport", 3), termination(6, 3, "B", "powerfeed", 1),
        termination(7, 4, "A", "interface", 1), termination(8, 4, "B", "interface", 2),
        termination(9, 5, "A", "interface", 4), termination(10, 5, "B", "interface", 3),
        termination(11, 6, "A", "interface", 1), termination(12, 6, "B", "circuittermination", 2, "circuits"),
        termination(13, 7, "A", "interface", 1), termination(14, 7, "B", "interface", 1))

    private static func termination(
        _ key: Int, _ cable: Int, _ end: String, _ model: String, _ id: Int, _ app: String = "dcim"
    ) -> String {
        "dcim.cabletermination \(key) cable=\(cable) cable_end=\(end) termination_type=[\"\(app)\",\"\(model)\"] "
            + "termination_id=\(id)"
    }

    @Test("cables join what their ports belong to, power goes from outlet and feed to port, side by side they are one")
    func cables() throws {
        let said = try Said(netBox: Self.cabled)
        #expect(said.complaints == [] && said.nothing == 2)
        #expect(
            said.joined.filter { !$0.contains("supportedBy") } == [
                "netbox/powerfeed-1 poweredBy netbox/powerpanel-1", "netbox/rack-1 poweredBy netbox/powerfeed-1",
                "netbox/circuit-1 connectedTo netbox/site-1",
                "netbox/device-1 poweredBy netbox/device-2", "netbox/device-1 poweredBy netbox/device-3",
                "netbox/device-2 poweredBy netbox/powerfeed-1", "netbox/device-1 connectedTo netbox/device-2",
                "netbox/device-1 connectedTo netbox/circuit-1",
            ])
        let cable = said.relationships.first { $0.type == "connectedTo" && $0.to == "netbox/device-2" }
        #expect(cable?.attributes.map(\.value) == ["eth0 – eth0 (cat6); eth1 – eth1"])
        #expect(said.item("netbox/device-2")?.ciClass == "Power")
    }

    @Test(
        "an object that will not do is rejected with its path, and costs no other",
        arguments: [
            ("7", "netbox.json, line 3, [1]: expected an object with model, pk and fields, found 7"),
            (
                "{\"model\":\"dcim.site\",\"fields\":{}}",
                "netbox.json, line 3, [1]: [1].pk: expected a key, found nothing"
            ),
            ("{\"model\":\"dcim.site\",\"pk\":2,\"fields\":[]}", "[1].fields: expected an object, found an array"),
            (
                "{\"model\":\"dcim.site\",\"pk\":1,\"fields\":{}}",
                "netbox.json, line 3, [1] dcim.site 1: expected each key once, found dcim.site 1 again, first at [0]"
            ),
            (
                "{\"model\":\"dcim.site\",\"pk\":2,\"fields\":{\"name\":{}}}",
                "[1].fields.name: expected a text or a number, found an object"
            ),
            (
                "{\"model\":\"dcim.site\",\"pk\":2,\"fields\":{\"region\":true}}",
                "[1].fields.region: expected the key of an object, found true"
            ),
            (
                "{\"model\":\"dcim.site\",\"pk\":2,\"fields\":{\"region\":9}}",
                "[1].fields.region: expected a dcim.region of the export, found no such object 9: export it whole"
            ),
            (
                "{\"model\":\"dcim.device\",\"pk\":2,\"fields\":{\"role\":9}}",
                "[1].fields.role: expected a dcim.devicerole of the export"
            ),
            (
                "{\"model\":\"dcim.cable\",\"pk\":2,\"fields\":{\"status\":\"connected\"}}",
                "[1].fields.status: expected terminations A and B of a connected cable, found none"
            ),
            (
                "{\"model\":\"dcim.cabletermination\",\"pk\":2,\"fields\":{\"cable\":9}}",
                "[1].fields.cable: expected a dcim.cable of the export"
            ),
        ])
    func rejecting(object: String, complaint: String) throws {
        let site = "{\"model\":\"dcim.site\",\"pk\":1,\"fields\":{\"name\":\"S\"}}"
        let rack = "{\"model\":\"dcim.rack\",\"pk\":1,\"fields\":{\"site\":1}}"
        let said = try Said(netBox: "[\n\(site),\n\(object),\n\(rack)]")
        #expect(said.complaints.count == 1 && said.complaints.first?.contains(complaint) == true, "\(said.complaints)")
        #expect(said.joined == ["netbox/rack-1 locatedAt netbox/site-1"])
    }

    @Test(
        "what is no such JSON is an error with line, column and path",
        arguments: [
            (
                "",
                "line 1, column 1: expected [ and objects with model, pk and fields, as manage.py dumpdata writes, found the end of the text; it is cut off"
            ),
            ("{}", "line 1, column 1: expected [ and objects"),
            (
                "[{}",
                "line 1, column 4: expected \",\" or \"]\" after an element, found the end of the text; it is cut off"
            ),
            ("[{}] x", "line 1, column 6: expected nothing behind the array, found \"x\""),
            ("[\n{\"a\": [1, tru", "line 2, column 14 ([0].a[1]): expected true, found the end of the text"),
            ("[{\"a\": 01}]", "line 1, column 9 ([0]): expected \",\" or \"}\", found \"1\""),
            ("[{\"a\": 1.}]", "expected a digit, found \"}\""),
            ("[{\"a\" 1}]", "line 1, column 7 ([0].a): expected \":\", found \"1\""),
            ("[{\"a\": 1, \"a\": 2}]", "([0].a): expected each name once, found \":\"; it is contradictory"),
            ("[{1: 2}]", "expected a name in quotes, found \"1\""), ("[{},]", "expected a value, found \"]\""),
            ("[\"\\x\"]", "expected one of \" \\ / b f n r t u after \\, found \"x\""),
            ("[\"\\ud800\"]", "expected a character, found half of a surrogate pair"),
            ("[\"\\u12\"]", "expected four hexadecimal digits, found \"\"\""),
            ("[\"a\nb\"]", "expected the end of a text, found the byte 0A"),
            ("[nul]", "([0]): expected null, found \"]\""),
        ])
    func malformed(text: String, message: String) throws {
        let found = try #require(complaint { try Said(netBox: text) })
        #expect(found.hasPrefix("netbox.json, ") && found.contains(message), "\(found)")
    }

    @Test("arrays nested without end are refused at a depth that is stated, texts without end at a length")
    func hostile() throws {
        let deep = complaint { try Said(netBox: String(repeating: "[", count: 1_000_000)) }
        #expect(
            deep?.contains("line 1, column 65") == true && deep?.contains("at most 64 levels") == true, "\(deep ?? "")")
        let long = complaint { try Said(netBox: "[\"" + String(repeating: "x", count: 3 << 20)) }
        #expect(long?.contains("line 1, column 2 ([0]): expected a text of at most 2097152 bytes, found more") == true)
        let said = try Said(
            netBox:
                "[{\"model\":\"dcim.site\",\"pk\":1,\"fields\":{\"name\":\"\(String(repeating: "x", count: 1_000_000))\"}}]"
        )
        #expect(said.items.first?["name"]?.utf8.count == 1_000_000)
    }

    @Test("escapes of JSON are the characters that they stand for")
    func escapes() throws {
        let said = try Said(
            netBox:
                "[{\"model\":\"dcim.site\",\"pk\":1,\"fields\":{\"name\":\"\\u00e9\\ud83d\\ude00\\n\\\"\\\\\\/\\t é\"}}]"
        )
        #expect(said.items.first?["name"] == "é😀\n\"\\/\t é")
    }
}
