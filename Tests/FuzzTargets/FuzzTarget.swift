import EventModel
import Imports

/// A decoder that is given bytes nobody vouches for, and what must hold of whatever it makes of them.
///
/// A refusal is right; a trap, an endless loop or a broken promise is a fault. The first byte of a fuzzer's input chooses the
/// target, so that one corpus serves all.
public struct FuzzTarget: Sendable {
    /// Its folder in the corpus.
    public let name: String
    /// Throws `BrokenPromise`, and nothing else.
    public let run: @Sendable ([UInt8]) throws -> Void

    /// In the order of the first byte of an input.
    public static let all: [FuzzTarget] = [
        FuzzTarget(name: "record", run: fuzzRecord),
        FuzzTarget(name: "payload", run: fuzzPayload),
        FuzzTarget(name: "csv", run: fuzzTable),
        FuzzTarget(name: "zstd", run: fuzzCompressedTable),
        FuzzTarget(name: "servicenow", run: { try fuzzImport($0, .servicenow) }),
        FuzzTarget(name: "helpdesk", run: { try fuzzImport($0, .helpdesk) }),
        FuzzTarget(name: "filter", run: fuzzFilter),
        FuzzTarget(name: "instant", run: fuzzInstant),
        FuzzTarget(name: "block", run: fuzzBlock),
        FuzzTarget(name: "segment", run: fuzzSegment),
        FuzzTarget(name: "graphml", run: fuzzGraphML),
        FuzzTarget(name: "netbox", run: fuzzNetBox),
        FuzzTarget(name: "xes", run: fuzzProblems),
        FuzzTarget(name: "gzip", run: fuzzCompressedTable),
    ]

    /// Runs the target that the first byte names on the rest.
    public static func run(_ input: [UInt8]) throws {
        guard let first = input.first else { return }
        try all[Int(first) % all.count].run(Array(input.dropFirst()))
    }
}

/// What a decoder gave out is not what it promises.
public struct BrokenPromise: Error, CustomStringConvertible {
    public let description: String
}

func promise(_ isKept: Bool, _ what: @autoclosure () -> String) throws {
    if !isKept { throw BrokenPromise(description: what()) }
}
