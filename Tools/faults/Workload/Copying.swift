import EventLog

/// Backs a log up or compacts it; says so only after the call returned.
enum Copying {
    static func copy(_ source: String, to target: String) throws {
        let log = try EventLog(at: source, packing: Workload.packing, clock: Workload.clock)
        do throws(LogError) {
            let verification = try log.backup(to: target)
            Witness.acknowledge("copied \(verification.events) \(verification.root)")
        } catch {
            Witness.acknowledge("refused 0 copy \(error)")
        }
        log.close()
    }

    /// Puts a packed copy in the log's own place.
    static func compact(_ folder: String) throws {
        do throws(LogError) {
            let replacement = try EventLog.compact(at: folder)
            Witness.acknowledge("compacted \(replacement.events) \(replacement.root)")
        } catch {
            Witness.acknowledge("refused 0 compact \(error)")
        }
    }
}
