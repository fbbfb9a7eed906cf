public import EventModel
import Processes
public import ReadModels

/// The key figures of problems as of a moment.
public struct ProblemReport: Sendable {
    /// Every event up to here counts, in each of the models that the figures are made of.
    public let position: Position
    public let period: Period
    public let figures: [Figure]

    /// Keys are stable.
    public var json: JSONObject {
        [
            "position": position.json(nil) ?? .null,
            "period": .object([
                "from": period.from.map { .string($0.description) } ?? .null,
                "to": period.to.map { .string($0.description) } ?? .null,
            ]),
            "figures": .array(figures.map(\.json)),
        ]
    }
}

extension ServiceEngine {
    /// The key figures of problems, from problems, known errors and the service desk at one position.
    public func problemReport(
        _ moment: Moment = .now, period: Period = .always
    ) async throws(EngineError) -> ProblemReport {
        let resolved = try await resolve(moment)
        let fixed = Moment(asOf: resolved.asOf, asKnownAt: .position(resolved.position))
        do {
            var figures = ProblemFigures(period: period)
            figures = try await read(ProblemTable.self, fixed) { [figures] reader in
                var figures = figures
                try figures.add(reader)
                return figures
            }
            figures = try await read(KnownErrorTable.self, fixed) { [figures] reader in
                var figures = figures
                try figures.add(reader)
                return figures
            }
            figures = try await read(ServiceDeskTable.self, fixed) { [figures] reader in
                var figures = figures
                try figures.add(reader)
                return figures
            }
            return ProblemReport(position: resolved.position, period: period, figures: figures.figures)
        } catch let error as EngineError {
            throw error
        } catch {
            preconditionFailure("figures throw nothing else: \(error)")
        }
    }
}
