import EventLog
import EventModel
import LMDB

/// Makes a log and appends to it; says what was acknowledged only after the call returned.
enum Appending {
    static func create(_ folder: String) throws {
        let log = try EventLog(
            creatingAt: folder, identity: Workload.identity, packing: Workload.packing, clock: Workload.clock)
        Witness.acknowledge("created")
        log.close()
    }

    /// Goes on after the last commit that is there. Stops at the first refusal, which the witness is told too.
    static func append(to folder: String, _ workload: Workload, count: UInt64) async throws {
        let log = try EventLog(at: folder, packing: Workload.packing, clock: Workload.clock)
        try await append(to: log, workload, count: count)
        log.close()
    }

    /// Appends and packs in turns.
    static func pack(_ folder: String, _ workload: Workload, rounds: UInt64) async throws {
        let log = try EventLog(at: folder, packing: Workload.packing, clock: Workload.clock)
        for _ in 0..<rounds {
            do throws(LogError) { Witness.acknowledge("packed \(try log.pack())") } catch {
                return Witness.acknowledge("refused 0 pack \(error)")
            }
            try await append(to: log, workload, count: 150)
        }
        log.close()
    }

    private static func append(to log: EventLog, _ workload: Workload, count: UInt64) async throws {
        var next = try lastCommit(of: log) + 1
        let end = next + count
        while next < end {
            // One, two or three commits that share a transaction.
            let commits = (next..<min(end, next + 1 + next % 3)).map(workload.commit)
            for (number, result) in zip(next..., await log.append(commits)) {
                switch result {
                case .success(let appended):
                    let head = try log.head()
                    Witness.acknowledge("appended \(number) \(appended.lastPosition) \(head.position) \(head.root)")
                case .failure(let error):
                    Witness.acknowledge("refused \(number) \(error.name) \(error)")
                    await confirmRefusal(log, workload, error, number)
                    return
                }
            }
            next += UInt64(commits.count)
        }
    }

    /// After a refusal: a poisoned writer must stay so, and what was acknowledged must be readable all the same.
    private static func confirmRefusal(
        _ log: EventLog, _ workload: Workload, _ error: AppendError, _ number: UInt64
    ) async {
        if case .indeterminate(let cause) = error {
            let again = await log.append([workload.commit(number)])[0]
            guard case .failure(.poisoned(cause)) = again else {
                Witness.acknowledge("broken the log took another append after \(error)")
                return
            }
        }
        do throws(LogError) {
            let verification = try log.verify()
            Witness.acknowledge("verified \(verification.events)")
        } catch {
            // LMDB lets nobody read on after a meta page could not be written; an error says so.
            let isPanic = if case .storage(let cause) = error { cause.code == .panic } else { false }
            Witness.acknowledge("\(isPanic ? "unreadable" : "broken") after the refusal: \(error)")
        }
        log.close()
    }

    static func lastCommit(of log: EventLog) throws(LogError) -> UInt64 {
        let head = try log.head().position
        guard head > .zero, let last = try log.read(from: head, limit: 1).last else { return 0 }
        return Workload.number(of: last.commandID)
    }
}

extension AppendError {
    /// One word for the harness.
    var name: String {
        switch self {
        case .conflict: "conflict"
        case .keyTaken: "keyTaken"
        case .keyNotClaimed: "keyNotClaimed"
        case .tooLarge: "tooLarge"
        case .occurredInFuture: "occurredInFuture"
        case .malformed: "malformed"
        case .unavailable: "unavailable"
        case .corrupt: "corrupt"
        case .indeterminate: "indeterminate"
        case .poisoned: "poisoned"
        case .readOnly: "readOnly"
        case .closed: "closed"
        }
    }
}
