import EventModel
public import Processes
import ReadModels

extension ServiceEngine {
    /// Changes at work that cover what is written to the item now, in the order of their numbers.
    public func changes(covering item: ConfigurationItem, _ moment: Moment = .now) async throws -> [Change] {
        let ids = [item.id] + item.absorbed
        return try await read(ChangeTable.self, moment) { table in
            var found: [ChangeNumber: Change] = [:]
            for id in ids {
                try table.scan(.ci, .exactly(IndexKey(id.rawValue)), .ascending) { _, stream throws(TableError) in
                    if let change = try table.row(stream), change.coveredWindow != nil { found[change.number] = change }
                    return .more
                }
            }
            return found.values.sorted { $0.number < $1.number }
        }
    }
}
