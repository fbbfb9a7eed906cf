import EventLog
import EventModel
import ServiceEngine
import Synchronization

extension LogOptions {
    func openForWriting() async throws(Failure) -> ServiceEngine {
        let folder = try existingFolder()
        do { return try await ServiceEngine.open(at: folder, options: .oneCommand) } catch { throw Failure(error) }
    }

    /// Opens the log for a year that is recorded as it happened: each commit at its own time, never before the last. Detecting,
    /// the policies that do it act in that time, and no others.
    func openForSimulating(detecting: Bool) async throws(Failure) -> ServiceEngine {
        let folder = try existingFolder()
        let latest = Mutex(Instant.earliest)
        var options = EngineOptions.oneCommand
        options.recordingClock = { commit in
            latest.withLock { latest in
                latest = max(latest, commit.events.map(\.occurredAt).max() ?? latest)
                return latest
            }
        }
        if detecting {
            options.policies = Detection.policies
            options.clock = { latest.withLock { $0 } }
        }
        do { return try await ServiceEngine.open(at: folder, options: options) } catch { throw Failure(error) }
    }

    /// Opens the log so that read models can keep what they fold; without writing where the medium forbids that.
    func openForReading() async throws(Failure) -> ServiceEngine {
        let folder = try existingFolder()
        var options = EngineOptions.oneCommand
        options.runsPolicies = false
        do {
            return try await ServiceEngine.open(at: folder, options: options)
        } catch {
            let failure = Failure(error)
            guard failure.status == .notPermitted else { throw failure }
            options.readOnly = true
            do { return try await ServiceEngine.open(at: folder, options: options) } catch { throw Failure(error) }
        }
    }
}

extension EngineOptions {
    /// Those of an engine that lives for one command: read models catch up when they are asked for, and at the end;
    /// then policies act.
    fileprivate static var oneCommand: EngineOptions {
        var options = EngineOptions()
        options.followsLog = false
        return options
    }
}

extension ServiceEngine {
    /// The log's reporting zone.
    var zone: ZoneRules { store.identity.zone }
    var reporting: Reporting { Reporting(zone: zone) }

    func head() throws(Failure) -> LogHead {
        do { return try store.head() } catch { throw Failure(error) }
    }
}

extension Moment {
    /// Whether the event is among those known and true then.
    func includes(_ record: RecordedEvent) -> Bool { knew(record) && record.occurredAt <= asOf ?? .latest }
}
