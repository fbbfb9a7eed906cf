import CZlib
import CZstd
import Foundation
import Imports
import TestSupport

/// Everything a table holds, in the order of reading.
struct Table {
    var header: [String]
    var records: [CSVRecord] = []
    var rejected: [RejectedRow] = []

    var rows: [[String]] { records.map { record in (0..<record.count).map { record[$0] } } }
    var lines: [Int] { records.map(\.line) }

    init(_ bytes: [UInt8], required: [String] = [], readsAll: Bool = false) throws {
        var reader = try CSVReader(ByteSource(name: "test", bytes: bytes), required: required, readsAll: readsAll)
        header = reader.header.names
        while let row = try reader.next() {
            switch row {
            case .record(let record): records.append(record)
            case .rejected(let row): rejected.append(row)
            }
        }
    }

    init(_ text: String, required: [String] = [], readsAll: Bool = false) throws {
        try self.init(Array(text.utf8), required: required, readsAll: readsAll)
    }
}

/// One Zstandard frame.
func zstd(_ bytes: [UInt8]) -> [UInt8] {
    var frame = [UInt8](repeating: 0, count: ZSTD_compressBound(bytes.count))
    let count = ZSTD_compress(&frame, frame.count, bytes, bytes.count, 3)
    return Array(frame[..<count])
}

/// One member of a gzip file.
func gzip(_ bytes: [UInt8]) -> [UInt8] {
    var stream = z_stream()
    deflateInit2_(
        &stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    defer { deflateEnd(&stream) }
    var (input, output) = (bytes, [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count)))))
    return input.withUnsafeMutableBufferPointer { source in
        let count = output.withUnsafeMutableBufferPointer { target in
            (stream.next_in, stream.avail_in) = (source.baseAddress, UInt32(source.count))
            (stream.next_out, stream.avail_out) = (target.baseAddress, UInt32(target.count))
            deflate(&stream, Z_FINISH)
            return target.count - Int(stream.avail_out)
        }
        return Array(output[..<count])
    }
}

func zstd(_ text: String) -> [UInt8] { zstd(Array(text.utf8)) }

/// Everything a source gives.
func drain(_ source: consuming ByteSource) throws -> [UInt8] {
    var result: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1000)
    while true {
        let count = try source.read(into: &buffer, at: 0)
        if count == 0 { return result }
        result += buffer[..<count]
    }
}

/// A file that lives as long as `body` runs.
func withFile(named name: String, _ bytes: [UInt8], _ body: (String) throws -> Void) throws {
    let folder = TemporaryFolder()
    try Data(bytes).write(to: URL(fileURLWithPath: folder.path(name)))
    try body(folder.path(name))
}

/// Varied, reproducible bytes that do not compress to nothing.
func noise(count: Int, seed: UInt64) -> [UInt8] {
    var generator = SplitMix(seed: seed)
    return (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
}
