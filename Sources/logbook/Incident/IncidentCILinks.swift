import EventModel
import Processes
import ServiceEngine

extension IncidentCILink {
    var json: JSONValue {
        .object([
            "ci": .string(link.ci.rawValue), "role": .string(link.role.name), "how": .string(link.how.name),
            "survivor": survivor.map { .string($0.rawValue) } ?? .null,
        ])
    }

    var sentence: String {
        "\(link.ci) (\(link.how.name), \(link.role.name))" + (survivor.map { ", now part of \($0)" } ?? "")
    }
}

extension CILinksComputed {
    var json: JSONValue {
        .object([
            "basis": .string(basis.name), "from": .array(from.map(JSONValue.string)),
            "asOf": .string(asOf.description), "position": .integer(Int64(knownAt.rawValue)),
            "found": .integer(found), "linked": .integer(linked), "truncated": .bool(isCut),
        ])
    }
}

extension Incident {
    /// What links were computed from, a line each; null where none were.
    var computedInWords: JSONValue {
        let lines = relations.computations.map { each in
            "\(each.basis.name) of \(each.from.joined(separator: ", ")): \(each.linked) of \(each.found) linked"
                + (each.isCut ? ", the others are too many" : "") + " (position \(each.knownAt))"
        }
        return lines.isEmpty ? .null : .string(lines.joined(separator: "\n"))
    }
}
