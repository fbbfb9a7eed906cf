import EventLog
import EventModel
import Processes
import ReadModels
import ServiceEngine

/// A logbook's read models, opened as the engine opens them, and one more.
struct OpenModels {
    let log: EventLog
    let models: [any AskedModel]

    init(_ home: String) throws {
        log = try EventLog(at: home + "/log")
        let folder = home + "/models"
        models = [
            try ReadModel<ServiceDeskTable>(folder: folder, store: log, isReadOnly: false),
            try ReadModel<DeadlineTable<AutoClose>>(folder: folder, store: log, isReadOnly: false),
            try ReadModel<Ledger>(folder: folder, store: log, isReadOnly: false),
        ]
    }

    func catchUp() throws {
        for model in models { try model.catchUp() }
        close()
    }

    /// Builds every model anew, storing rows so often that it can be interrupted between many transactions.
    func rebuildInPortions() throws {
        for model in models { try model.rebuildInPortions() }
        close()
    }

    func close() {
        for model in models { model.close() }
        log.close()
    }
}

/// A read model, whatever its rows.
protocol AskedModel {
    var name: String { get }
    /// What the plain fold of the log answers.
    func truth(_ log: EventLog) throws -> any Truth
    func catchUp() throws(TableError)
    func rebuild() throws(TableError)
    func rebuildInPortions() throws(TableError)
    func verified() throws(TableError) -> ModelVerification
    func status() throws(TableError) -> ReadModelStatus
    func close()
}

extension ReadModel: AskedModel {
    var name: String { Content.name }

    func truth(_ log: EventLog) throws -> any Truth { try ModelTruth<Content>(log) }
    func rebuild() throws(TableError) { try rebuild(workers: 2) { _, _ in } }
    func rebuildInPortions() throws(TableError) {
        try rebuild(2, RebuildPortions(rows: 8, records: 10)) { _, _ in }
    }
    func verified() throws(TableError) -> ModelVerification { try verify { _, _ in } }
}
