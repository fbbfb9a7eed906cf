import EventLog
import EventModel
import Glibc

// The programs that the fault harness runs and kills. Nothing here knows how faults are made: it appends, copies, and looks
// at what is left, over the log's public interface.
//
//   create FOLDER                       make an empty log, acknowledge it
//   append FOLDER SEED COUNT            append the workload's next COUNT commits
//   pack   FOLDER SEED ROUNDS           pack what is due and append, in turns
//   copy   SOURCE TARGET                back up SOURCE
//   compact FOLDER                      put a packed copy in the log's place
//   check                               answer requests from standard input; see Checker
//
// Acknowledgements go, one line each, to the descriptor in FAULTS_WITNESS after the call has returned.

let arguments = Array(CommandLine.arguments.dropFirst())
switch (arguments.first, arguments.count) {
case ("create", 2): try Appending.create(arguments[1])
case ("append", 4):
    try await Appending.append(to: arguments[1], Workload(seed: number(arguments[2])), count: number(arguments[3]))
case ("pack", 4):
    try await Appending.pack(arguments[1], Workload(seed: number(arguments[2])), rounds: number(arguments[3]))
case ("copy", 3): try Copying.copy(arguments[1], to: arguments[2])
case ("compact", 2): try Copying.compact(arguments[1])
case ("check", 1): try await Checker.serve()
default: fail("usage: FaultWorkload create|append|pack|copy|compact|check …")
}

func number(_ text: String) -> UInt64 {
    guard let number = UInt64(text) else { fail("'\(text)' is no number") }
    return number
}

func fail(_ message: String) -> Never {
    let bytes = Array("FaultWorkload: \(message)\n".utf8)
    _ = write(STDERR_FILENO, bytes, bytes.count)
    exit(64)
}
