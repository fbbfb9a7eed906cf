import Crypto
import EventModel
import Foundation

// A sealed text, byte by byte:
//
//     0        16          28                       n-16      n
//     ├────────┼───────────┼───────────────────────┼─────────┤
//     │ key id │ nonce     │ ciphertext            │ tag     │   AES-256-GCM (NIST SP 800-38D)
//     └────────┴───────────┴───────────────────────┴─────────┘
//
// Key id: the first 16 bytes of SHA-256("kid/v1" ‖ key). The bytes that are authenticated with it bind the text to its
// place, so that it cannot be moved to another event or field:
//
//     "logbook seal v1" 0 origin 0 command id (16) index in commit (4, big-endian) type 0 field (8, big-endian) key id (16)

/// Where a sealed text stands: what its encryption is bound to.
struct SealedPlace: Sendable {
    let origin: String
    let commandID: CommandID
    let commitIndex: UInt32
    let type: String

    func authenticated(field: UInt64, keyID: KeyID) -> Data {
        var data = Data("logbook seal v1\0\(origin)\0".utf8)
        data.append(contentsOf: commandID.bytes)
        withUnsafeBytes(of: commitIndex.bigEndian) { data.append(contentsOf: $0) }
        data.append(contentsOf: Data("\(type)\0".utf8))
        withUnsafeBytes(of: field.bigEndian) { data.append(contentsOf: $0) }
        data.append(contentsOf: keyID.bytes)
        return data
    }
}

/// Names a key without telling it.
struct KeyID: Hashable, Sendable {
    static let byteCount = 16
    let bytes: [UInt8]

    init(bytes: [UInt8]) { self.bytes = bytes }

    init(of key: SymmetricKey) {
        var hash = SHA256()
        hash.update(data: Data("kid/v1".utf8))
        key.withUnsafeBytes { hash.update(bufferPointer: $0) }
        bytes = Array(hash.finalize().prefix(KeyID.byteCount))
    }
}

/// A person's key and its name.
struct SubjectKey: Sendable {
    let id: KeyID
    let key: SymmetricKey

    init(_ key: SymmetricKey) {
        self.key = key
        id = KeyID(of: key)
    }

    func seal(_ text: [UInt8], nonce: AES.GCM.Nonce, field: UInt64, at place: SealedPlace) -> [UInt8] {
        let authenticated = place.authenticated(field: field, keyID: id)
        guard let box = try? AES.GCM.seal(text, using: key, nonce: nonce, authenticating: authenticated) else {
            preconditionFailure("AES-GCM refuses only keys of a wrong size, and ours are 32 bytes")
        }
        return id.bytes + Array(box.nonce) + Array(box.ciphertext) + Array(box.tag)
    }

    /// Nil where the bytes are not what was sealed at this place.
    func open(_ sealed: [UInt8], field: UInt64, at place: SealedPlace) -> String? {
        let authenticated = place.authenticated(field: field, keyID: id)
        guard let box = try? AES.GCM.SealedBox(combined: sealed.dropFirst(KeyID.byteCount)),
            let text = try? AES.GCM.open(box, using: key, authenticating: authenticated)
        else { return nil }
        return String(validating: Array(text), as: UTF8.self)
    }
}
