import EventLog
import EventModel
import Processes
import ReadModels

/// Opens read models in a folder, each by code that is compiled for its rows.
struct ModelOpening {
    let folder: String
    let store: any EventStore
    let isReadOnly: Bool

    /// Those of the catalogue, in its order.
    func models() throws(TableError) -> [any FoldedModel] {
        var opener = CatalogueOpener(opening: self)
        try ModelCatalogue.visit(&opener)
        return opener.models
    }

    /// The timers among `policies`, each with its deadlines.
    func timers(_ policies: [any Policy]) throws(TableError) -> [any RunningTimer] {
        var timers: [any RunningTimer] = []
        for case let timer as any TimerPolicy in policies {
            var opener = TimerOpener(opening: self, timer: timer)
            PolicyCatalogue.visit(&opener)
            // Any other than the catalogue's is folded less quickly.
            if let opened = opener.opened {
                timers.append(try opened.get())
            } else {
                timers.append(try self.timer(timer))
            }
        }
        return timers
    }

    fileprivate func timer<Timer: TimerPolicy>(_ timer: Timer) throws(TableError) -> any RunningTimer {
        try TimerModel(timer, folder: folder, store: store, isReadOnly: isReadOnly)
    }
}

private struct CatalogueOpener: ModelVisitor {
    let opening: ModelOpening
    var models: [any FoldedModel] = []

    mutating func visit<Content: EventModel.Table>(_: Content.Type) throws(TableError) {
        models.append(
            try ReadModel<Content>(folder: opening.folder, store: opening.store, isReadOnly: opening.isReadOnly))
    }

    mutating func visit<Content: RowModel>(_: Content.Type) throws(TableError) {
        models.append(
            try ReadModel<Content>(folder: opening.folder, store: opening.store, isReadOnly: opening.isReadOnly))
    }
}

/// Opens a timer of the catalogue.
private struct TimerOpener: PolicyVisitor {
    let opening: ModelOpening
    let timer: any TimerPolicy
    /// Nil where it is another than the catalogue's.
    var opened: Result<any RunningTimer, TableError>?

    mutating func visit(_: some Policy) {}

    mutating func visit<Timer: TimerPolicy>(_: Timer) {
        guard let timer = timer as? Timer else { return }
        opened = Result { () throws(TableError) in try opening.timer(timer) }
    }
}
