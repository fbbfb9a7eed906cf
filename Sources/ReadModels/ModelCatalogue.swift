public import EventModel

/// The one list of read models: the engine keeps each of them beside the log.
public enum ModelCatalogue {
    public static let models: [any RowModel.Type] = [
        ServiceDeskTable.self
    ]
}
