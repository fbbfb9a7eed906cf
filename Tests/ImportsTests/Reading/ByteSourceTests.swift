import Imports
import Testing

@Suite("A byte source")
struct ByteSourceTests {
    let text = Array("number,state\nINC1,New\n".utf8)

    @Test func `reads a plain file`() throws {
        try withFile(named: "a.csv", text) { path in
            let found = try drain(ByteSource(path: path))
            #expect(found == text)
        }
    }

    @Test func `reads a compressed file, whatever its name`() throws {
        for (name, packed) in [
            ("a.csv.zst", zstd(text)), ("a.csv", zstd(text)), ("a.csv.gz", gzip(text)), ("a.csv", gzip(text)),
        ] {
            try withFile(named: name, packed) { path in
                let found = try drain(ByteSource(path: path))
                #expect(found == text)
            }
        }
    }

    @Test func `reads more than its buffers hold`() throws {
        let bytes = noise(count: 1_000_003, seed: 7)
        #expect(try drain(ByteSource(name: "plain", bytes: bytes)) == bytes)
        #expect(try drain(ByteSource(name: "packed", bytes: zstd(bytes))) == bytes)
        #expect(try drain(ByteSource(name: "packed", bytes: gzip(bytes))) == bytes)
    }

    @Test func `gives all of a frame whose content is far longer than the frame`() throws {
        let bytes = [UInt8](repeating: 0x41, count: 3_000_000)
        #expect(try drain(ByteSource(name: "packed", bytes: zstd(bytes))) == bytes)
        #expect(try drain(ByteSource(name: "packed", bytes: gzip(bytes))) == bytes)
    }

    @Test func `reads frames that follow one another as one text`() throws {
        let frames = zstd("number\n") + zstd("INC1\n") + zstd("")
        #expect(try drain(ByteSource(name: "packed", bytes: frames)) == Array("number\nINC1\n".utf8))
        let members = gzip(Array("number\n".utf8)) + gzip([]) + gzip(Array("INC1\n".utf8))
        #expect(try drain(ByteSource(name: "packed", bytes: members)) == Array("number\nINC1\n".utf8))
    }

    @Test func `says that a gzip file is cut off, damaged, or none`() throws {
        let packed = gzip(noise(count: 500, seed: 3))
        for length in [4, packed.count / 2, packed.count - 1] {
            #expect(throws: ImportError.truncated(.gzip, source: "cut", offsetBytes: length)) {
                try drain(ByteSource(name: "cut", bytes: Array(packed[..<length])))
            }
        }
        var damaged = packed
        damaged[damaged.count - 6] ^= 0xFF
        let error = try #require(throws: ImportError.self) { try drain(ByteSource(name: "bad", bytes: damaged)) }
        #expect("\(error)".contains("incorrect data check") && "\(error)".contains("gzip -t"), "\(error)")
        #expect(throws: ImportError.self) { try drain(ByteSource(name: "tail", bytes: packed + text)) }
        try withFile(named: "a.gz", text) { path in
            #expect(throws: ImportError.notCompressed(.gzip, source: path, found: "6E 75 6D 62")) {
                _ = try ByteSource(path: path)
            }
        }
    }

    @Test func `skips a skippable frame in front`() throws {
        let skippable: [UInt8] = [0x50, 0x2A, 0x4D, 0x18, 4, 0, 0, 0, 1, 2, 3, 4]
        #expect(try drain(ByteSource(name: "packed", bytes: skippable + zstd(text))) == text)
    }

    @Test func `gives nothing for an empty file`() throws {
        #expect(try drain(ByteSource(name: "empty", bytes: [])) == [])
        #expect(try drain(ByteSource(name: "short", bytes: [0x41])) == [0x41])
    }

    @Test func `says where compressed data is cut off, at any byte`() throws {
        let frame = zstd(noise(count: 500, seed: 3))
        for length in 4..<frame.count {
            #expect(throws: ImportError.truncated(.zstandard, source: "cut", offsetBytes: length)) {
                try drain(ByteSource(name: "cut", bytes: Array(frame[..<length])))
            }
        }
    }

    @Test func `says that a second frame is cut off`() throws {
        let frames = zstd("number\n") + zstd("INC1\n")
        #expect(throws: ImportError.truncated(.zstandard, source: "cut", offsetBytes: frames.count - 3)) {
            try drain(ByteSource(name: "cut", bytes: Array(frames.dropLast(3))))
        }
    }

    @Test func `says that a download broke off before the fourth byte`() throws {
        for length in 0..<4 {
            try withFile(named: "a.zst", Array(zstd(text)[..<length])) { path in
                #expect(throws: ImportError.truncated(.zstandard, source: path, offsetBytes: length)) {
                    _ = try ByteSource(path: path)
                }
            }
        }
    }

    @Test func `says that a file named as compressed is not`() throws {
        try withFile(named: "a.csv.zst", text) { path in
            #expect(throws: ImportError.notCompressed(.zstandard, source: path, found: "6E 75 6D 62")) {
                _ = try ByteSource(path: path)
            }
        }
    }

    @Test func `names a damaged frame as such`() throws {
        var frame = zstd(noise(count: 5000, seed: 5))
        for index in 6..<14 { frame[index] ^= 0xFF }
        let error = try #require(throws: ImportError.self) { try drain(ByteSource(name: "bad", bytes: frame)) }
        guard case .corrupt(.zstandard, source: "bad", offsetBytes: _, cause: let cause) = error else {
            Issue.record("expected corrupt data, found \(error)")
            return
        }
        #expect(!cause.isEmpty)
    }

    @Test func `refuses what follows the last frame and is none`() throws {
        #expect(throws: ImportError.self) { try drain(ByteSource(name: "tail", bytes: zstd(text) + text)) }
    }

    @Test func `refuses a window beyond the memory it grants`() throws {
        // A frame header (RFC 8878, 3.1.1.1) whose window descriptor 0xB8 asks for 8 GiB.
        let frame: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0x00, 0xB8, 0x01, 0x00, 0x00]
        let error = try #require(throws: ImportError.self) { try drain(ByteSource(name: "big", bytes: frame)) }
        guard case .corrupt = error else {
            Issue.record("expected corrupt data, found \(error)")
            return
        }
    }

    @Test func `says which path cannot be read and why`() throws {
        #expect(throws: ImportError.unreadable(source: "/no/such", code: 2, cause: "No such file or directory")) {
            _ = try ByteSource(path: "/no/such")
        }
        #expect(throws: ImportError.unreadable(source: "/", code: 21, cause: "Is a directory")) {
            _ = try ByteSource(path: "/")
        }
    }
}
