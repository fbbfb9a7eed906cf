public import EventModel

/// The one list of read models: the engine keeps each of them beside the log.
public enum ModelCatalogue {
    /// Shows each to `visitor`.
    ///
    /// Inlinable, so that whoever visits is compiled for each of them: unspecialised a rebuild takes several times as long.
    @inlinable
    public static func visit<Visitor: ModelVisitor>(_ visitor: inout Visitor) throws(Visitor.Failure) {
        try visitor.visit(ServiceDeskTable.self)
        try visitor.visit(CITable.self)
        try visitor.visit(RelationshipTable.self)
        try visitor.visit(ChangeTable.self)
        try visitor.visit(ChangeTemplateTable.self)
        try visitor.visit(ProblemTable.self)
        try visitor.visit(KnownErrorTable.self)
        try visitor.visit(TrendTable.self)
        try visitor.visit(AlertTable.self)
        try visitor.visit(OutboxTable.self)
        try visitor.visit(OutageTable.self)
        try visitor.visit(ReviewTable.self)
        try visitor.visit(SearchIndex.self)
    }
}

/// Does something with each read model, whatever its rows.
public protocol ModelVisitor {
    associatedtype Failure: Error
    mutating func visit<Content: Table>(_: Content.Type) throws(Failure)
    /// One whose rows are not each of one stream.
    mutating func visit<Content: RowModel>(_: Content.Type) throws(Failure)
}
