import EventLog
import EventModel

/// A read model, whatever its rows.
protocol FoldedModel: Sendable {
    var name: String { get }
    /// How far the stored rows have got, and what keeps them from going on.
    func status() throws(TableError) -> ReadModelStatus
    /// Whether it stands at an event that it cannot take, and nobody has decided to go on without.
    func isStopped() throws(TableError) -> Bool
    func catchUp() throws(TableError)
    func rebuild(workers: Int?, progress: (Position, Position) -> Void) throws(TableError)
    func verify(progress: (Position, Position) -> Void) throws(TableError) -> ModelVerification
    func close()
}

extension ReadModel: FoldedModel {
    var name: String { Content.name }

    func isStopped() throws(TableError) -> Bool {
        guard let stopped = try status().stopped else { return false }
        return try !log.refreshed().skipped.contains(stopped.position)
    }
}

extension RowModel {
    /// The model of this type in a folder; see `ReadModel.init`.
    static func open(folder: String, store: any EventStore, isReadOnly: Bool) throws(TableError) -> any FoldedModel {
        if let table = Self.self as? any EventModel.Table.Type {
            return try table.openTable(folder: folder, store: store, isReadOnly: isReadOnly)
        }
        return try ReadModel<Self>(folder: folder, store: store, isReadOnly: isReadOnly)
    }
}

extension EventModel.Table {
    fileprivate static func openTable(
        folder: String, store: any EventStore, isReadOnly: Bool
    ) throws(TableError) -> any FoldedModel {
        try ReadModel<Self>(folder: folder, store: store, isReadOnly: isReadOnly)
    }
}
