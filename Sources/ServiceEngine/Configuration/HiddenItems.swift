import EventModel
public import Processes
public import ReadModels

extension ServiceEngine {
    /// The ids under which somebody with this sight is not told of an item as of a moment: those of restricted items, and of
    /// what is one with them. The same items that `GraphView.shown` does not name.
    ///
    /// Answers that are worked out from rows count them and leave their names out.
    public func hidden(from sight: ConfigurationSight, _ moment: Moment = .now) async throws -> Set<CIID> {
        guard sight == .unrestricted else { return [] }
        return try await read(CITable.self, moment) { table in
            var restricted: [CIID] = []
            try table.scan(.restricted, .all, .ascending) { _, stream throws(TableError) in
                restricted.append(CIID(stream.key))
                return .more
            }
            var hidden: Set<CIID> = []
            for id in restricted where !hidden.contains(id) {
                var family = [try table.survivor(of: id)?.id ?? id]
                while let next = family.popLast() {
                    guard hidden.insert(next).inserted else { continue }
                    family += try table.row(next.stream)?.item.absorbed ?? []
                }
            }
            return hidden
        }
    }
}
