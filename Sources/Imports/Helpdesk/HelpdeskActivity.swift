import Processes

/// What was done to a ticket. The log comes without explanations; what each word is taken to mean stands beside it.
enum HelpdeskActivity: Equatable {
    /// `Insert ticket`: the ticket is written. Most logs of a ticket begin after it.
    case inserted
    /// `Assign seriousness`: somebody says what it is and how serious. The ranks are anonymised, so it is a class.
    case classified
    /// `Take in charge ticket`: the resource takes it and works on it.
    case takenInCharge
    /// `Wait`, `Require upgrade`, `Create SW anomaly`, `Schedule intervention`: it waits, and for what.
    case waits(PendingReason, text: String)
    /// `Resolve SW anomaly`: what the ticket waited for is done.
    case anomalyResolved
    /// `Resolve ticket`
    case resolved
    /// `Closed`
    case closed
    /// `VERIFIED`, `RESOLVED`, `INVALID`, `DUPLICATE`, eight rows in all: words of a bug tracker, kept as they are.
    case unknown(String)

    init(_ text: String) {
        self =
            switch text {
            case "Insert ticket": .inserted
            case "Assign seriousness": .classified
            case "Take in charge ticket": .takenInCharge
            case "Wait", "Schedule intervention": .waits(.other, text: text)
            case "Require upgrade": .waits(.change, text: text)
            case "Create SW anomaly": .waits(.problem, text: text)
            case "Resolve SW anomaly": .anomalyResolved
            case "Resolve ticket": .resolved
            case "Closed": .closed
            default: .unknown(text)
            }
    }
}
