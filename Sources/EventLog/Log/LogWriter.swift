internal import Dispatch
internal import EventModel
internal import LMDB
internal import Synchronization

/// Takes appends from any task and records them on a thread of its own: what has gathered while one transaction was being
/// synced goes into the next, without a timer.
final class LogWriter: Sendable {
    /// What one transaction takes at most, so that its dirty pages stay far from LMDB's limit.
    private static let eventsPerTransaction = 16_384
    private static let payloadBytesPerTransaction = 32 << 20

    private struct Request {
        let commits: [Commit]
        var results: [Result<Appended, AppendError>] = []
        let continuation: CheckedContinuation<[Result<Appended, AppendError>], Never>
    }
    /// Segments on their way into the next transaction, and who waits for them.
    private final class PackingRequest: Sendable {
        let segments: [PackedSegment]
        let failure = Mutex<LogError?>(nil)
        let done = DispatchSemaphore(value: 0)
        init(_ segments: [PackedSegment]) { self.segments = segments }

        func finish(_ error: LogError?) {
            failure.withLock { $0 = error }
            done.signal()
        }
    }
    private let step: CommitStep
    private let signal: CommitSignal
    private let queue = Mutex<[Request]>([])
    private let packing = Mutex<PackingRequest?>(nil)
    private let poison = Mutex<LMDBError?>(nil)
    private let thread = ThreadPool(count: 1)

    init(step: CommitStep, signal: CommitSignal) {
        self.step = step
        self.signal = signal
    }

    func append(_ commits: [Commit]) async -> [Result<Appended, AppendError>] {
        await withCheckedContinuation { continuation in
            let isFirst = queue.withLock { queue in
                queue.append(Request(commits: commits, continuation: continuation))
                return queue.count == 1
            }
            // Whoever finds the queue empty wakes the thread, which takes all that wait by then.
            if isFirst, !thread.run({ [self] in drain() }) { refuse(.closed) }
        }
    }

    /// Puts `segments` in the place of their raw records, with the next commits where there are any. Blocks until that is
    /// durable; one at a time.
    func pack(_ segments: [PackedSegment]) throws(LogError) {
        let request = PackingRequest(segments)
        packing.withLock { $0 = request }
        guard thread.run({ [self] in drain() }) else {
            packing.withLock { $0 = nil }
            throw .closed
        }
        request.done.wait()
        if let error = request.failure.withLock({ $0 }) { throw error }
    }

    /// Records what was handed over, then takes nothing more.
    func stop() { thread.stop() }

    private func drain() {
        var requests = queue.withLock { queue in
            defer { queue = [] }
            return queue
        }
        // With appends waiting, these share a transaction with them; the next time around there is nothing left to pack.
        if requests.isEmpty, hasPacking { _ = record([]) }
        var next = 0
        while next < requests.count {
            let batch = takeBatch(requests, from: next)
            let outcome = record(batch.flatMap(\.commits))
            var results = outcome[...]
            for part in batch {
                requests[part.request].results += results.prefix(part.commits.count)
                results = results.dropFirst(part.commits.count)
                guard requests[part.request].results.count == requests[part.request].commits.count else { continue }
                next = part.request + 1
                requests[part.request].continuation.resume(returning: requests[part.request].results)
            }
        }
    }

    private struct Part {
        let request: Int
        let commits: ArraySlice<Commit>
    }

    /// As many commits as one transaction takes, from the first that has no result yet.
    private func takeBatch(_ requests: [Request], from first: Int) -> [Part] {
        var parts: [Part] = []
        var (events, bytes) = (0, 0)
        for request in first..<requests.count {
            let rest = requests[request].commits.dropFirst(requests[request].results.count)
            var end = rest.startIndex
            while end < rest.endIndex, events < Self.eventsPerTransaction, bytes < Self.payloadBytesPerTransaction {
                events += rest[end].events.count
                bytes += rest[end].events.reduce(0) { $0 + $1.payload.count }
                end += 1
            }
            parts.append(Part(request: request, commits: rest[..<end]))
            if end < rest.endIndex { break }
        }
        return parts
    }

    private var hasPacking: Bool { packing.withLock { $0 != nil } }

    private func takePacking() -> PackingRequest? {
        packing.withLock { packing in
            defer { packing = nil }
            return packing
        }
    }

    private func record(_ commits: [Commit]) -> [Result<Appended, AppendError>] {
        let packing = takePacking()
        if let error = poison.withLock({ $0 }) {
            packing?.finish(.storage(error))
            return commits.map { _ in .failure(.poisoned(error)) }
        }
        let outcome = step(commits, packing: packing?.segments ?? [])
        packing?.finish(outcome.packingFailure)
        if let error = outcome.poison { poison.withLock { $0 = error } }
        if let newest = outcome.newest { signal.announce(newest) }
        return outcome.results
    }

    private func refuse(_ error: AppendError) {
        let requests = queue.withLock { queue in
            defer { queue = [] }
            return queue
        }
        for request in requests {
            request.continuation.resume(returning: request.commits.map { _ in .failure(error) })
        }
    }
}
