import EventModel
import Processes

/// A record that can be read is written as it is read, and reads the same again.
func fuzzRecord(_ bytes: [UInt8]) throws {
    guard let record = try? RecordedEvent(decoding: bytes.span.bytes) else { return }
    let written = record.encoded
    guard let again = try? RecordedEvent(decoding: written.span.bytes) else {
        throw BrokenPromise(description: "a record that was read cannot be read again: \(record)")
    }
    try promise(again == record, "a record reads otherwise the second time: \(record), then \(again)")
    try promise(again.encoded == written, "a record is written in two ways: \(record)")
}

/// The payload of each event: its JSON means the same bytes, as far as this version knows the fields.
func fuzzPayload(_ bytes: [UInt8]) throws {
    for event in Catalogue.declarations {
        guard let json = try? event.render(bytes.span.bytes, nil) else { continue }
        _ = json.text
        // A text that is sealed has no JSON to come back from, and a value out of its range is refused here.
        guard let written = try? event.parse(json) else { continue }
        guard let again = try? event.render(written.span.bytes, nil) else {
            throw BrokenPromise(description: "\(event.name) was written so that it cannot be read: \(json.text)")
        }
        try promise(again == json, "\(event.name) means \(json.text), then \(again.text)")
    }
}
