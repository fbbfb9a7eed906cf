public import EventModel

/// A refusal that can say of what was given that it is missing, or no good.
public protocol FormRejection: CommandRejection {
    static func missing(_ what: String) -> Self
    static func invalid(what: String, problem: String) -> Self
}

extension FormRejection {
    /// The text without white space around it; a rejection where nothing is left.
    static func required(_ text: String?, _ what: String) throws(Self) -> String {
        guard let text = text?.nonEmpty else { throw .missing(what) }
        return text
    }

    /// Refuses an identifier that cannot be one; `what` names it.
    static func check(_ identifier: (some TextIdentifier)?, _ what: String) throws(Self) {
        if let problem = identifier?.problem { throw .invalid(what: what, problem: problem) }
    }
}
