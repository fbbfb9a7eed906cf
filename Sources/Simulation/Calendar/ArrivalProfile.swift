import EventModel

/// How the load of a service desk lies over the year: busy mornings, quiet nights, few weekends, summer and Christmas.
///
/// Load is counted in weight × microseconds, so that a point of the load is a moment of the year and the other way round.
struct ArrivalProfile: Sendable {
    private let hours: [(start: Instant, weight: Int64, loadBefore: Int64)]
    let total: Int64

    /// Calls by hour of the day, a usual weekday.
    private static let day: [Int64] = [
        2, 1, 1, 1, 2, 4, 14, 40, 82, 100, 96, 88, 62, 70, 86, 82, 68, 44, 22, 13, 9, 7, 5, 3,
    ]

    init(_ calendar: YearCalendar) {
        var load: Int64 = 0
        var hours: [(start: Instant, weight: Int64, loadBefore: Int64)] = []
        for day in calendar.days {
            for hour in 0..<24 {
                let weight = max(1, Self.day[hour] * Self.perMille(day) / 100)
                hours.append(
                    (day.start.advanced(byMicros: Int64(hour) * Instant.microsPerHour), weight, load))
                load += weight * Instant.microsPerHour
            }
        }
        self.hours = hours
        total = load
    }

    private static func perMille(_ day: YearCalendar.Day) -> Int64 {
        if day.isHoliday { return 60 }
        let weekday: Int64 =
            switch day.weekday {
            case 1: 1_180
            case 2: 1_060
            case 5: 860
            case 6: 130
            case 7: 80
            default: 1_000
            }
        let season: Int64 =
            switch (day.month, day.dayOfMonth) {
            case (7, 15...), (8, ...24): 780
            case (12, 22...), (1, ...5): 400
            case (9, _), (10, _): 1_120
            default: 1_000
            }
        return weekday * season / 1000
    }

    /// The moment at which `load` has come in; the last hour's end for more than the total.
    func instant(ofLoad load: Int64) -> Instant {
        var (low, high) = (0, hours.count - 1)
        while low < high {
            let middle = (low + high + 1) / 2
            if hours[middle].loadBefore <= load { low = middle } else { high = middle - 1 }
        }
        let hour = hours[low]
        return hour.start.advanced(byMicros: min(Instant.microsPerHour, (load - hour.loadBefore) / hour.weight))
    }
}
