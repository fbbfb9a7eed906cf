import EventModel
import Processes

/// A filter that cannot be understood: which field, what was found, what is expected.
public enum IncidentFilterError: Error, Sendable, Hashable, CustomStringConvertible {
    case unknownField(String)
    case badValue(field: String, value: String, expected: String)
    /// A word that is not `field=value`, or a quote without an end.
    case badForm(String)

    public var description: String {
        switch self {
        case .unknownField(let name):
            "there is no filter '\(name)'; known are \(IncidentFilter.Field.allNames)"
        case .badValue(let field, let value, let expected):
            "the filter \(field) cannot be '\(value)'; expected \(expected)"
        case .badForm(let text):
            "'\(text)' is no filter; write field=value, with quotes where the value has spaces, such as "
                + "state=open priority=1,2 group=\"mail team\""
        }
    }
}

extension IncidentFilter {
    /// What a filter's text can name.
    public enum Field: String, CaseIterable, Sendable {
        case state, priority, group, assignee, caller, customer, service, ci, category
        case minimumAge = "min-age"
        case maximumAge = "max-age"
        case number, title, major, contradictory

        static var allNames: String { allCases.map(\.rawValue).joined(separator: ", ") }
    }

    /// Reads `state=open priority=1,2 group="mail team" min-age=3d number=INC-2026`.
    public init(parsing text: String) throws(IncidentFilterError) {
        self.init()
        for word in try Self.words(text) {
            guard let equals = word.firstIndex(of: "="), equals != word.startIndex else { throw .badForm(word) }
            let name = String(word[..<equals])
            guard let field = Field(rawValue: name) else { throw .unknownField(name) }
            try add(field, String(word[word.index(after: equals)...]))
        }
    }

    /// Sets one field from its text. States and priorities may be several with commas between; a further value of a list
    /// widens it.
    public mutating func add(_ field: Field, _ value: String) throws(IncidentFilterError) {
        switch field {
        case .state: for part in value.split(separator: ",") { states += try Self.states(String(part)) }
        case .priority: for part in value.split(separator: ",") { priorities.append(try Self.priority(String(part))) }
        case .group: groups.append(try Self.identifier(field, value))
        case .assignee: assignees.append(try Self.identifier(field, value))
        case .caller: callers.append(try Self.identifier(field, value))
        case .customer: customers.append(try Self.identifier(field, value))
        case .service: services.append(try Self.identifier(field, value))
        case .ci: cis.append(try Self.identifier(field, value))
        case .category: categories.append(value == "none" ? nil : try Self.text(field, value))
        case .minimumAge: minimumAgeMicros = try Self.age(field, value)
        case .maximumAge: maximumAgeMicros = try Self.age(field, value)
        case .number: numberPrefix = try Self.text(field, value)
        case .title: titlePrefix = try Self.text(field, value)
        case .major: isMajor = try Self.truth(field, value)
        case .contradictory: isContradictory = try Self.truth(field, value)
        }
        if [.state, .priority].contains(field), value.allSatisfy({ $0 == "," }) {
            throw .badValue(field: field.rawValue, value: value, expected: "at least one value")
        }
    }
}

extension IncidentFilter {
    private static func states(_ text: String) throws(IncidentFilterError) -> [IncidentState] {
        if text.lowercased() == "open" { return openStates }
        if let state = IncidentState(named: text) { return [state] }
        let known = IncidentState.allCases.map(\.name).joined(separator: ", ")
        throw .badValue(field: Field.state.rawValue, value: text, expected: "open, or one of \(known)")
    }

    private static func priority(_ text: String) throws(IncidentFilterError) -> Priority? {
        if text == "none" { return nil }
        if let priority = Priority(text) { return priority }
        let known = Priority.allCases.map(\.text).joined(separator: ", ")
        throw .badValue(
            field: Field.priority.rawValue, value: text, expected: "none, or the number or word of one of \(known)")
    }

    private static func identifier<ID: TextIdentifier>(
        _ field: Field, _ text: String
    ) throws(IncidentFilterError) -> ID? {
        if text == "none" { return nil }
        let identifier = ID(text)
        guard let problem = identifier.problem else { return identifier }
        throw .badValue(field: field.rawValue, value: text, expected: "an identifier or none; \(problem)")
    }

    private static func text(_ field: Field, _ text: String) throws(IncidentFilterError) -> String {
        if text.isEmpty || text.utf8.count > IndexKey.longestText {
            throw .badValue(field: field.rawValue, value: text, expected: "1 to \(IndexKey.longestText) bytes of text")
        }
        return text
    }

    private static func truth(_ field: Field, _ text: String) throws(IncidentFilterError) -> Bool {
        switch text.lowercased() {
        case "yes", "true": return true
        case "no", "false": return false
        default: throw .badValue(field: field.rawValue, value: text, expected: "yes or no")
        }
    }

    /// `90m`, `12h`, `3d`, `2w`, in microseconds.
    private static func age(_ field: Field, _ text: String) throws(IncidentFilterError) -> Int64 {
        let units: [Character: Int64] = [
            "m": Instant.microsPerMinute, "h": Instant.microsPerHour, "d": Instant.microsPerDay,
            "w": 7 * Instant.microsPerDay,
        ]
        if let unit = text.last.flatMap({ units[$0] }), let count = Int64(text.dropLast()),
            (0...500_000).contains(count)
        {
            return count * unit
        }
        throw .badValue(field: field.rawValue, value: text, expected: "a number and m, h, d or w, such as 3d")
    }

    /// The words of a text; what stands in double quotes is not split.
    private static func words(_ text: String) throws(IncidentFilterError) -> [String] {
        var words: [String] = []
        var word = ""
        var isQuoted = false
        for character in text {
            switch character {
            case "\"": isQuoted.toggle()
            case _ where character.isWhitespace && !isQuoted:
                if !word.isEmpty { words.append(word) }
                word = ""
            default: word.append(character)
            }
        }
        guard !isQuoted else { throw .badForm(text) }
        return word.isEmpty ? words : words + [word]
    }
}
