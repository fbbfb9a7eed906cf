import ArgumentParser
import EventModel
import Glibc

/// Who does something, and for whom.
struct ActorOptions: ParsableArguments {
    @Option(
        name: .customLong("actor"),
        help: ArgumentHelp("Who does it (default: LOGBOOK_ACTOR, else the system's user).", valueName: "who"),
        transform: identifier)
    var principal: PersonID?

    @Option(help: ArgumentHelp("The person for whom it is done.", valueName: "who"), transform: identifier)
    var onBehalfOf: PersonID?

    func actor() throws(Failure) -> Actor {
        let known = if let principal { principal } else { try environmentActor() }
        return .person(known ?? systemUser, onBehalfOf: onBehalfOf)
    }

    private func environmentActor() throws(Failure) -> PersonID? {
        guard let name = Terminal.variable("LOGBOOK_ACTOR"), !name.isEmpty else { return nil }
        if let problem = PersonID(name).problem { throw Failure(.usage, "LOGBOOK_ACTOR will not do: \(problem)") }
        return PersonID(name)
    }

    private var systemUser: PersonID {
        if let entry = getpwuid(geteuid()), let name = entry.pointee.pw_name { return PersonID(String(cString: name)) }
        return PersonID("uid-\(geteuid())")
    }
}
