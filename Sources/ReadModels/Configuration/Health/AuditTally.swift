import Processes

/// What the newest audit of each class found. An older one says how the record was then.
struct AuditTally {
    private let counted: [(plan: CMDBAuditPlanned, result: CMDBAuditPerformed)]
    private let superseded: [CMDBAuditPerformed]

    init(_ audits: [CMDBAudit]) {
        let performed = audits.compactMap { audit in
            audit.result.flatMap { result in audit.performedAt.map { (audit.plan, result, at: $0) } }
        }
        var newest: [String: Int] = [:]
        for (place, each) in performed.enumerated() {
            // Of two at one instant the one planned later.
            if let other = newest[each.0.ciClass], performed[other].at > each.at { continue }
            newest[each.0.ciClass] = place
        }
        let places = newest.values.sorted()
        counted = places.map { (performed[$0].0, performed[$0].1) }
        superseded = performed.indices.filter { !places.contains($0) }.map { performed[$0].1 }
    }

    /// Samples of several classes are no sample of all items, for each class is drawn from by itself: an interval is told
    /// where one audit counts.
    func figures(_ confidence: WilsonInterval.Confidence) -> [HealthFigure] {
        let only = counted.count == 1 ? counted.first?.result : nil
        return [
            HealthFigure(
                figure: compliance,
                interval: only.flatMap {
                    WilsonInterval(
                        matches: Int($0.flawlessItems), of: Int($0.sample), population: Int($0.population), confidence)
                }),
            HealthFigure(
                figure: accuracy,
                interval: only.flatMap {
                    WilsonInterval(matches: Int($0.matches), of: Int($0.attributes), confidence)
                }),
        ]
    }

    private var compliance: Figure {
        .share(
            "compliance", total(\.flawlessItems), of: total(\.sample), excluded: sum(superseded, \.sample),
            parts: counted.map { Figure.Part("failed \($0.plan.name)", $0.result.sample - $0.result.flawlessItems) },
            "Items of which nothing was otherwise than on record ÷ items looked at, in the newest audit of each class; "
                + "excluded: items of older audits.")
    }

    private var accuracy: Figure {
        .share(
            "accuracy", total(\.matches), of: total(\.attributes), excluded: sum(superseded, \.attributes),
            "Attributes that were as on record ÷ attributes looked at, in the newest audit of each class; excluded: those of "
                + "older audits.")
    }

    private func total(_ count: KeyPath<CMDBAuditPerformed, Int64>) -> Int { sum(counted.map(\.result), count) }

    private func sum(_ results: [CMDBAuditPerformed], _ count: KeyPath<CMDBAuditPerformed, Int64>) -> Int {
        results.reduce(0) { $0 + Int($1[keyPath: count]) }
    }
}
