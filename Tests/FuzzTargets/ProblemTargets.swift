import EventModel
import Imports
import Processes

/// An event log in XES: reading ends, every event is accounted for, and what is refused says where.
func fuzzProblems(_ bytes: [UInt8]) throws {
    guard !isCompressed(bytes), let source = try? ByteSource(name: "input", bytes: bytes) else { return }
    do {
        try readProblems(ProblemImport(source))
    } catch let error as ImportError {
        try promise(error.description.hasPrefix("input"), "an error that does not say where: \(error)")
    }
}

private func readProblems(_ rows: consuming ProblemImport) throws {
    while let problem = try rows.next() {
        var ids: Set<CommandID> = []
        try promise(!problem.number.rawValue.isEmpty, "a problem without a number")
        for commit in rows.commits(of: problem, over: []) {
            try promise(!commit.events.isEmpty, "a commit without events")
            try promise(ids.insert(commit.commandID).inserted, "two commits have the id \(commit.commandID)")
            try promise(commit.number == problem.number, "a commit of another problem")
        }
    }
    let tally = rows.tally
    try promise(
        tally.read == tally.withEvents + tally.withoutChange + tally.recordedBefore + tally.rejected,
        "events are unaccounted for: \(tally)")
    try promise(tally.read == rows.rowCount, "\(rows.rowCount) events were counted, \(tally.read) read")
    try promise(rows.rejected.allSatisfy { !$0.fault.description.isEmpty }, "a reject without a reason")
}
