public import EventModel
public import Processes
public import ReadModels

/// How what is there differs from what a baseline intends.
public struct DriftReport: Sendable {
    /// An attribute that is not as intended. What else an item is goes by names too: `item`, `class`, `status`,
    /// `relationship TYPE OTHER`, `group NAME`.
    public struct Drift: Sendable, Hashable {
        public let ci: CIID
        public let attribute: String
        public let intended: String?
        public let observed: String?
        /// Who said so last, and since when that is known; nil where nobody did.
        public var source: String?
        public var since: Instant?
        /// Other items that it names.
        var others: [CIID] = []
    }
    public let baseline: BaselineTaken
    /// What was observed: as of this instant, as known at this position.
    public let asOf: Instant
    public let position: Position
    /// In the order of items, then of attributes.
    public internal(set) var drift: [Drift] = []
    /// Differences that flap, and are left out.
    public internal(set) var ignored: [Drift] = []
    /// Differences of restricted items, or that name such: counted in the place of being told.
    public private(set) var restrictedCount = 0

    mutating func hide(_ hidden: Set<CIID>) {
        func names(_ drift: Drift) -> Bool { hidden.contains(drift.ci) || !hidden.isDisjoint(with: drift.others) }
        let whole = drift.count + ignored.count
        drift.removeAll(where: names)
        ignored.removeAll(where: names)
        restrictedCount += whole - drift.count - ignored.count
    }
}

extension ServiceEngine {
    /// Compares what is there at a moment with what a baseline intends: every item in scope then or now, to full depth.
    /// - Throws: `rejected` with `BaselineRejection.notTaken`.
    public func drift(
        from name: String, _ moment: Moment = .now, _ rules: DriftRules = DriftRules()
    ) async throws -> DriftReport {
        let baseline = try await baseline(name)
        let resolved = try await resolve(moment)
        let observed = Moment(asOf: resolved.instant, asKnownAt: .position(resolved.position))
        let (before, after) = (try await items(baseline.moment), try await items(observed))
        let inScope = try await members(of: baseline.scope, among: before, baseline.moment)
            .union(try await members(of: baseline.scope, among: after, observed))
        let intended = try await facets(of: inScope, before, baseline.moment)
        let now = try await facets(of: inScope, after, observed)
        var report = DriftReport(baseline: baseline, asOf: resolved.instant, position: resolved.position)
        for ci in inScope.sorted() {
            let differences = ItemFacets.differences(intended: intended[ci], observed: now[ci], rules)
            guard !differences.isEmpty else { continue }
            let words = try await words(on: ci, observed)
            for each in differences {
                var drift = DriftReport.Drift(
                    ci: ci, attribute: each.attribute, intended: each.intended, observed: each.observed)
                let said = try await self.words(about: each.attribute, of: ci, words, observed)
                (drift.source, drift.since) = (said.last?.source, said.last?.at)
                drift.others = [before[ci], after[ci]].flatMap { ItemFacets.others(in: each.attribute, of: $0) }
                let isFlapping = rules.isFlapping(said.map(\.at), at: resolved.instant)
                if isFlapping { report.ignored.append(drift) } else { report.drift.append(drift) }
            }
        }
        return report
    }

    /// What somebody with this sight is shown of a report, which is of all items.
    public func shown(_ report: DriftReport, to sight: ConfigurationSight) async throws -> DriftReport {
        var shown = report
        let observed = Moment(asOf: report.asOf, asKnownAt: .position(report.position))
        shown.hide(try await hidden(from: sight, report.baseline.moment).union(hidden(from: sight, observed)))
        return shown
    }

