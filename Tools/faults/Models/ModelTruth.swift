import EventLog
import EventModel
import ServiceEngine

/// What a model must answer.
protocol Truth {
    /// Asks `model`, which is of the same rows.
    func compare(_ model: any AskedModel) -> Comparison
}

/// Answers that differ, and errors, by the question.
struct Comparison {
    var differences: [String] = []
    var errors: [String] = []
}

/// The plain fold of a log, and what it answers to every kind of question, also about the past.
struct ModelTruth<Content: RowModel>: Truth {
    private let now: [Answer]
    private let past: [(position: Position, answers: [Answer])]

    private struct Answer {
        let question: String
        let ask: (any TableReader<Content>) throws -> [UInt8]
        let answer: [UInt8]
    }

    init(_ log: EventLog) throws {
        let end = try log.head().position
        let positions = [end.rawValue / 4, end.rawValue / 2, end.rawValue * 3 / 4].map { Position($0) }
        past = try positions.map { ($0, try Self.answers(try Self.folded(log, through: $0), few: true)) }
        now = try Self.answers(try Self.folded(log, through: end), few: false)
    }

    private static func folded(_ log: EventLog, through end: Position) throws -> MemoryTable<Content> {
        var table = MemoryTable<Content>()
        while table.position < end {
            let records = try log.read(from: table.position.next, through: end, limit: 4096)
            try table.apply(records) { stream, position throws(TableError) in
                do { return try log.readStream(stream, fromVersion: 1, through: position) } catch {
                    throw .unreadable(table: Content.name, cause: error)
                }
            }
        }
        return table
    }

    func compare(_ model: any AskedModel) -> Comparison {
        guard let model = model as? ReadModel<Content> else { fail("\(model.name) is another model") }
        var comparison = Comparison()
        func ask(_ answers: [Answer], _ when: String, _ reader: any TableReader<Content>) {
            for answer in answers {
                do {
                    if try answer.ask(reader) != answer.answer {
                        comparison.differences.append("\(answer.question)\(when)")
                    }
                } catch {
                    comparison.errors.append("\(error)")
                }
            }
        }
        do { try model.read { ask(now, "", $0) } } catch { comparison.errors.append("\(error)") }
        for (position, answers) in past {
            do {
                try model.read(at: PastMoment(knownAt: position, asOf: nil)) { ask(answers, " at \(position)", $0) }
            } catch {
                comparison.errors.append("\(error)")
            }
        }
        return comparison
    }

    /// Every question that there is; `few`: those about everything.
    private static func answers(_ table: MemoryTable<Content>, few: Bool) throws -> [Answer] {
        var answers: [Answer] = []
        func add(_ question: String, _ ask: @escaping (any TableReader<Content>) throws -> [UInt8]) throws {
            answers.append(Answer(question: question, ask: ask, answer: try ask(table)))
        }
        try add("the number of rows") { [UInt8](decimal: try $0.rowCount()) }
        try add("all rows") { try rows($0, .ascending) }
        for index in Content.indexes {
            try add("index \(index.name)") { try entries($0, index, .all, .ascending) }
            if few { continue }
            let keys = try keys(table, index)
            for key in Set([0, 1, keys.count / 2, keys.count - 1]).sorted() where keys.indices.contains(key) {
                let key = keys[key]
                for range in [
                    KeyRange.exactly(key), KeyRange(from: key, to: nil), KeyRange(from: nil, to: key),
                ] {
                    try add("count in \(index.name)") { [UInt8](decimal: try $0.count(index, range, limit: nil)) }
                    try add("range of \(index.name)") { try entries($0, index, range, .descending) }
                }
                try add("key of \(index.name)") { try entries($0, index, .exactly(key), .ascending) }
            }
        }
        for sum in Content.sums {
            try add("sum \(sum.name)") { reader in
                try reader.totals(sum).flatMap { $0.group.bytes + [UInt8](decimal: Int($0.amount)) }
            }
        }
        if few { return answers }
        try add("all rows backwards") { try rows($0, .descending) }
        for stream in try streams(table) {
            try add("a row") { try $0.row(stream)?.encoded ?? [] }
        }
        return answers
    }
}

private func rows<Content: RowModel>(_ reader: some TableReader<Content>, _ order: ScanOrder) throws -> [UInt8] {
    var bytes: [UInt8] = []
    try reader.scanRows(named: "", order) { stream, row in
        bytes += stream.nameBytes + row.encoded
        return .more
    }
    return bytes
}

private func entries<Content: RowModel>(
    _ reader: some TableReader<Content>, _ index: TableIndex<Content.Row>, _ keys: KeyRange, _ order: ScanOrder
) throws -> [UInt8] {
    var bytes: [UInt8] = []
    try reader.scan(index, keys, order) { key, stream in
        bytes += key.bytes + stream.nameBytes
        return .more
    }
    return bytes
}

/// The different keys of an index, ascending.
private func keys<Content: RowModel>(
    _ reader: some TableReader<Content>, _ index: TableIndex<Content.Row>
) throws -> [IndexKey] {
    var keys: [IndexKey] = []
    try reader.scan(index, .all, .ascending) { key, _ in
        if keys.last != key { keys.append(key) }
        return .more
    }
    return keys
}

private func streams<Content: RowModel>(_ reader: some TableReader<Content>) throws -> [StreamID] {
    var streams: [StreamID] = []
    try reader.scanRows { stream, _ in
        streams.append(stream)
        return .more
    }
    return streams
}

extension [UInt8] {
    fileprivate init(decimal number: Int) { self = Array("\(number);".utf8) }
}
