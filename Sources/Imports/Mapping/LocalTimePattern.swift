import EventModel

/// How a source writes local times.
enum LocalTimePattern: CustomStringConvertible {
    /// `29/2/2016 07:08`
    case dayFirst
    /// `2012/10/09 14:50:17.000`
    case yearFirst

    var description: String {
        switch self {
        case .dayFirst: "a time as d/m/yyyy HH:MM"
        case .yearFirst: "a time as yyyy/mm/dd HH:MM:SS.fff"
        }
    }

    /// Nil for anything else, and for dates that do not exist.
    func read(_ text: String) -> CivilTime? {
        var scanner = NumberScanner(text)
        switch self {
        case .dayFirst:
            guard let day = scanner.number(upTo: 2, before: "/"), let month = scanner.number(upTo: 2, before: "/"),
                let year = scanner.number(upTo: 4, before: " "), let hour = scanner.number(upTo: 2, before: ":"),
                let minute = scanner.lastNumber(of: 2)
            else { return nil }
            return CivilTime(year: year, month: month, day: day, hour: hour, minute: minute)
        case .yearFirst:
            guard let year = scanner.number(upTo: 4, before: "/"), let month = scanner.number(upTo: 2, before: "/"),
                let day = scanner.number(upTo: 2, before: " "), let hour = scanner.number(upTo: 2, before: ":"),
                let minute = scanner.number(upTo: 2, before: ":"), let second = scanner.number(upTo: 2, before: "."),
                let millis = scanner.lastNumber(of: 3)
            else { return nil }
            return CivilTime(
                year: year, month: month, day: day, hour: hour, minute: minute, second: second, micros: millis * 1000)
        }
    }
}

/// Takes numbers and what separates them off the front of a text.
private struct NumberScanner {
    private var rest: ArraySlice<UInt8>

    init(_ text: String) { rest = Array(text.utf8)[...] }

    /// A number of one to `digits` digits, and the `separator` behind it.
    mutating func number(upTo digits: Int, before separator: Unicode.Scalar) -> Int? {
        guard let end = rest.firstIndex(of: UInt8(ascii: separator)) else { return nil }
        let text = rest[..<end]
        rest = rest[(end + 1)...]
        return text.count <= digits ? number(text) : nil
    }

    /// A number of exactly `digits` digits that ends the text.
    func lastNumber(of digits: Int) -> Int? {
        rest.count == digits ? number(rest) : nil
    }

    private func number(_ text: ArraySlice<UInt8>) -> Int? {
        guard !text.isEmpty else { return nil }
        var value = 0
        for byte in text {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            value = value * 10 + Int(byte - UInt8(ascii: "0"))
        }
        return value
    }
}
