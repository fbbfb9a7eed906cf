import EventModel
import Processes
import TestSupport
import Testing

/// cmdb.md section 5: which item a report is of.
struct IdentificationTests {
    private let rules = IdentityRules(.standard)

    private func item(
        _ id: CIID, in ciClass: String = "PhysicalServer", retiredAt: Instant? = nil,
        _ values: KeyValuePairs<String, String>
    ) -> ConfigurationItem {
        let at = Instant(micros: 0)
        let attributes = values.map { CIAttribute($0.key, $0.value, source: "manual", at: at) }
        return ConfigurationItem(
            id: id, ciClass: ciClass, attributes: attributes.sorted { $0.name < $1.name }, registeredAt: at,
            retiredAt: retiredAt)
    }
    private func report(
        in ciClass: String = "PhysicalServer", id: CIID? = nil, _ values: KeyValuePairs<String, String>
    ) -> ReportedItem {
        ReportedItem(id: id, class: ciClass, attributes: values.map { AttributeValue($0.key, $0.value) })
    }
    /// With all of `items` offered for every rule, as a careless index would.
    private func identify(
        _ report: ReportedItem, _ items: ConfigurationItem..., rules: IdentityRules? = nil
    ) -> Identification {
        let rules = rules ?? self.rules
        let identity = rules.identity(report.attributes, in: report.ciClass)
        return rules.identify(
            report, identity,
            IdentityCandidates(
                byID: items.first { $0.id == report.id }, byKey: identity.keys.map { _ in items }))
    }

    @Test("nothing matches: a new item; one matches: that one; several match: a conflict, never the first")
    func counting() {
        let (a, b) = (
            item("a", ["serial": "SN-7", "manufacturer": "Dell"]),
            item("b", ["serial": "sn-7 ", "manufacturer": "DELL"])
        )
        let seen = report(["serial": "SN-7", "manufacturer": "Dell"])
        #expect(identify(seen) == .new(previous: nil))
        #expect(identify(seen, a) == .found("a", rule: "serial"))
        #expect(identify(seen, b, a) == .ambiguous(["a", "b"], rule: "serial", values: ["sn-7", "dell"]))
        #expect(identify(report(["serial": "SN-7", "manufacturer": "HP"]), a) == .new(previous: nil))
    }

    @Test(
        "junk identifies nothing, whatever its case and white space, and the answer says so",
        arguments: [
            "Default string", "TO BE FILLED BY O.E.M.", "To be filled by  O.E.M. ", "ToBeFilledByO.E.M.", "0000000000",
            "00000000-0000-0000-0000-000000000000", "FFFFFFFF-FFFF", "N/A", "none", "xxxxxxx", " ", ".", "1",
            "03000200-0400-0500-0006-000700080009",
        ])
    func junk(value: String) {
        let identity = rules.identity(
            [AttributeValue("serial", value), AttributeValue("manufacturer", "Dell")], in: "PhysicalServer")
        #expect(identity.keys.isEmpty)
        #expect(identity.unusable.contains { $0.hasPrefix("serial: serial") && $0.hasSuffix("identifies nothing") })
        #expect(identity.junk == [AttributeValue("serial", value)])
        let same = item("a", ["serial": value, "manufacturer": "Dell"])
        #expect(identify(report(["serial": value, "manufacturer": "Dell"]), same) == .unidentified)
    }

    @Test(
        "what is no junk identifies", arguments: ["SN-7", "4c4c4544-0051-3010-8052-b4c04f4c3332", "VMware-56 4d", "10"])
    func noJunk(value: String) {
        #expect(rules.identifies(value))
    }

    @Test("values are compared in small letters, with single spaces between words")
    func identityForm() {
        #expect(identityText("sn-7_x.4[") == "sn-7_x.4[" && identityText("") == "")
        #expect(identityText("SN-7") == "sn-7" && identityText(" SN\t 7\r\n") == "sn 7")
        #expect(identityText("\u{1F}a") == "\u{1F}a" && identityText("\u{7F}") == "\u{7F}")
        #expect(identityText("Zürich\u{A0}OST") == "zürich ost")
        for byte in UInt8(0)..<0x80 {
            let text = "a\(Character(UnicodeScalar(byte)))b"
            let words = text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
            #expect(identityText(text) == words)
        }
    }

