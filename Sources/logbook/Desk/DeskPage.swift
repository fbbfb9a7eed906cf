import EventModel
import Processes
import ReadModels

/// The service desk on one screen.
struct DeskPage {
    let desk: Desk
    let reporting: Reporting

    func write(_ output: StandardOutput) throws(Failure) {
        try output.line(
            "Service desk as of \(reporting.second(desk.asOf)), position \(grouped(desk.position.rawValue))")
        try output.line()
        let majors = desk.openMajors == 0 ? "" : ", \(grouped(desk.openMajors)) of them major"
        try output.line(Terminal.bold("\(grouped(desk.open)) open\(majors)"))
        try output.line()
        try writeCounts(output)
        try output.line()
        try output.line(Terminal.bold(line("KEY FIGURE", "VALUE", "OVER", "LEFT OUT")))
        for figure in desk.figures {
            try output.line(line(figure.title, figure.display, grouped(figure.n), grouped(figure.excluded)))
        }
        try output.line()
        try output.line(Terminal.faint("Period: \(period). Definitions: --format json."))
    }

    /// States, open incidents by priority, and by age, beside one another.
    private func writeCounts(_ output: StandardOutput) throws(Failure) {
        let states = desk.byState.map { cell($0.group.name, $0.count, width: 12) }
        let priorities = desk.byPriority.map { cell($0.group?.text ?? "none", $0.count, width: 12) }
        let ages = desk.backlogAge.map { cell($0.group.rawValue, $0.count, width: 6) }
        let blank = [12, 12, 6].map { String(repeating: " ", count: $0 + 8) }
        let titles = ["ALL BY STATE", "OPEN BY PRIORITY", "BY AGE, BUSINESS DAYS"]
        let header = zip(titles, blank).map { $0 + $1.dropFirst($0.count) }.joined(separator: "   ")
        try output.line(Terminal.bold(header))
        for row in 0..<max(states.count, priorities.count, ages.count) {
            let cells = [states, priorities, ages].enumerated().map { column, cells in
                row < cells.count ? cells[row] : blank[column]
            }
            try output.line(cells.joined(separator: "   "))
        }
    }

    private func cell(_ name: String, _ count: Int64, width: Int) -> String {
        let number = grouped(count)
        return name + String(repeating: " ", count: max(1, width + 8 - name.count - number.count)) + number
    }

    private func line(_ name: String, _ numbers: String...) -> String {
        let cells = zip(numbers, [14, 11, 11]).map { number, width in
            String(repeating: " ", count: max(1, width - number.count)) + number
        }
        return name + String(repeating: " ", count: max(1, 34 - name.count)) + cells.joined()
    }

    private var period: String {
        switch (desk.period.from, desk.period.to) {
        case (nil, nil): "all of the log"
        case (let from?, nil): "from \(reporting.minute(from))"
        case (nil, let to?): "until \(reporting.minute(to))"
        case (let from?, let to?): "\(reporting.minute(from)) to \(reporting.minute(to))"
        }
    }
}

extension Figure {
    /// `meanTimeToResolve` as words.
    var title: String {
        name.reduce(into: "") { words, character in
            if character.isUppercase { words += " " }
            words += character.lowercased()
        }
    }

    /// The value with its unit; a dash where there is none.
    var display: String {
        guard let value else { return "-" }
        switch unit {
        case .micros: return duration(Int64(clamping: value.rounded))
        case .percent: return value.decimal(digits: 2, times: 100) + " %"
        case .perIncident: return value.decimal(digits: 2)
        case .count: return grouped(Int64(clamping: value.rounded))
        }
    }
}

/// `3 d 4 h`, `2 h 5 min`, `45 s`: the two greatest units.
private func duration(_ micros: Int64) -> String {
    let seconds = (micros + Instant.microsPerSecond / 2) / Instant.microsPerSecond
    switch seconds {
    case 86_400...: return "\(seconds / 86_400) d \(seconds % 86_400 / 3_600) h"
    case 3_600...: return "\(seconds / 3_600) h \(seconds % 3_600 / 60) min"
    case 60...: return "\(seconds / 60) min"
    default: return "\(seconds) s"
    }
}
