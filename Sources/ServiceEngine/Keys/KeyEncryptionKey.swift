public import Crypto
import Foundation

/// The key under which every person's key is wrapped. Held outside the store that it protects.
public enum KeyEncryptionKey: Sendable {
    /// In the file `key-encryption.key` beside the log, made on first use, readable by its owner alone.
    case fileBesideTheLog
    /// Given by the embedding service, from a vault of its own: 32 bytes.
    case given(SymmetricKey)

    func load(from folder: String, mayCreate: Bool) throws(EngineError) -> SymmetricKey {
        switch self {
        case .given(let key):
            guard key.bitCount == 256 else {
                throw .badKey("the key-encryption key has \(key.bitCount) bits, 256 are needed")
            }
            return key
        case .fileBesideTheLog:
            return try KeyFile(path: folder + "/key-encryption.key").load(mayCreate: mayCreate)
        }
    }
}

/// 32 random bytes in a file with mode 0600.
private struct KeyFile {
    let path: String

    func load(mayCreate: Bool) throws(EngineError) -> SymmetricKey {
        if let bytes = FileManager.default.contents(atPath: path) { return try check(bytes) }
        guard mayCreate else { throw .badKey("\(path) cannot be read; personal texts stay sealed without it") }
        let key = SymmetricKey(size: .bits256)
        try write(key.withUnsafeBytes { Data($0) })
        // Another process may have been first: what is on disk counts.
        guard let bytes = FileManager.default.contents(atPath: path) else { throw .badKey("\(path) cannot be read") }
        return try check(bytes)
    }

    private func check(_ bytes: Data) throws(EngineError) -> SymmetricKey {
        guard bytes.count == 32 else {
            throw .badKey("\(path) holds \(bytes.count) bytes, expected 32; restore it from your backup of keys")
        }
        return SymmetricKey(data: bytes)
    }

    /// Written whole and synced under another name, then linked into place, so that no reader sees half a key.
    private func write(_ bytes: Data) throws(EngineError) {
        let temporary = "\(path).\(ProcessInfo.processInfo.processIdentifier)"
        defer { unlink(temporary) }
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        guard descriptor >= 0 else { throw .file(operation: "write the key file", path: temporary, code: errno) }
        let written = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
        guard written == bytes.count, fsync(descriptor) == 0 else {
            let code = errno
            close(descriptor)
            throw .file(operation: "write the key file", path: temporary, code: code)
        }
        close(descriptor)
        guard link(temporary, path) == 0 || errno == EEXIST else {
            throw .file(operation: "write the key file", path: path, code: errno)
        }
    }
}
