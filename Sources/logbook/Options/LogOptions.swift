import ArgumentParser
import Glibc

/// Which log.
struct LogOptions: ParsableArguments {
    @Option(name: .customLong("at"), help: ArgumentHelp("The log's folder (default: LOGBOOK_HOME).", valueName: "path"))
    var path: String?

    /// The folder of a log that is there.
    func existingFolder() throws(Failure) -> String {
        let folder = try folder()
        guard access(folder, F_OK) == 0 || errno != ENOENT else {
            throw Failure(.notFound, "there is nothing at \(folder); check the path, or make a log with 'logbook init'")
        }
        return folder
    }

    /// The folder, from the option or the environment.
    func folder() throws(Failure) -> String {
        if let path, !path.isEmpty { return path }
        if let home = Terminal.variable("LOGBOOK_HOME"), !home.isEmpty { return home }
        throw Failure(.usage, "no log is named: give --at PATH, or set LOGBOOK_HOME")
    }
}
