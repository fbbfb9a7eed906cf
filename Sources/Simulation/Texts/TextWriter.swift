import EventModel

/// Fills templates. Keeps one buffer, so that a text costs one allocation.
struct TextWriter: Sendable {
    var buffer: [UInt8] = []

    /// The text written since the last call.
    mutating func take() -> String {
        defer { buffer.removeAll(keepingCapacity: true) }
        return String(decoding: buffer, as: UTF8.self)
    }

    mutating func add(_ text: StaticString) {
        text.withUTF8Buffer { buffer.append(contentsOf: $0) }
    }

    mutating func add(_ template: Template, _ scene: Scene, _ dice: inout Dice) {
        for piece in template.pieces {
            switch piece {
            case .text(let bytes): buffer.append(contentsOf: bytes)
            case .slot(let slot): fill(slot, scene, &dice)
            }
        }
    }

    /// Turns the first letter into a capital; only letters of ASCII have need of it here.
    mutating func capitalise() {
        if let first = buffer.first, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first) { buffer[0] = first - 32 }
    }

    mutating func add(number: Int, width: Int = 1) {
        var digits = 1
        var bound = 10
        while bound <= number {
            digits += 1
            bound *= 10
        }
        for _ in 0..<max(0, width - digits) { buffer.append(UInt8(ascii: "0")) }
        var divisor = bound / 10
        while divisor > 0 {
            buffer.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / divisor % 10))
            divisor /= 10
        }
    }

    mutating func add(hex value: UInt64, digits: Int) {
        for index in 0..<digits {
            let nibble = UInt8(truncatingIfNeeded: value >> UInt64(4 * index) & 15)
            buffer.append(nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10)
        }
    }
}
