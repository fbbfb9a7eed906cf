public import Processes

/// What nobody has said of an item that is in use.
public enum CoverageGap: String, Sendable, CaseIterable {
    /// No attribute `owner`, and no relationship `ownedBy`.
    case owner
    /// No relationship `coveredBy`: no agreement says how good it has to be.
    case agreement
    /// No relationship `supportedBy`: nobody mends it.
    case support
}

extension GraphView {
    /// What of these is missing of an item, `hasOwner` being what its attributes say.
    public func gaps(of item: Int32, hasOwner: Bool) -> [CoverageGap] {
        let types = Set(relationships(of: item).filter(\.begins).map(\.type))
        return CoverageGap.allCases.filter { gap in
            switch gap {
            case .owner: !hasOwner && !types.contains("ownedBy")
            case .agreement: !types.contains("coveredBy")
            case .support: !types.contains("supportedBy")
            }
        }
    }
}

extension CISchema {
    /// Classes of what covers others rather than being covered.
    public static let coveringClasses: Set<String> = ["Person", "Team", "Contract", "Document"]
}
