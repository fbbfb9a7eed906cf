import EventModel
import TestSupport

@testable import ServiceEngine

/// A generation and what fills it, in batches, chunks and stretches so small that everything is met that a large log has.
struct TableBuild<Content: EventModel.Table> {
    let generation: TableGeneration<Content>
    let lane: RebuildLane
    let pass: RebuildPass

    init(
        _ fixture: ModelFixture, _ workers: Int, through goal: UInt64, batch: Int, chunk: UInt64, stretch: Int = 700,
        at path: String? = nil, log: TableSource<Content>? = nil
    ) throws {
        generation = try TableGeneration(
            path: path ?? fixture.folder.path("generation-\(Content.name)"), create: true, readOnly: false)
        pass = RebuildPass(
            store: fixture.store, workers: Workers(workers), portions: RebuildPortions(rows: batch, records: chunk))
        lane = RebuildLane(
            try TableLane(
                generation, log ?? TableSource(store: fixture.store), pass.workers, through: Position(goal),
                largestStretch: stretch))
    }

    func run() throws {
        if let failure = pass.run([lane], { _, _ in })[0] { throw failure }
    }

    /// What an interrupted build leaves: its rows are stored, and nothing was made of them.
    func foldRows() throws {
        if let failure = pass.foldRows([lane], { _, _ in }) { throw failure.error }
    }
}
