public import EventModel

extension CISchema {
    /// Refuses a schema that contradicts itself.
    func checked() throws(CISchemaRejection) {
        try unique(classes.map(\.name), "class")
        try unique(relationshipTypes.map(\.name), "relationship type")
        try unique(sources.map(\.source), "source")
        for each in classes {
            try unique(each.attributes.map(\.name), "attribute of \(each.name)")
            for rule in each.identifiers {
                guard !rule.attributes.isEmpty else { throw .emptyRule(rule.name, class: each.name) }
                for name in rule.attributes where each.attribute(name) == nil {
                    throw .ruleWithoutAttribute(rule.name, class: each.name, attribute: name)
                }
            }
        }
        try checkPrecedence()
        for type in relationshipTypes {
            for name in type.endPoints.flatMap({ [$0.from, $0.to] }).compactMap({ $0 }) where ciClass(name) == nil {
                throw .endPointWithoutClass(name, type: type.name)
            }
        }
    }

    private func checkPrecedence() throws(CISchemaRejection) {
        for rule in precedence {
            try unique(rule.sources.map(\.source), "source of \(rule.attribute)")
            let among = rule.ciClass.map { name in classes.filter { $0.name == name } } ?? classes
            guard among.contains(where: { $0.attribute(rule.attribute) != nil }) else {
                throw .precedenceWithoutAttribute(rule.attribute, class: rule.ciClass)
            }
        }
        let days = sources.map(\.staleAfterDays) + precedence.flatMap { $0.sources.map(\.staleAfterDays) }
        for case let days? in days + [staleAfterDays] where !(1...Self.mostDays).contains(days) {
            throw .badPeriod(days: days)
        }
    }

    /// A hundred years.
    static let mostDays: Int64 = 36_500

    private func unique(_ names: [String], _ what: String) throws(CISchemaRejection) {
        var seen: Set<String> = []
        for name in names {
            guard Self.isName(name) else { throw .badName(name, what) }
            guard seen.insert(name).inserted else { throw .twice(name, what) }
        }
    }

    /// Names are 1 to 64 bytes without white space, control characters and `~`, which separates them in names of streams.
    public static func isName(_ text: String) -> Bool {
        let bytes = text.utf8
        return (1...64).contains(bytes.count) && bytes.allSatisfy { $0 > 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "~") }
    }
}

/// Why a schema was not published.
public enum CISchemaRejection: CommandRejection {
    case badName(String, String)
    case twice(String, String)
    case emptyRule(String, class: String)
    case ruleWithoutAttribute(String, class: String, attribute: String)
    case endPointWithoutClass(String, type: String)
    case precedenceWithoutAttribute(String, class: String?)
    case badPeriod(days: Int64)
    case unchanged(version: UInt64)

    public var description: String {
        switch self {
        case .badName(let name, let what):
            "\"\(name)\" is no name of a \(what): 1 to 64 bytes without white space and ~ are"
        case .twice(let name, let what): "the \(what) \(name) is declared twice"
        case .emptyRule(let rule, let name): "the identifier rule \(rule) of \(name) names no attribute"
        case .ruleWithoutAttribute(let rule, let name, let attribute):
            "the identifier rule \(rule) of \(name) needs the attribute \(attribute), which the class does not have"
        case .endPointWithoutClass(let name, let type):
            "\(type) may join \(name), but there is no such class"
        case .precedenceWithoutAttribute(let attribute, let name):
            "precedence is given for \(attribute), which \(name.map { "\($0) does not have" } ?? "no class has")"
        case .badPeriod(let days): "a period has 1 to \(CISchema.mostDays) days, not \(days)"
        case .unchanged(let version): "the schema in force, version \(version), says the same"
        }
    }
}
