import EventModel
import Processes

/// What ServiceNow's record of an incident said after one update.
struct ServiceNowRow: SourceRow {
    let line: Int
    let number: IncidentNumber
    let at: Instant
    let commandID: CommandID
    let author: PersonID?
    let reopenCount: Int64?
    let state: ServiceNowState
    let openedAt: Instant?
    /// Final values: they say something of this row only where they are its own time.
    let resolvedAt: Instant?
    let closedAt: Instant?
    let source: IncidentSource
    let caller: PersonID?
    let classification: IncidentCategorised?
    let rating: Rating
    let group: GroupID?
    let person: PersonID?
    let relations: Relations

    struct Rating: Equatable {
        let impact: Impact?
        let urgency: Urgency?
        let priority: Priority?
    }

    struct Relations {
        let ci: CIID?
        let problem: ReferenceCode?
        let change: ReferenceCode?
        let causingChange: ReferenceCode?
        let supplier: SupplierID?
    }
}
