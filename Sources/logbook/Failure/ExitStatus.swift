/// How the tool ends: what a script may rely on. The numbers from 64 on are those of BSD's sysexits.h.
enum ExitStatus: Int32, CaseIterable {
    case done = 0
    case refused = 1
    case integrity = 2
    case usage = 64
    case badData = 65
    case notFound = 66
    case unavailable = 69
    case inputOutput = 74
    case busy = 75
    case notPermitted = 77

    var meaning: String {
        switch self {
        case .done: "done"
        case .refused: "refused by a rule, or exceptions found"
        case .integrity: "integrity failure: stored bytes are not what was written"
        case .usage: "usage: an option or a value that the command does not know"
        case .badData: "bad data: an input that cannot be read, a folder that is not a log, another format"
        case .notFound: "not found: no such folder, file, incident or event"
        case .unavailable: "unavailable: another program that is needed is not installed"
        case .inputOutput: "I/O failure: a full disk, a broken device"
        case .busy: "conflict or busy: try again"
        case .notPermitted: "not permitted: a read-only folder, missing rights"
        }
    }

    /// The list for the help.
    static let table = allCases.map { status in
        let number = String(status.rawValue)
        return "  " + String(repeating: " ", count: 2 - number.count) + number + "  " + status.meaning
    }
    .joined(separator: "\n")
}
