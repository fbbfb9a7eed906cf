import EventModel
import ReadModels

/// The filter language: what is understood is understood the same way twice, and what is not has a message.
func fuzzFilter(_ bytes: [UInt8]) throws {
    let text = String(decoding: bytes, as: UTF8.self)
    do {
        let filter = try IncidentFilter(parsing: text)
        try promise(try IncidentFilter(parsing: text) == filter, "a filter means two things: \(text)")
    } catch let error as IncidentFilterError {
        try promise(!error.description.isEmpty, "a refusal without a message: \(text)")
    }
}

/// A time that is understood is written so that it means the same.
func fuzzInstant(_ bytes: [UInt8]) throws {
    let text = String(decoding: bytes, as: UTF8.self)
    guard let instant = Instant(parsing: text) else { return }
    try promise(Instant(parsing: instant.description) == instant, "\(text) is \(instant), which is another time")
}
