import EventFile
import EventLog
import EventModel
import Processes

extension Run {
    /// Every event in order: checksums checked, envelopes decoded.
    func scan() throws -> Outcome { try walk { _ in } }

    /// The same, and every incident's payload decoded into its event.
    func decode() throws -> Outcome {
        let catalogue = IncidentEvent.catalogue
        return try walk { slice in
            for event in slice where event.stream.category == IncidentProcess.category {
                keep(try catalogue.decode(event))
            }
        }
    }

    private func walk(_ body: ([RecordedEvent]) throws -> Void) throws -> Outcome {
        var outcome = Outcome()
        var nextLook = 0
        let processor = processorSeconds()
        outcome.seconds = try timed {
            var slices = log.slices()
            while let slice = try slices.next() {
                try body(slice)
                outcome.events += slice.count
                guard outcome.events >= nextLook else { continue }
                nextLook = outcome.events + 65_536
                outcome.anonymousBytes = max(outcome.anonymousBytes, anonymousBytes())
            }
        }
        outcome.processorSeconds = processorSeconds() - processor
        outcome.anonymousBytes = max(outcome.anonymousBytes, anonymousBytes())
        guard outcome.events == (try eventCount()) else { throw Failure("the scan found \(outcome.events) events") }
        return outcome
    }

    /// Single events at random positions.
    func point() throws -> Outcome {
        var dice = SplitMix64(state: 1)
        let events = UInt64(try eventCount())
        return try reads(expecting: 1) {
            let position = Position(dice.next() % events + 1)
            return { try log.read(from: position, through: position, limit: 1) }
        }
    }

    /// Whole streams that have six events.
    func stream() throws -> Outcome {
        var sizes: [StreamID: Int] = [:]
        var names: [StreamID] = []
        for index in 0..<(try eventCount()) {
            let stream = try file.event(at: index).stream
            if sizes[stream, default: 0] == 0 { names.append(stream) }
            sizes[stream, default: 0] += 1
        }
        names.removeAll { sizes[$0] != 6 }
        guard !names.isEmpty else { throw Failure("no stream has six events") }
        var dice = SplitMix64(state: 2)
        return try reads(expecting: 6) {
            let name = names[Int(dice.next() % UInt64(names.count))]
            return { try log.readStream(name) }
        }
    }

    private func reads(
        expecting size: Int, _ next: () throws -> () throws -> [RecordedEvent]
    ) throws -> Outcome {
        var outcome = Outcome()
        outcome.events = options.count
        for _ in 0..<options.count {
            let read = try next()
            var found = 0
            let taken = try timed { found = try read().count }
            guard found == size else { throw Failure("a read found \(found) events instead of \(size)") }
            outcome.seconds += taken
            outcome.latencies.append(taken)
        }
        return outcome
    }
}

/// The peers' generator of numbers that look drawn by lot.
private struct SplitMix64 {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }
}

/// Keeps the optimiser from removing what nobody reads.
@inline(never)
func keep<Value>(_ value: borrowing Value) {}
