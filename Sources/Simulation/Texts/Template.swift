/// A text with gaps, `Queue on {ci} held {count} messages`, cut into pieces once so that filling it is quick.
struct Template: Sendable {
    enum Piece: Sendable {
        case text([UInt8])
        case slot(Slot)
    }
    let pieces: [Piece]

    /// A gap that no slot knows stays as it stands, braces and all; a backslash before an n is a new line.
    init(_ text: some StringProtocol) {
        var pieces: [Piece] = []
        var plain: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.first {
            if rest.starts(with: #"\n"#.utf8) {
                plain.append(UInt8(ascii: "\n"))
                rest = rest.dropFirst(2)
                continue
            }
            let closing = byte == UInt8(ascii: "{") ? rest.firstIndex(of: UInt8(ascii: "}")) : nil
            let name = closing.map { String(decoding: rest[(rest.startIndex + 1)..<$0], as: UTF8.self) }
            guard let closing, let slot = name.flatMap(Slot.init(named:)) else {
                plain.append(byte)
                rest = rest.dropFirst()
                continue
            }
            if !plain.isEmpty { pieces.append(.text(plain)) }
            plain = []
            pieces.append(.slot(slot))
            rest = rest[(closing + 1)...]
        }
        if !plain.isEmpty { pieces.append(.text(plain)) }
        self.pieces = pieces
    }
}

/// What may stand in a gap.
enum Slot: Int, CaseIterable, Sendable {
    // The same throughout one incident.
    case service, ci, site, room, floor, ip, host, error, partner, app, path, doc, account, ext, time, date, later, due,
        month
    // Another one each time.
    case percent, minutes, count, few, days, size, version, kb, port, hex

    /// The slot that templates write by its case's name.
    init?(named name: String) {
        guard let slot = Self.names[name] else { return nil }
        self = slot
    }
    private static let names = Dictionary(uniqueKeysWithValues: allCases.map { (String(describing: $0), $0) })

    /// True where every text of an incident must name the same thing.
    var isStable: Bool { rawValue <= Slot.month.rawValue }
}
