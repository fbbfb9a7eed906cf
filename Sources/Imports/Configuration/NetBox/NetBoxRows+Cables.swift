import EventModel
import Processes

// Cables join ports; the graph joins what the ports belong to.
extension NetBoxRows {
    /// An end of a cable: the port, and the item that it belongs to.
    private struct CableEnd {
        let item: CIID
        let port: String
        let model: String
    }

    private struct Link: Hashable {
        let from: CIID
        let type: String
        let to: CIID
    }

    mutating func connect() {
        var ends: [String: [(side: String, termination: NetBoxObject)]] = [:]
        each("dcim.cabletermination") { (rows: inout NetBoxRows, termination) throws(NetBoxFault) in
            let cable = try rows.must(termination, "cable", "dcim.cable")
            ends[cable.key, default: []].append((try termination.text("cable_end") ?? "", termination))
        }
        var links: [(link: Link, cable: NetBoxObject, texts: [String])] = []
        var places: [Link: Int] = [:]
        each("dcim.cable") { (rows: inout NetBoxRows, cable) throws(NetBoxFault) in
            if let status = try cable.text("status"), status != "connected" { return rows.addNothing(cable) }
            for (link, text) in try rows.links(cable, ends[cable.key] ?? []) {
                let back = Link(from: link.to, type: link.type, to: link.from)
                if let place = places[link] ?? (link.type == "connectedTo" ? places[back] : nil) {
                    links[place].texts.append(text)
                    rows.addNothing(cable)
                } else {
                    places[link] = links.count
                    links.append((link, cable, [text]))
                }
            }
        }
        for (link, cable, texts) in links {
            let cables = AttributeValue("cables", texts.joined(separator: "; "))
            add(link.from, link.type, link.to, cable, [cables])
        }
    }

    /// What a cable joins; more than one pair where it splits up.
    private func links(
        _ cable: NetBoxObject, _ ends: [(side: String, termination: NetBoxObject)]
    ) throws(NetBoxFault) -> [(Link, String)] {
        var sides: [String: [CableEnd]] = [:]
        for (side, termination) in ends { sides[side, default: []].append(try end(termination)) }
        guard let near = sides["A"], let far = sides["B"] else {
            throw NetBoxFault(
                cable, "status", expected: "terminations A and B of a connected cable",
                found: sides.isEmpty ? "none" : "only \(sides.keys.sorted().joined(separator: ", "))")
        }
        let label = try [cable.text("label"), cable.text("type")].compactMap { $0 }.joined(separator: " ")
        return near.flatMap { one in
            far.map { other in
                let text = "\(one.port) – \(other.port)" + (label.isEmpty ? "" : " (\(label))")
                return (Self.link(one, other), text)
            }
        }
    }

    private static func link(_ one: CableEnd, _ other: CableEnd) -> Link {
        let sources = ["dcim.poweroutlet", "dcim.powerfeed"]
        if one.model == "dcim.powerport", sources.contains(other.model) {
            return Link(from: one.item, type: "poweredBy", to: other.item)
        }
        if other.model == "dcim.powerport", sources.contains(one.model) {
            return Link(from: other.item, type: "poweredBy", to: one.item)
        }
        return Link(from: one.item, type: "connectedTo", to: other.item)
    }

    private func end(_ termination: NetBoxObject) throws(NetBoxFault) -> CableEnd {
        guard case .array(let parts)? = termination.fields["termination_type"], parts.count == 2,
            case .string(let app) = parts[0], case .string(let table) = parts[1]
        else {
            throw NetBoxFault(
                termination, "termination_type", expected: "an array of an application and a model",
                found: termination.fields["termination_type"])
        }
        let model = "\(app).\(table)"
        let owner: (field: String, model: String)?
        switch model {
        case "dcim.powerfeed": owner = nil
        case "circuits.circuittermination": owner = ("circuit", "circuits.circuit")
        case "dcim.interface", "dcim.frontport", "dcim.rearport", "dcim.consoleport", "dcim.consoleserverport",
            "dcim.powerport", "dcim.poweroutlet":
            owner = ("device", "dcim.device")
        default:
            throw NetBoxFault(termination, "termination_type", expected: "a kind of port", found: model)
        }
        let port = try must(termination, "termination_id", model)
        let item = if let owner { try must(port, owner.field, owner.model) } else { port }
        let side = try port.text("term_side").map { "side \($0)" }
        return CableEnd(item: try id(of: item), port: try port.text("name") ?? side ?? port.key, model: model)
    }
}
