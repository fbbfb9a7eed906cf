import EventModel
import Synchronization
import Tracing

/// Spans of commands, and of what read models make of them, in swift-distributed-tracing's words.
///
///     logbook.command   a command, from the call to its answer: command, stream, positions, correlation, outcome
///     logbook.append    within it, from the decision to durable
///     logbook.project   one fold of a read model: model, position; linked to the commands whose events it folded in
///
/// A log keeps no spans: the links are those of this process, of its newest commands. A command whose answer was still on its
/// way when its events were folded in is linked to the fold instead.
final class CommandTraces: Sendable {
    let tracer: any Tracer
    private let recent = Mutex(Recent())

    private struct Recent {
        var commands: [(position: Position, context: ServiceContext)] = []
        var folds: [(after: Position, through: Position, context: ServiceContext)] = []
    }
    /// The most commands, and folds, that are remembered.
    private static let longest = 256

    init(tracer: any Tracer) { self.tracer = tracer }

    /// Runs a command under a span of its own; its commit is remembered for the folds that follow.
    func command<Process: Decider>(
        _ name: String, _ envelope: CommandEnvelope,
        _ body: () async throws(EngineError) -> Receipt<Process>
    ) async throws(EngineError) -> Receipt<Process> {
        let span = tracer.startSpan("logbook.command")
        defer { span.end() }
        span.attributes["logbook.command"] = name
        span.attributes["logbook.actor.kind"] = envelope.actor.kind.name
        if let cause = envelope.causation { span.attributes["logbook.causation"] = Int64(clamping: cause.rawValue) }
        let result = await ServiceContext.withValue(span.context) {
            do throws(EngineError) { return Result<Receipt<Process>, EngineError>.success(try await body()) } catch {
                return .failure(error)
            }
        }
        switch result {
        case .success(let receipt):
            span.attributes["logbook.stream"] = receipt.stream.description
            span.attributes["logbook.positions"] = receipt.positions.map { Int64(clamping: $0.rawValue) }
            if let last = receipt.positions.last, !receipt.wasDuplicate { remember(last, span) }
        case .failure(let error):
            span.recordError(error)
            span.setStatus(.init(code: .error, message: error.description))
        }
        return try result.get()
    }

    /// A span for one fold, begun when it began, if it folded anything in.
    func folded(_ model: String, after start: Position, to end: Position, began: some TracerInstant) {
        guard end > start else { return }
        let span = tracer.startSpan("logbook.project", at: began)
        defer { span.end() }
        span.attributes["logbook.model"] = model
        span.attributes["logbook.position"] = Int64(clamping: end.rawValue)
        let contexts = recent.withLock { recent in
            if recent.folds.count == Self.longest { recent.folds.removeFirst(Self.longest / 2) }
            recent.folds.append((start, end, span.context))
            return recent.commands.filter { start < $0.position && $0.position <= end }.map(\.context)
        }
        for context in contexts { span.addLink(SpanLink(context: context, attributes: [:])) }
    }

    private func remember(_ position: Position, _ span: any Span) {
        let folds = recent.withLock { recent in
            if recent.commands.count == Self.longest { recent.commands.removeFirst(Self.longest / 2) }
            recent.commands.append((position, span.context))
            return recent.folds.filter { $0.after < position && position <= $0.through }.map(\.context)
        }
        for context in folds { span.addLink(SpanLink(context: context, attributes: [:])) }
    }
}
