public import EventModel
public import Processes

/// Looks for what a change gets in the way of: other changes at the same time, on its items, on what suffers with them, or on
/// what they suffer with.
public struct ConflictSearch: Sendable {
    let change: Change
    let window: ChangeWindow
    /// The other changes that hold a window at the same time.
    public let others: [Change]
    private let freezes: [FreezePeriodDeclared]

    /// Others count from when they are submitted for approval until their work ends: what was merely asked for holds nothing.
    public init(
        for change: Change, in window: ChangeWindow, _ table: some TableReader<ChangeTable>, freezes: FreezeCalendar
    ) throws(TableError) {
        self.init(for: change, in: window, among: try table.changes(during: window).map(\.change), freezes: freezes)
    }

    /// The same with the others as they are.
    init(for change: Change, in window: ChangeWindow, among others: [Change], freezes: FreezeCalendar) {
        (self.change, self.window) = (change, window)
        self.others = others.filter {
            $0.number != change.number && $0.holdsItsWindow && $0.expectedWindow?.overlaps(window) == true
        }
        .sorted { $0.number < $1.number }
        self.freezes = freezes.freezes.filter { $0.window.overlaps(window) }
    }

    /// The conflicts, as of the view's moment: freezes first, then changes in the order of their numbers, each once.
    public func conflicts(in view: GraphView) -> [ChangeConflict] {
        let own = change.scope.cis.compactMap(view.item)
        let reach = Set(own + Impact(of: own, in: view).affected.map(\.item))
        let behind = own.reduce(into: Set<Int32>()) { $0.formUnion(view.everythingBehind($1)) }
        return freezes.map { ChangeConflict(kind: .freeze, other: $0.name) }
            + others.compactMap { other in
                meeting(other, own: Set(own), reach: reach, behind: behind, view).map {
                    ChangeConflict(kind: .change, other: ReferenceCode(other.number.rawValue), ci: $0)
                }
            }
    }

    /// The first item of the other change that the two meet on.
    private func meeting(
        _ other: Change, own: Set<Int32>, reach: Set<Int32>, behind: Set<Int32>, _ view: GraphView
    ) -> CIID? {
        for ci in other.scope.cis {
            guard let item = view.item(ci) else {
                if change.scope.cis.contains(ci) { return ci }
                continue
            }
            if reach.contains(item) { return ci }
            // It may come to suffer: whether it does, redundancy says.
            if behind.contains(item), Impact(of: [item], in: view).affected.contains(where: { own.contains($0.item) }) {
                return ci
            }
        }
        return nil
    }
}

extension Change {
    /// Whether others have to look out for its window.
    fileprivate var holdsItsWindow: Bool {
        switch state {
        case .authorise, .scheduled, .implement: true
        case .new, .assess: approval.authorised != nil
        case .review, .closed, .rejected, .refused, .cancelled: false
        }
    }
}
