import ArgumentParser
import ReadModels

/// Which incidents a list shows.
struct IncidentFilterOptions: ParsableArguments {
    @Option(help: "open, or a state: New, Assigned, InProgress, Pending, Resolved, Closed, Cancelled, Merged.")
    var state: [String] = []
    @Option(help: "A priority by its number or word.")
    var priority: [String] = []
    @Option(help: "The group that has it.")
    var group: [String] = []
    @Option(name: [.long, .customLong("person")], help: "The person who has it.")
    var assignee: [String] = []
    @Option(help: "Who reported it.")
    var caller: [String] = []
    @Option(help: "The organisation that is hit.")
    var customer: [String] = []
    @Option(help: "The service that is hit.")
    var service: [String] = []
    @Option(help: "A configuration item linked to it.")
    var ci: [String] = []
    @Option(help: "The kind of incident.")
    var category: [String] = []
    @Option(help: "The age since logging: '>7d' (or 7d) at least, '<12h' at most; units m, h, d, w.")
    var age: [String] = []
    @Option(help: ArgumentHelp("The same as --age '>AGE'.", valueName: "age"))
    var olderThan: String?
    @Option(help: ArgumentHelp("The same as --age '<AGE'.", valueName: "age"))
    var youngerThan: String?
    @Option(help: "What its number begins with.")
    var number: String?
    @Option(help: "What its title begins with, whatever the capitals.")
    var title: String?
    @Flag(inversion: .prefixedNo, help: "Declared major, and not stood down.")
    var major: Bool?
    @Flag(help: "With something in the record that cannot be.")
    var contradictory = false
    @Argument(help: "Filters as text: state=open priority=1,2 group=\"mail team\" min-age=3d.")
    var filters: [String] = []

    /// The filter that the options describe together.
    func filter() throws(Failure) -> IncidentFilter {
        do {
            var filter = try IncidentFilter(parsing: filters.joined(separator: " "))
            for (field, values) in lists { for value in values { try filter.add(field, value) } }
            for (field, value) in ages() { try filter.add(field, value) }
            if let number { try filter.add(.number, number) }
            if let title { try filter.add(.title, title) }
            filter.isMajor = major ?? filter.isMajor
            if contradictory { filter.isContradictory = true }
            return filter
        } catch {
            throw Failure(.usage, error.description)
        }
    }

    private var lists: [(IncidentFilter.Field, [String])] {
        [
            // People write in-progress and in_progress.
            (.state, state.map { $0.filter { $0 != "-" && $0 != "_" } }), (.priority, priority), (.group, group),
            (.assignee, assignee), (.caller, caller), (.customer, customer), (.service, service), (.ci, ci),
            (.category, category),
        ]
    }

    private func ages() -> [(IncidentFilter.Field, String)] {
        var ages: [(IncidentFilter.Field, String)] = []
        for age in age + [olderThan.map { ">\($0)" }, youngerThan.map { "<\($0)" }].compactMap({ $0 }) {
            let bound = String(age.drop { "<>= ".contains($0) })
            switch age.first {
            case ">": ages.append((.minimumAge, bound))
            case "<": ages.append((.maximumAge, bound))
            default: ages.append((.minimumAge, age))
            }
        }
        return ages
    }
}