    /// Puts a report's drift on record in the items' streams: what is new is detected, what is gone is resolved. Doing it
    /// again records nothing.
    public func record(
        _ report: DriftReport, _ envelope: CommandEnvelope
    ) async throws -> (detected: Int, resolved: Int) {
        let name = report.baseline.name
        var byItem = Dictionary(grouping: report.drift, by: \.ci)
        for ci in try await itemsWithDrift(from: name) where byItem[ci] == nil { byItem[ci] = [] }
        var counts = (detected: 0, resolved: 0)
        for (ci, drift) in byItem.sorted(by: { $0.key < $1.key }) {
            let detected = drift.map {
                DriftDetected(
                    baseline: name, attribute: $0.attribute, intended: $0.intended, observed: $0.observed)
            }
            let command = RecordDrift(from: name, detected)
            guard let item = try await state(of: ci.stream, in: CIProcess.self) else { continue }
            let news = command.news(of: item)
            guard !news.detected.isEmpty || !news.resolved.isEmpty else { continue }
            var each = envelope
            each.commandID = nil
            try await execute(command, on: ci.stream, each)
            counts.detected += news.detected.count
            counts.resolved += news.resolved.count
        }
        return counts
    }

    private func itemsWithDrift(from name: String) async throws -> [CIID] {
        try await read(CITable.self) { table in
            var found: [CIID] = []
            try table.scan(.drifted, .exactly(IndexKey(name)), .ascending) { _, stream throws(TableError) in
                found.append(CIID(stream.key))
                return .more
            }
            return found
        }
    }

    private func facets(
        of ids: Set<CIID>, _ items: [CIID: ConfigurationItem], _ moment: Moment
    ) async throws -> [CIID: [String: String]] {
        let wanted = ids.compactMap { items[$0] }
        return try await configuration(moment) { view in
            Dictionary(uniqueKeysWithValues: wanted.map { ($0.id, ItemFacets.of($0, in: view)) })
        }
    }
}

/// Who said something about an attribute, and since when it was so.
private typealias Word = (attribute: String, source: String?, at: Instant)

extension ServiceEngine {
    /// Everything that an item's events say of what it is, in the order of effective time.
    private func words(on ci: CIID, _ moment: Moment) async throws -> [Word] {
        var words: [Word] = []
        for record in try await history(of: ci.stream, moment) {
            for event in try StreamLoader(store: store).decode(record, as: CIEvent.self) {
                let source = event.source ?? record.actor.principal.rawValue
                words += event.facets.map { ($0, source, record.occurredAt) }
            }
        }
        return words
    }

    private func words(
        about attribute: String, of ci: CIID, _ words: [Word], _ moment: Moment
    ) async throws -> [Word] {
        guard let (type, other) = ItemFacets.relationship(attribute) else {
            return words.filter { $0.attribute == attribute }
        }
        let id = RelationshipID(from: ci, type: type, to: other)
        let relationship = try await state(of: id.stream, in: RelationshipProcess.self, moment)
        let turns = relationship?.intervals().flatMap { [$0.from, $0.to].compactMap { $0 } } ?? []
        return turns.filter { $0 <= moment.asOf ?? .latest }.map { (attribute, relationship?.source, $0) }
    }
}

extension CIEvent {
    /// Who is named as the source; nil where that is whoever recorded it.
    fileprivate var source: String? {
        if case .registered(let event) = self { return event.source }
        if case .attributesChanged(let event) = self { return event.source }
        return nil
    }

    /// What of the item the event is about.
    fileprivate var facets: [String] {
        switch self {
        case .registered: changes.map(\.name) + [ItemFacets.item, "class", "status"]
        case .retired, .reactivated, .merged, .mergeReversed, .reportReversed:
            changes.map(\.name) + [ItemFacets.item, "status"]
        case .groupDefined(let event): ["group \(event.group.name)"]
        case .groupRemoved(let event): ["group \(event.name)"]
        case .attributesChanged, .corrected, .statusChanged, .reclassified, .attested, .stale, .identified,
            .conflictDetected, .conflictResolved, .groupMisconfigured, .driftDetected, .driftResolved,
            .restricted, .restrictionLifted, .unauthorised, .attributed, .regularised:
            changes.map(\.name)
        }
    }
}
