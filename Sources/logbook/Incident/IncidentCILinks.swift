import EventModel
import Processes
import ServiceEngine

extension IncidentCILink {
    func json(_ names: ShownNames) -> JSONValue {
        .object([
            "ci": names.json(link.ci), "role": .string(link.role.name), "how": .string(link.how.name),
            "survivor": survivor.map(names.json) ?? .null,
        ])
    }

    func sentence(_ names: ShownNames) -> String {
        "\(names.text(link.ci)) (\(link.how.name), \(link.role.name))"
            + (survivor.map { ", now part of \(names.text($0))" } ?? "")
    }
}

extension CILinksComputed {
    func json(_ names: ShownNames) -> JSONValue {
        .object([
            "basis": .string(basis.name), "from": .array(from.map { names.json(CIID($0)) }),
            "asOf": .string(asOf.description), "position": .integer(Int64(knownAt.rawValue)),
            "found": .integer(found), "linked": .integer(linked), "truncated": .bool(isCut),
        ])
    }
}

extension Incident {
    /// What links were computed from, a line each; null where none were.
    func computedInWords(_ names: ShownNames) -> JSONValue {
        let lines = relations.computations.map { each in
            "\(each.basis.name) of \(each.from.map { names.text(CIID($0)) }.joined(separator: ", ")): \(each.linked) of \(each.found) linked"
                + (each.isCut ? ", the others are too many" : "") + " (position \(each.knownAt))"
        }
        return lines.isEmpty ? .null : .string(lines.joined(separator: "\n"))
    }
}
