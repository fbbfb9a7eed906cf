public import EventModel
import Foundation

/// The events that the engine and its peers record, as a file that all of them map. Drawn in PeerHarness/events.c.
///
/// They can be gone through any number of times: each further pass writes copies of the streams under other names.
public struct EventFile: Sendable {
    private let bytes: Data
    public let count: Int
    public let streamCount: Int

    /// How often the file can be gone through: each pass has a digit.
    static let passes = 10
    static let magic = Array("LBEVENTS".utf8)
    static let headerSize = 40
    static let entryHeaderSize = 32

    public init(path: String) throws {
        bytes = try Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped)
        guard bytes.count >= Self.headerSize, bytes.starts(with: Self.magic) else { throw NotAFileOfEvents(path: path) }
        count = Int(Self.number(bytes, 8))
        streamCount = Int(Self.number(bytes, 16))
    }

    /// The event that comes at `index`, from 0: as the engine would have stored it, alone in its commit.
    public func event(at index: Int) throws -> FiledEvent {
        let pass = index / count
        guard pass < Self.passes else { throw TooManyPasses() }
        let entry = Int(Self.number(bytes, Int(Self.number(bytes, 32)) + 8 * (index % count)))
        let size = Int(Self.number(bytes, entry, byteCount: 4))
        let stream = Int(Self.number(bytes, entry + 4, byteCount: 4))
        let record = Array(bytes[entry + Self.entryHeaderSize..<entry + Self.entryHeaderSize + size])
        let event = try RecordedEvent(decoding: record.span.bytes)
        return FiledEvent(
            recorded: event, record: record, stream: event.stream.onPass(pass),
            streamNumber: pass * streamCount + stream, commandID: event.commandID.onPass(pass))
    }

    private static func number(_ bytes: Data, _ offset: Int, byteCount: Int = 8) -> UInt64 {
        bytes[offset..<offset + byteCount].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
}

/// One event of the file.
public struct FiledEvent: Sendable {
    public let recorded: RecordedEvent
    /// The bytes of `recorded`.
    public let record: [UInt8]
    /// Its stream and command on this pass through the file.
    public let stream: StreamID
    /// From 0, in the order of first events.
    public let streamNumber: Int
    public let commandID: CommandID
}

/// More events are asked for than ten passes through the file give.
public struct TooManyPasses: Error {}

/// A file that generate-events did not write.
public struct NotAFileOfEvents: Error {
    public let path: String
}

extension StreamID {
    /// As long as the original, and no stream of the file begins its key with a digit.
    fileprivate func onPass(_ pass: Int) -> StreamID {
        pass == 0 ? self : StreamID(category: category, key: "\(pass)\(key.dropFirst())")
    }
}

extension CommandID {
    /// A later pass has later ids: the first 48 bits are milliseconds.
    fileprivate func onPass(_ pass: Int) -> CommandID {
        CommandID(high: high + UInt64(pass) * (366 * 86_400 * 1000) << 16, low: low)
    }
}
