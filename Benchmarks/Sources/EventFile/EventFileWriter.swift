public import EventModel
import Foundation

/// Writes the file of events, from the first to the last.
public struct EventFileWriter {
    private let file: FileHandle
    private var buffer: [UInt8] = []
    private var written = 0
    private var entryOffsets: [Int] = []
    private var streams: [StreamID: Int] = [:]
    private var names: [String] = []
    public private(set) var recordBytes = 0
    public private(set) var payloadBytes = 0

    public init(path: String) throws {
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let file = FileHandle(forWritingAtPath: path)
        else { throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: path]) }
        self.file = file
        buffer = EventFile.magic + Array(repeating: 0, count: EventFile.headerSize - EventFile.magic.count)
    }

    public var count: Int { entryOffsets.count }
    public var streamCount: Int { names.count }

    /// Adds an event as it would be recorded next, alone in its commit, on a stream that it names.
    public mutating func add(_ event: RecordedEvent) throws {
        if let first = event.stream.key.first, first.isNumber { throw NameBeginsWithDigit(stream: event.stream) }
        let stream = number(of: event.stream)
        let record = event.placed(at: count + 1, commandIndex: UInt64(count)).encoded
        entryOffsets.append(written + buffer.count)
        append(record.count, byteCount: 4)
        append(stream, byteCount: 4)
        append(Int(event.version), byteCount: 4)
        append(event.payload.count, byteCount: 4)
        buffer += event.benchmarkCommand(UInt64(count - 1)).bytes
        buffer += record
        recordBytes += record.count
        payloadBytes += event.payload.count
        if buffer.count > 1 << 20 { try flush() }
    }

    /// Writes the tables at the end and the header that points to them.
    public mutating func finish() throws {
        var nameOffsets: [Int] = []
        for name in names {
            nameOffsets.append(written + buffer.count)
            append(name.utf8.count, byteCount: 2)
            buffer += name.utf8
        }
        let streamTable = written + buffer.count
        for offset in nameOffsets { append(offset, byteCount: 8) }
        let eventTable = written + buffer.count
        for offset in entryOffsets { append(offset, byteCount: 8) }
        try flush()
        buffer = EventFile.magic
        for number in [count, names.count, streamTable, eventTable] { append(number, byteCount: 8) }
        try file.seek(toOffset: 0)
        try flush()
        try file.close()
    }

    private mutating func number(of stream: StreamID) -> Int {
        if let number = streams[stream] { return number }
        streams[stream] = names.count
        names.append(stream.description)
        return names.count - 1
    }

    private mutating func append(_ number: Int, byteCount: Int) {
        for shift in 0..<byteCount { buffer.append(UInt8(truncatingIfNeeded: number >> (8 * shift))) }
    }

    private mutating func flush() throws {
        try file.write(contentsOf: buffer)
        written += buffer.count
        buffer = []
    }
}

/// Later passes through the file mark their streams with a digit in that place.
public struct NameBeginsWithDigit: Error {
    public let stream: StreamID
}

extension RecordedEvent {
    /// Time-ordered, and one for every event: it may come to stand first in its commit.
    fileprivate func benchmarkCommand(_ index: UInt64) -> CommandID {
        CommandID(at: recordedAt, randomness: (index, index << 20))
    }

    /// The same event as the only one of a commit; its stream is named, not drawn.
    fileprivate func placed(at position: Int, commandIndex: UInt64) -> RecordedEvent {
        RecordedEvent(
            position: Position(UInt64(position)), version: version, recordedAt: recordedAt, stream: stream, drawn: nil,
            type: type, schemaVersion: schemaVersion, occurredAt: occurredAt, actor: actor,
            commandID: benchmarkCommand(commandIndex), commitIndex: 0, commitCount: 1, causation: nil,
            correlation: nil, reason: reason, claims: [], payload: payload)
    }
}
