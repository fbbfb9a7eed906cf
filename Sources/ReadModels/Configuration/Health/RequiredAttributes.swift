import Processes

/// Which attributes items must have, by the schema, and do not.
struct RequiredAttributes {
    private var completeCount = 0
    private var askedCount = 0
    private var excludedCount = 0
    private var missing: [String: Int64] = [:]

    init(of items: [ConfigurationItem], _ schema: CISchema) {
        let required = Dictionary(
            schema.classes.map { ($0.name, $0.attributes.filter(\.isRequired).map(\.name)) }, uniquingKeysWith: +)
        for item in items {
            guard let names = required[item.ciClass], !names.isEmpty else {
                excludedCount += 1
                continue
            }
            askedCount += 1
            let absent = names.filter { item.value($0)?.isEmpty ?? true }
            if absent.isEmpty { completeCount += 1 }
            for name in absent { missing["\(item.ciClass).\(name)", default: 0] += 1 }
        }
    }

    var figure: Figure {
        .share(
            "completeness", completeCount, of: askedCount, excluded: excludedCount,
            parts: missing.sorted { $0.key < $1.key }.map { Figure.Part("missing \($0.key)", $0.value) },
            "Items with every attribute that the schema in force requires of their class ÷ items of classes that require any; "
                + "excluded: items of other classes.")
    }
}
