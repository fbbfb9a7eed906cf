import EventModel

/// One case of an event log: what its events say, in the order of the text.
struct XESTrace {
    let line: Int
    /// `concept:name`; nil where it has none.
    let name: String?
    let events: [XESEvent]
}

/// One event: its attributes as they stand, dates and numbers as text.
struct XESEvent {
    let line: Int
    let attributes: [String: String]

    subscript(key: String) -> String? { attributes[key] }
}

/// Reads an event log in XES (IEEE 1849) trace by trace, and strictly; what is outside of traces (extensions, globals,
/// classifiers, statistics) is passed over. Nested attributes are not taken.
struct XESReader: ~Copyable {
    /// More events are no problem's.
    static let mostEvents = 16_384
    static let mostAttributes = 256

    private var xml: XMLReader

    init(_ source: consuming ByteSource) throws(ImportError) { xml = try XMLReader(source) }

    mutating func next() throws(ImportError) -> XESTrace? {
        while let piece = try xml.next() {
            guard case .start(let element) = piece else { continue }
            switch (xml.depth, element.name) {
            case (1, "log"): continue
            case (1, let name):
                throw xml.fault(element.place, "<log>", "<\(name)>", "this is no event log in XES: check the file")
            case (2, "trace"): return try trace(element)
            default: try xml.skipElement()
            }
        }
        return nil
    }

    private mutating func trace(_ element: XMLElement) throws(ImportError) -> XESTrace {
        var (name, events): (String?, [XESEvent]) = (nil, [])
        while let piece = try xml.next(), xml.depth > 1 {
            guard case .start(let child) = piece else { continue }
            if child.name == "event" {
                guard events.count < Self.mostEvents else {
                    throw xml.fault(
                        child.place, "at most \(Self.mostEvents) events in a trace", "one more", "check the export")
                }
                events.append(try event(child))
            } else {
                if child["key"] == "concept:name" { name = child["value"] }
                try xml.skipElement()
            }
        }
        return XESTrace(line: element.place.line, name: name, events: events)
    }

    private mutating func event(_ element: XMLElement) throws(ImportError) -> XESEvent {
        var attributes: [String: String] = [:]
        while let piece = try xml.next(), xml.depth > 2 {
            guard case .start(let child) = piece else { continue }
            if let key = child["key"], let value = child["value"], attributes.count < Self.mostAttributes {
                attributes[key] = value
            }
            try xml.skipElement()
        }
        return XESEvent(line: element.place.line, attributes: attributes)
    }
}
