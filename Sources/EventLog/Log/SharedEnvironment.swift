internal import LMDB
internal import Synchronization

/// The environment of an open log, shared by its threads; closing the log lets go of it in one place, whoever still holds the
/// log itself. It closes when the transactions that are open then have ended.
final class SharedEnvironment: Sendable {
    private let environment: Mutex<Environment?>

    init(_ environment: Environment) { self.environment = Mutex(environment) }

    func get() throws(LogError) -> Environment {
        guard let environment = environment.withLock({ $0 }) else { throw .closed }
        return environment
    }

    func release() { environment.withLock { $0 = nil } }
}
