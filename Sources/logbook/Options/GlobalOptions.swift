/// Options that may stand anywhere, as in `logbook --at ./desk incident list`. The parser knows them at the end of a command.
enum GlobalOptions {
    private static let names = ["--at", "--format"]

    /// The arguments with these options after everything else; what follows `--` stays there.
    static func moveToEnd(_ arguments: [String]) -> [String] {
        var (kept, moved): ([String], [String]) = ([], [])
        var index = 0
        while index < arguments.count, arguments[index] != "--" {
            let argument = arguments[index]
            if names.contains(argument), index + 1 < arguments.count {
                moved += [argument, arguments[index + 1]]
                index += 1
            } else if names.contains(where: { argument.hasPrefix("\($0)=") }) {
                moved.append(argument)
            } else {
                kept.append(argument)
            }
            index += 1
        }
        return kept + moved + arguments[index...]
    }
}
