import ArgumentParser
import EventModel
import ReadModels
import ServiceEngine

/// What every query takes.
struct QueryOptions: ParsableArguments {
    @OptionGroup
    var format: FormatOptions
    @OptionGroup(title: "Points in time")
    var moment: MomentOptions
    @Flag(help: "Name restricted configuration items, which answers otherwise count but do not name.")
    var showRestricted = false
    @OptionGroup
    var log: LogOptions
}

extension MomentOptions {
    /// What the options say, with times in the log's zone.
    func moment(in zone: ZoneRules) -> Moment {
        Moment(asOf: asOf?.instant(in: zone), asKnownAt: asKnownAt?.knowledge(in: zone))
    }
}

extension KnownAtArgument {
    /// Nil is now.
    func knowledge(in zone: ZoneRules) -> Moment.Knowledge? {
        switch self {
        case .now: nil
        case .position(let position): .position(position)
        case .time(let time): .instant(time.instant(in: zone))
        }
    }
}

extension QueryOptions {
    /// The state of one stream at the moment asked for.
    func state<Process: Decider>(of stream: StreamID, in process: Process.Type) async throws(Failure) -> Process.State {
        let engine = try await log.openForReading()
        do {
            let state = try await engine.state(of: stream, in: process, moment.moment(in: engine.zone))
            await engine.close()
            return state
        } catch {
            throw Failure(error, about: stream)
        }
    }

    /// Writes what `json` makes of a stream's state, with times in the log's zone; where that is nothing, `missing` says so.
    func show<Process: Decider>(
        _ stream: StreamID, in process: Process.Type, else missing: String, json: (Process.State) -> JSONObject?
    ) async throws {
        let engine = try await log.openForReading()
        let reporting = engine.reporting
        let state: Process.State
        do {
            state = try await engine.state(of: stream, in: process, moment.moment(in: reporting.zone))
        } catch {
            throw Failure(error, about: stream)
        }
        await engine.close()
        guard let object = json(state) else { throw Failure(.notFound, missing) }
        try writeObject(object, format.format) { try writeFacts(object, $0, reporting) }
    }

    /// Writes an answer without times.
    func write(_ object: JSONObject) throws {
        try writeObject(object, format.format) { try writeFacts(object, $0, Reporting(zone: .utc)) }
    }
}

extension ServiceEngine {
    /// The instant that ages count to.
    func instant(of moment: Moment) async throws(Failure) -> Instant {
        do { return try await resolve(moment).instant } catch { throw Failure(error) }
    }

    /// Gives `body` the service desk as of a moment, on a thread where it may block.
    func desk(
        _ moment: Moment, _ body: @escaping @Sendable (any TableReader<ServiceDeskTable>) throws -> Void
    ) async throws {
        do {
            try await serviceDesk(moment, body)
        } catch let error as EngineError {
            throw Failure(error)
        }
    }
}
