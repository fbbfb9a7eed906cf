import EventModel
import Imports
import Processes
import ReadModels
import ServiceEngine

/// What an auditor hands in, as CSV: a row an attribute. A row whose `found` is empty was not looked at; `-` says that there is
/// no such thing.
struct AuditForm {
    /// The audit that the rows name; nil where none does.
    private(set) var audit: String?
    private(set) var rows: [(ci: CIID, attribute: String, value: String?)] = []
    private let path: String

    init(path: String) throws(Failure) {
        self.path = path
        let (rows, header): ([CSVRow], CSVHeader)
        do { (rows, header) = try Self.read(path) } catch { throw Failure(error) }
        guard let ci = header.index(of: "ci"), let attribute = header.index(of: "attribute"),
            let value = header.index(of: "found")
        else { return }
        for row in rows {
            guard case .record(let record) = row else {
                if case .rejected(let row) = row { throw fault(row.line, "\(row.fault)") }
                continue
            }
            if let column = header.index(of: "audit") { try belongs(record[column], record.line) }
            guard !record[value].isEmpty else { continue }
            guard !record[attribute].isEmpty else { throw fault(record.line, "the attribute is missing") }
            let id = CIID(record[ci])
            if let problem = id.problem { throw fault(record.line, "the item's id will not do: \(problem)") }
            self.rows.append((id, record[attribute], record[value] == "-" ? nil : record[value]))
        }
    }

    private static func read(_ path: String) throws(ImportError) -> ([CSVRow], CSVHeader) {
        var reader = try CSVReader(ByteSource(path: path), required: ["ci", "attribute", "found"])
        var rows: [CSVRow] = []
        while let row = try reader.next() { rows.append(row) }
        return (rows, reader.header)
    }

    private mutating func belongs(_ name: String, _ line: Int) throws(Failure) {
        guard !name.isEmpty else { return }
        if let audit, audit != name { throw fault(line, "the row is of \(name), those before of \(audit)") }
        audit = name
    }

    private func fault(_ line: Int, _ problem: String) -> Failure {
        Failure(.badData, "\(path), line \(line): \(problem); mend the line and record the file again")
    }
}

extension CMDBAudit {
    static let keys = [
        "audit", "class", "seed", "position", "population", "sample", "performedAt", "matches", "attributes",
        "attributeAccuracy", "low", "high", "flawlessItems", "itemAccuracy", "itemLow", "itemHigh", "findings",
    ]

    /// `shown` says which items are named; of others it says no more than that they were looked at.
    func json(_ confidence: WilsonInterval.Confidence, _ names: ShownNames? = nil) -> JSONObject {
        let accuracy = accuracy(confidence)
        func share(_ part: Int?, _ whole: Int?) -> JSONValue {
            guard let part, let whole, whole > 0 else { return .null }
            return Self.percent(Double(part) / Double(whole))
        }
        func count(_ number: Int?) -> JSONValue { number.map { .integer(Int64($0)) } ?? .null }
        return [
            "audit": .string(plan.name), "class": .string(plan.ciClass), "seed": .string(String(plan.seed)),
            "position": .integer(Int64(plan.position.rawValue)), "population": .integer(plan.population),
            "sample": .integer(Int64(plan.sample.count)),
            "performedAt": performedAt.map { .string($0.description) } ?? .null,
            "matches": count(accuracy?.matches), "attributes": count(accuracy?.attributes),
            "attributeAccuracy": share(accuracy?.matches, accuracy?.attributes),
            "low": accuracy?.attributeInterval.map { Self.percent($0.low) } ?? .null,
            "high": accuracy?.attributeInterval.map { Self.percent($0.high) } ?? .null,
            "flawlessItems": count(accuracy?.flawlessItems),
            "itemAccuracy": share(accuracy?.flawlessItems, accuracy?.sample),
            "itemLow": accuracy?.itemInterval.map { Self.percent($0.low) } ?? .null,
            "itemHigh": accuracy?.itemInterval.map { Self.percent($0.high) } ?? .null,
            "findings": .array(
                (result?.findings ?? []).filter { names?.shows($0.ci) ?? true }.compactMap { $0.json(nil) }),
        ]
    }

    /// In hundredths of a percent, as a text: `97.25 %`.
    private static func percent(_ share: Double) -> JSONValue {
        let hundredths = Int((share * 10_000).rounded())
        let rest = hundredths % 100
        return .string("\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest) %")
    }
}
