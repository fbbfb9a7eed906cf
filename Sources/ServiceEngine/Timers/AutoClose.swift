import EventLog
public import EventModel
import Imports
public import Processes
import ReadModels

/// What a round of closing by silence came to.
public struct AutoCloseRound: Sendable {
    public let closed: [IncidentNumber]
    /// Due, but somebody was faster: no longer resolved when their turn came.
    public let passedOver: [IncidentNumber]
}

extension ServiceEngine {
    /// Closes the resolved incidents of which nothing was heard for as many business days as the rules in force ask for. Call
    /// it now and then, as often as you like: each closing is recorded once, as of the moment when it was due.
    ///
    /// - Throws: what `serviceDesk` and `execute` throw; what was closed until then stays closed.
    public func closeSilentIncidents(at moment: Instant? = nil) async throws -> AutoCloseRound {
        let now = moment ?? options.clock()
        let rules = try await state(of: IncidentRules.stream, in: IncidentRulesProcess.self)
        let zone = store.identity.zone
        var filter = IncidentFilter()
        filter.states = [.resolved]
        let resolved = IncidentQueue(filter: filter, now: now)
        let due = try await serviceDesk { desk in
            try resolved.rows(in: desk).map(\.incident)
                .filter { $0.isDueForAutoClose(at: now, zone: zone, rules: rules) }
        }
        var (closed, passedOver): ([IncidentNumber], [IncidentNumber]) = ([], [])
        for incident in due {
            guard let dueAt = incident.autoCloseDueAt(zone, rules) else { continue }
            // The same cause always gives the same command: noticed twice, it closes once.
            let cause = "auto-close \(incident.number) after \(incident.lastPosition)"
            let envelope = CommandEnvelope(
                Actor(principal: "auto-close", kind: .timer), occurredAt: dueAt,
                commandID: CommandID(derivedAt: dueAt, from: Array(cause.utf8)), causation: incident.lastPosition)
            do {
                try await execute(CloseIncident(mode: .auto), on: incident.number, envelope)
                closed.append(incident.number)
            } catch EngineError.rejected {
                passedOver.append(incident.number)
            }
        }
        return AutoCloseRound(closed: closed, passedOver: passedOver)
    }
}
