import EventModel
import Imports
import Processes

/// A network: see `readRows`.
func fuzzGraphML(_ bytes: [UInt8]) throws {
    guard !isCompressed(bytes), let source = try? ByteSource(name: "input", bytes: bytes) else { return }
    do { try readRows(GraphMLExport(source)) } catch let error as ImportError { try check(error) }
}

/// NetBox's tables: see `readRows`.
func fuzzNetBox(_ bytes: [UInt8]) throws {
    guard !isCompressed(bytes), let source = try? ByteSource(name: "input", bytes: bytes) else { return }
    do { try readRows(NetBoxExport(source)) } catch let error as ImportError { try check(error) }
}

/// Reading ends; whatever a row says is taken into an empty configuration, or refused with a reason.
private func readRows(_ rows: consuming some ConfigurationSource & ~Copyable) throws {
    var step = ConfigurationImport(schema: .standard, source: "fuzz", at: Instant(micros: 0), extendsSchema: true)
    var items: [CIID: ConfigurationItem] = [:]
    while let row = try rows.next() {
        switch row {
        case .nothing: continue
        case .rejected(let row):
            try promise(!row.reason.isEmpty && !row.place.place.isEmpty, "a reject without a reason")
        case .fact(let fact, _):
            do {
                switch fact {
                case .item(let fact):
                    let outcome = try step.take(.item(fact), .init())
                    try promise(!outcome.isEmpty, "a new item makes no event")
                    try promise(items[fact.id] == nil, "the item \(fact.id) was registered twice")
                    items[fact.id] = ConfigurationItem(id: fact.id, ciClass: fact.ciClass, registeredAt: step.at)
                case .relationship(let fact):
                    _ = try step.take(.relationship(fact), .init(from: items[fact.from], to: items[fact.to]))
                }
            } catch let refusal as FactRejection {
                try promise(!refusal.description.isEmpty, "a refusal without a reason")
            }
        }
    }
}

private func check(_ error: ImportError) throws {
    try promise(error.description.hasPrefix("input"), "an error that does not say where: \(error)")
}
