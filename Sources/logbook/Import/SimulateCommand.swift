import ArgumentParser
import EventLog
import EventModel
import ServiceEngine
import Simulation

/// `logbook simulate`
struct SimulateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate", abstract: "Record a year of an organisation that does not exist, in an empty log.",
        discussion: """
            The same events, seed, zone and estate give the same year. A run that was ended is completed by running it again. \
            The estate (sites, hosts, machines, services, what people use) is on record before the first incident and changes \
            over the year; policies whose work the year does not tell begin to act when it is over.

            Changes are made, some cause incidents, and some of what changes nobody allowed. --truth writes down which, as JSON: \
            unauthorised (ci, attribute, occurredAt, source, kind, change, commandId), how many deltas changes covered and \
            presumed, causedIncidents and coincidences (incident, change), rootCauses (problem, ci, kind). With --detect, \
            the policies that look for these act while the year is recorded, as they would have in that year.

            \(examples(
                "simulate --events 100000 --seed 7", "simulate --events 100000 --estate 5000",
                "simulate --events 20000 --detect --truth truth.json"))
            """)

    @Option(help: "How many events.")
    var events: Int
    @Option(help: "Which of the many possible years.")
    var seed: UInt64 = 1
    @Option(help: "How many configuration items there are at first; by default one to a hundred events, 0 for none.")
    var estate: Int?
    @Option(help: ArgumentHelp("Write what was planted to be detected here, as JSON.", valueName: "file"))
    var truth: String?
    @Flag(help: "Let policies look for unauthorised changes and for the changes that incidents come from, all year.")
    var detect = false
    @OptionGroup
    var format: FormatOptions
    @OptionGroup
    var log: LogOptions

    /// Commits that are handed to the log together: enough to share a transaction well.
    private static let chunkSize = 2048

    func validate() throws {
        guard events > 0 else { throw ValidationError("--events is the number of events, at least 1") }
        let largest = Simulation.largestEstate(events: events)
        if let estate, !(0...largest).contains(estate) {
            throw ValidationError(
                "--estate is 0 to \(largest) items in a year of \(events) events, not \(estate); give more --events")
        }
    }

    func run() async throws {
        let truthFile = try truth.map { path throws(Failure) in try TruthFile(path) }
        let engine = try await log.openForSimulating(detecting: detect)
        var year = Simulation(seed: seed, events: events, zone: engine.zone, estate: estate).makeIterator()
        var (recorded, total) = (0, 0)
        let progress = Progress("simulating, events")
        var chunk = year.chunk(of: Self.chunkSize, isDetecting: detect)
        try check(chunk.first, engine)
        while !chunk.isEmpty {
            // The next chunk is made up while this one is written.
            let commits = chunk
            async let appended = engine.record(commits)
            let next = year.chunk(of: Self.chunkSize, isDetecting: detect)
            do {
                for commit in try await appended {
                    total += commit.events.count
                    recorded += commit.wasDuplicate ? 0 : commit.events.count
                }
                if detect { try await engine.settlePolicies() }
            } catch let error as EngineError {
                throw Failure(error)
            }
            progress.update(total, of: events)
            chunk = next
        }
        progress.finish()
        await engine.close()
        let answer: JSONObject = [
            "events": .integer(Int64(total)), "recorded": .integer(Int64(recorded)), "seed": .string(String(seed)),
        ]
        try truthFile?.write(year.truth, of: ["seed": .string(String(seed)), "events": .integer(Int64(total))])
        try writeObject(answer, format.format) { output in
            try output.line("\(grouped(total)) events of the simulated year \(seed), \(grouped(recorded)) of them new")
        }
    }

    /// Numbers are drawn in the order of the log: the year fits an empty log, or one that this year was begun in.
    private func check(_ first: ExternalCommit?, _ engine: ServiceEngine) throws(Failure) {
        let head = try engine.head().position
        guard let first, head > .zero else { return }
        do {
            if try engine.store.find(first.commandID) != nil { return }
        } catch {
            throw Failure(error)
        }
        throw Failure(
            .refused, "the log has \(grouped(head.rawValue)) events of something else; simulate into a new log")
    }
}

extension Simulation.Iterator {
    /// Detecting, a chunk ends with the first commit that those policies look at: they act before anything else happens.
    fileprivate mutating func chunk(of count: Int, isDetecting: Bool) -> [ExternalCommit] {
        var commits: [ExternalCommit] = []
        while commits.count < count, let commit = next() {
            commits.append(ExternalCommit(commit))
            if isDetecting, commit.events.contains(where: { Detection.triggers.contains($0.event.eventName) }) { break }
        }
        return commits
    }
}

extension ExternalCommit {
    fileprivate init(_ commit: SimulatedCommit) {
        let own = commit.events.first?.stream
        let items = commit.events.enumerated().map { index, event in
            var target = StreamTarget.named(event.stream)
            if let drawn = commit.drawn, let own, event.stream == own {
                target = index == 0 ? .drawn(category: own.category, sequence: drawn.sequence) : .sameAs(event: 0)
            }
            return Item(target: target, occurredAt: commit.occurredAt, event: event.event)
        }
        self.init(
            commandID: commit.commandID, actor: commit.actor, reason: commit.reason, correlation: nil, items: items)
    }
}
