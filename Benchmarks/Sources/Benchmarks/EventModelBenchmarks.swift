import EventModel
import Processes

/// Encoding and decoding across modules, every text validated.
struct EventModelBenchmarks {
    let plain = (0..<20_000).map(PlainTenFields.make)
    let incidents = (0..<20_000).map(IncidentLogged.make)
    let records: [RecordedEvent]

    init() {
        records = incidents.enumerated().map { EventModelBenchmarks.record($0.offset, $0.element.encoded()) }
    }

    var all: [Benchmark] {
        [
            encoding("encode ten plain fields", plain),
            decoding("decode ten plain fields", plain),
            encoding("encode an incident", incidents),
            decoding("decode an incident", incidents),
            encodingEnvelopes("encode an envelope"),
            decodingEnvelopes("decode an envelope"),
            decodingBoth("decode envelope and incident"),
            Benchmark("an incident as JSON text") { name in
                Measurement(name, count: incidents.count) {
                    for event in incidents { keep(event.json().text) }
                }
            },
        ]
    }

    private func encoding<Event: DomainEvent>(_ name: String, _ events: [Event]) -> Benchmark {
        Benchmark(name) { name in
            Measurement(name, count: events.count, bytesEach: meanCount(events.map { $0.encoded() })) {
                for event in events { keep(event.encoded()) }
            }
        }
    }

    private func decoding<Event: DomainEvent>(_ name: String, _ events: [Event]) -> Benchmark {
        Benchmark(name) { name in
            let payloads = events.map { $0.encoded() }
            return try Measurement(name, count: events.count, bytesEach: meanCount(payloads)) {
                for payload in payloads { keep(try Event(decoding: payload.span.bytes)) }
            }
        }
    }

    private func encodingEnvelopes(_ name: String) -> Benchmark {
        Benchmark(name) { name in
            Measurement(name, count: records.count, bytesEach: meanCount(records.map(\.encoded))) {
                for record in records { keep(record.encoded) }
            }
        }
    }

    private func decodingEnvelopes(_ name: String) -> Benchmark {
        Benchmark(name) { name in
            let stored = records.map(\.encoded)
            return try Measurement(name, count: stored.count, bytesEach: meanCount(stored)) {
                for bytes in stored { keep(try RecordedEvent(decoding: bytes.span.bytes)) }
            }
        }
    }

    private func decodingBoth(_ name: String) -> Benchmark {
        Benchmark(name) { name in
            let stored = records.map(\.encoded)
            let catalogue = IncidentEvent.catalogue
            return try Measurement(name, count: stored.count, bytesEach: meanCount(stored)) {
                for bytes in stored { keep(try catalogue.decode(RecordedEvent(decoding: bytes.span.bytes))) }
            }
        }
    }

    private static func record(_ index: Int, _ payload: [UInt8]) -> RecordedEvent {
        let instant = Instant(micros: 1_774_627_200_000_000 + Int64(index) * 61_000_000)
        return RecordedEvent(
            position: Position(UInt64(index + 1)), version: 1, recordedAt: instant,
            stream: StreamID(category: "incident", key: "INC-2026-\(100_000 + index)"),
            drawn: DrawnNumber(sequence: "INC-2026", number: UInt64(100_000 + index)),
            type: IncidentLogged.type.name, schemaVersion: 1, occurredAt: instant,
            actor: .person(PersonID("agent-\(index % 40)")),
            commandID: CommandID(at: instant, randomness: (UInt64(index), 7)), commitIndex: 0, commitCount: 1,
            causation: nil, correlation: nil, reason: nil, claims: [], payload: payload)
    }
}

private func meanCount(_ arrays: [[UInt8]]) -> Double {
    Double(arrays.reduce(0) { $0 + $1.count }) / Double(arrays.count)
}
