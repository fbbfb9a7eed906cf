import Glibc

// What the fault harness asks of read models. The tool itself, `logbook`, is what is killed; here stand a model that retains
// snapshots, which no model of the catalogue does, an engine whose models follow on a full disk, and the looks at what is left.
//
//   fold FOLDER                   let every read model of the logbook catch up, the one with snapshots too
//   rebuild FOLDER                build all of them anew, a few rows at a time
//   follow FOLDER FILLER COUNT    record so many incidents while models cannot be stored, then remove FILLER and see them stored
//   check                         answer requests from standard input; see ModelChecker

let arguments = Array(CommandLine.arguments.dropFirst())
switch (arguments.first, arguments.count) {
case ("fold", 2): try OpenModels(arguments[1]).catchUp()
case ("rebuild", 2): try OpenModels(arguments[1]).rebuildInPortions()
case ("follow", 4):
    try await Following.run(arguments[1], filler: arguments[2], count: Int(arguments[3]) ?? 0)
case ("check", 1): try ModelChecker.serve()
default: fail("usage: ModelFaults fold|rebuild|follow|check …")
}

func fail(_ message: String) -> Never {
    let bytes = Array("ModelFaults: \(message)\n".utf8)
    _ = write(STDERR_FILENO, bytes, bytes.count)
    exit(64)
}
