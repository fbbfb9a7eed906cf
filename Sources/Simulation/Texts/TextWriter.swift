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
        let start = buffer.count
        for piece in template.pieces {
            switch piece {
            case .text(let bytes): buffer.append(contentsOf: bytes)
            case .slot(let slot): fill(slot, scene, &dice)
            }
        }
        if case .slot(.service) = template.pieces.first { capitalise(start) }
    }

    /// A sentence may begin with a service's name; all of them begin with a letter of ASCII.
    private mutating func capitalise(_ index: Int) {
        if (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(buffer[index]) { buffer[index] -= 32 }
    }

    /// A number that is not negative, in decimal with leading zeros.
    mutating func add(number: Int, width: Int = 1) {
        var (digits, bound) = (1, 10)
        while bound <= number { (digits, bound) = (digits + 1, bound * 10) }
        for _ in 0..<max(digits, width) { buffer.append(UInt8(ascii: "0")) }
        // Division by a constant is a multiplication: from the last digit to the first.
        var (index, rest) = (buffer.count - 1, UInt(number))
        while rest > 0 {
            buffer[index] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
            (index, rest) = (index - 1, rest / 10)
        }
    }

    mutating func add(hex value: UInt64, digits: Int) {
        for index in 0..<digits {
            let nibble = UInt8(truncatingIfNeeded: value >> UInt64(4 * index) & 15)
            buffer.append(nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10)
        }
    }
}
