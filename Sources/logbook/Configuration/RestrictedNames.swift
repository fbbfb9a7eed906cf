import EventModel
import Processes
import ReadModels
import ServiceEngine

/// What stands in the place of an item's name that is not shown.
let restrictedName = "restricted"

/// Names of items as an answer from rows shows them: those that the query's sight does not reach are left out. Answers of the
/// graph have them from `GraphView.shown`.
struct ShownNames {
    let hidden: Set<CIID>

    init(_ engine: ServiceEngine, _ query: QueryOptions, _ moments: Moment...) async throws {
        var hidden: Set<CIID> = []
        for moment in moments { hidden.formUnion(try await engine.hidden(from: query.sight, moment)) }
        self.hidden = hidden
    }

    func shows(_ id: CIID) -> Bool { !hidden.contains(id) }
    func text(_ id: CIID) -> String { shows(id) ? id.rawValue : restrictedName }
    func json(_ id: CIID) -> JSONValue { .string(text(id)) }

    /// A value that is the name of an item, or a list of such.
    func json(naming value: JSONValue) -> JSONValue {
        switch value {
        case .string(let text): json(CIID(text))
        case .array(let values): .array(values.map(json(naming:)))
        case .null, .bool, .integer, .object: value
        }
    }

    /// The object with the names of items in these members shown.
    func json(_ object: JSONObject, naming members: String...) -> JSONObject {
        guard !hidden.isEmpty else { return object }
        var object = object
        for member in members { object[member] = object[member].map(json(naming:)) }
        return object
    }
}

extension QueryOptions {
    var sight: ConfigurationSight { showRestricted ? .everything : .unrestricted }

    /// For people: how much of an answer is not told.
    func complain(ofRestricted count: Int) {
        if count > 0 {
            Terminal.complain("\(count) more of restricted items; those who may see them add --show-restricted")
        }
    }
}
