import ArgumentParser
import EventModel
import Processes

// Values as people write them, for `@Option(transform:)` and `@Argument(transform:)`. Each says what a good one is.

/// An identifier: 1 to 200 bytes without control characters.
@Sendable func identifier<ID: TextIdentifier>(_ text: String) throws -> ID {
    let identifier = ID(text)
    if let problem = identifier.problem { throw ValidationError("\(problem); expected 1 to 200 bytes of text") }
    return identifier
}

/// An incident's number, or the name of its stream.
@Sendable func incidentNumber(_ text: String) throws -> IncidentNumber {
    try number(text, in: IncidentProcess.category)
}
/// A problem's number, or the name of its stream.
@Sendable func problemNumber(_ text: String) throws -> ProblemNumber { try number(text, in: ProblemProcess.category) }
/// A known error's number, or the name of its stream.
@Sendable func knownErrorNumber(_ text: String) throws -> KnownErrorNumber {
    try number(text, in: KnownErrorProcess.category)
}
/// A trend's number, or the name of its stream.
@Sendable func trendNumber(_ text: String) throws -> TrendNumber { try number(text, in: TrendProcess.category) }
/// A change's number, or the name of its stream.
@Sendable func changeNumber(_ text: String) throws -> ChangeNumber { try number(text, in: ChangeProcess.category) }
/// An outage's number, or the name of its stream.
@Sendable func outageNumber(_ text: String) throws -> OutageNumber { try number(text, in: OutageProcess.category) }
/// A review's number, or the name of its stream.
@Sendable func reviewNumber(_ text: String) throws -> ReviewNumber { try number(text, in: ReviewProcess.category) }

private func number<ID: TextIdentifier>(_ text: String, in category: String) throws -> ID {
    let prefix = category + "-"
    return try identifier(text.hasPrefix(prefix) ? String(text.dropFirst(prefix.count)) : text)
}

/// `1`, `high`, and for priorities `P1`.
@Sendable func level<Value: Level>(_ text: String) throws -> Value {
    let isShort = text.utf8.count == 2 && text.lowercased().hasPrefix("p")
    guard let level = Value(isShort ? String(text.dropFirst()) : text) else {
        throw ValidationError(
            "expected the number or the word of \(Value.allCases.map(\.text).joined(separator: ", "))")
    }
    return level
}

/// The name of a case, whatever its capitals and hyphens: `walk-in` for `walkIn`.
@Sendable func named<Value: WireEnum>(_ text: String) throws -> Value {
    guard let value = Value(named: text.filter { $0 != "-" }) else {
        throw ValidationError("expected one of \(Value.allCases.map(\.name).joined(separator: ", "))")
    }
    return value
}

/// The examples that every command's help ends with.
func examples(_ lines: String...) -> String {
    "EXAMPLE\n" + lines.map { "  logbook \($0)" }.joined(separator: "\n")
}