    @Test("strong rules that lead to different items are a conflict")
    func contradictingRules() {
        let bySerial = item("a", ["serial": "SN-7", "manufacturer": "Dell"])
        let byTag = item("b", ["assetTag": "A-17"])
        let seen = report(["serial": "SN-7", "manufacturer": "Dell", "assetTag": "A-17"])
        #expect(identify(seen, byTag, bySerial) == .ambiguous(["a", "b"], rule: "assetTag", values: ["a-17"]))
        #expect(identify(seen, byTag) == .found("b", rule: "assetTag"))
        let other = item("c", ["assetTag": "A-17", "serial": "SN-8", "manufacturer": "Dell"])
        #expect(
            identify(seen, other)
                == .ambiguous(["c"], rule: "serial", values: ["SN-8", "Dell", "sn-7", "dell"]))
        let junk = item("d", ["assetTag": "A-17", "serial": "Default string", "manufacturer": "Dell"])
        #expect(identify(seen, junk) == .found("d", rule: "assetTag"))
    }

    @Test("a weak rule decides only where no strong one has anything to say against it")
    func weakRules() {
        let plain = item("a", ["name": "web", "domain": "example.org"])
        let seen = report(["name": "WEB", "domain": "example.org", "serial": "SN-7", "manufacturer": "Dell"])
        #expect(identify(seen, plain) == .found("a", rule: "name"))
        let another = item(
            "b", ["name": "web", "domain": "example.org", "serial": "SN-8", "manufacturer": "Dell"])
        #expect(identify(seen, another) == .new(previous: nil))
        #expect(identify(seen, another, plain) == .found("a", rule: "name"))
        let twin = item("c", ["name": "web", "domain": "example.org"])
        #expect(
            identify(seen, plain, twin) == .ambiguous(["a", "c"], rule: "name", values: ["web", "example.org"]))
        let otherClass = item("d", in: "NetworkDevice", ["name": "web", "domain": "example.org"])
        #expect(identify(seen, otherClass) == .new(previous: nil))
    }

    @Test("M16: the same serial in another class is a conflict about the class, and no new item")
    func otherClass() {
        let switchboard = item("a", in: "NetworkDevice", ["serial": "SN-7", "manufacturer": "Dell"])
        let seen = report(["serial": "SN-7", "manufacturer": "Dell"])
        #expect(identify(seen, switchboard) == .otherClass("a", rule: "serial"))
        let server = item("b", ["serial": "SN-7", "manufacturer": "Dell"])
        #expect(
            identify(seen, switchboard, server) == .ambiguous(["a", "b"], rule: "serial", values: ["sn-7", "dell"]))
    }

    @Test("an id of ours identifies, unless a rule leads elsewhere")
    func ids() {
        let plain = item("a", ["name": "web"])
        #expect(identify(report(id: "a", ["name": "other"]), plain) == .found("a", rule: "id"))
        #expect(identify(report(in: "VM", id: "a", ["name": "web"]), plain) == .otherClass("a", rule: "id"))
        #expect(identify(report(id: "z", ["name": "web"]), plain) == .new(previous: nil))
        let serial = item("b", ["serial": "SN-7", "manufacturer": "Dell"])
        let seen = report(id: "a", ["serial": "SN-7", "manufacturer": "Dell"])
        #expect(identify(seen, plain, serial) == .ambiguous(["a", "b"], rule: "serial", values: ["sn-7", "dell"]))
        #expect(identify(report(["name": "web"]), plain) == .unidentified)
    }

    @Test("M18: a retired serial is the same item again if the class says so, else a new one that names the old")
    func retired() {
        let at = Instant(micros: 5)
        let old = item("a", retiredAt: at, ["serial": "SN-7", "manufacturer": "Dell"])
        let older = item("b", retiredAt: Instant(micros: 3), ["serial": "SN-7", "manufacturer": "Dell"])
        let seen = report(["serial": "SN-7", "manufacturer": "Dell"])
        #expect(identify(seen, old, older) == .new(previous: "a"))
        var schema = CISchema.standard
        for index in schema.classes.indices { schema.classes[index].whenSeenRetired = .reactivate }
        let reactivating = IdentityRules(schema)
        #expect(identify(seen, old, rules: reactivating) == .returned("a", rule: "serial"))
        #expect(
            identify(seen, old, older, rules: reactivating) == .ambiguous(["a", "b"], rule: "serial", values: []))
        let live = item("c", ["serial": "SN-7", "manufacturer": "Dell"])
        #expect(identify(seen, old, live) == .found("c", rule: "serial"))
        let void = item("v", retiredAt: Instant(micros: 0), ["serial": "SN-7", "manufacturer": "Dell"])
        #expect(identify(seen, void) == .returned("v", rule: "serial"))
    }

    @Test("a new item is named after what identifies it, whoever sees it first, and never longer than an id may be")
    func newIDs() {
        let seen = report(["serial": "SN-7", "manufacturer": "Dell Inc."])
        let identity = rules.identity(seen.attributes, in: seen.ciClass)
        #expect(seen.newID(identity, attempt: 0) == "PhysicalServer:sn-7:dell inc.")
        #expect(seen.newID(identity, attempt: 1) == "PhysicalServer:sn-7:dell inc.#2")
        let long = report(["serial": String(repeating: "ä7", count: 500), "manufacturer": "Dell"])
        let name = long.newID(rules.identity(long.attributes, in: long.ciClass), attempt: 3)
        #expect(name.problem == nil && name.rawValue.utf8.count <= longestCIID)
        let given = report(id: "web-1", ["serial": "SN-7", "manufacturer": "Dell"])
        #expect(given.newID(rules.identity(given.attributes, in: given.ciClass), attempt: 0) == "web-1")
    }
}
