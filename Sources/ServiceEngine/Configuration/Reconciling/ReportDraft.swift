import EventModel
import Imports
import Processes

/// What the rows of one chunk come to, before it is recorded.
struct ReportDraft {
    private let reconciler: Reconciler
    private(set) var overlay: ReportOverlay
    /// What these rows add to the names of the report.
    private(set) var names = ReportNames()
    private(set) var events: [PlannedEvent] = []
    private(set) var outcomes: [Reconciliation.Outcome: Int] = [:]
    private(set) var rejected: [RejectedFact] = []

    init(_ reconciler: Reconciler, _ overlay: ReportOverlay) {
        (self.reconciler, self.overlay) = (reconciler, overlay)
    }

    /// `before` is what earlier chunks' rows are called.
    mutating func take(_ row: ReportedRow, _ known: KnownReport, _ before: ReportNames) {
        do { try decide(row, known, before) } catch {
            rejected.append(RejectedFact(place: row.place, reason: error.text))
            if let name = row.name, !before.has(name), !names.has(name) { names.call(name, nil) }
        }
    }

    private mutating func decide(
        _ row: ReportedRow, _ known: KnownReport, _ before: ReportNames
    ) throws(RejectedReport) {
        if let name = row.name, before.has(name) || names.has(name) {
            throw RejectedReport("the report calls two rows \(name); give each a key of its own")
        }
        let candidates = overlay.candidates(row, known)
        let identification = reconciler.rules.identify(row.report, row.identity, candidates)
        if identification == .unidentified { throw RejectedReport(unidentified: row) }
        let items = [candidates.byID].compactMap(\.self) + candidates.byKey.flatMap(\.self)
        let newID = row.report.newID(row.identity, attempt: known.freeAttempt)
        if case .new = identification, known.freeAttempt >= mostAttempts || overlay.item(newID) != nil {
            throw RejectedReport("the id \(newID) that it would get is taken; give it another in the column id")
        }
        let result: Reconciliation
        do {
            result = try reconciler.reconcile(row.report, identification, newID: newID) { id in
                items.first { $0.id == id }
            }
        } catch { throw RejectedReport("\(error)") }
        if let ci = result.ci {
            guard !before.reported.contains(ci), names.reported.insert(ci).inserted else {
                throw RejectedReport("it is \(ci), which stands in the report twice; leave one of the rows out")
            }
        }
        if let name = row.name { names.call(name, result.ci) }
        outcomes[result.outcome, default: 0] += 1
        for (ci, event) in result.events { take(event, of: ci, items.first { $0.id == ci }) }
    }

    private mutating func take(_ event: CIEvent, of ci: CIID, _ known: ConfigurationItem?) {
        let at = reconciler.observedAt
        var item = overlay.item(ci) ?? known ?? ConfigurationItem(id: ci, registeredAt: at)
        item.take(event, at: at, item.lastPosition)
        overlay.set(item)
        events.append(PlannedEvent(ci.stream, at, event.event))
    }
}

/// What rows of a report were recognised as, and what the report calls them.
struct ReportNames {
    var reported: Set<CIID> = []
    /// Nil inside where nobody can tell which item it is.
    private var names: [String: CIID?] = [:]

    /// What a name of the report means.
    enum Meaning {
        case item(CIID)
        /// Nobody can tell which item it is.
        case undecided
        /// No name of the report: an id of ours, if anything.
        case none
    }

    func has(_ name: String) -> Bool { names[name] != nil }
    func meaning(of name: String) -> Meaning {
        guard let known = names[name] else { return .none }
        return known.map(Meaning.item) ?? .undecided
    }
    mutating func call(_ name: String, _ ci: CIID?) { names[name] = .some(ci) }

    mutating func add(_ other: ReportNames) {
        reported.formUnion(other.reported)
        names.merge(other.names) { _, new in new }
    }
}

/// Why a row of a report was not taken.
struct RejectedReport: Error {
    let text: String
    init(_ text: String) { self.text = text }

    init(unidentified row: ReportedRow) {
        let why = row.identity.unusable.joined(separator: "; ")
        self.init("nothing identifies it: \(why); give what a rule needs, or an id, or publish other rules")
    }
}
