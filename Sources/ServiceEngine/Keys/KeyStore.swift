import Crypto
import EventModel
import Foundation
import LMDB
import Synchronization

/// Every person's key, wrapped under the key-encryption key, in an LMDB folder of its own that no backup of the log takes.
///
///     subjects:  person's pseudonym (UTF-8)  →  key id (16), or 16 zero bytes where the key was destroyed
///     keys:      key id (16)                 →  nonce (12) ‖ wrapped key (32) ‖ tag (16), AES-256-GCM, key id authenticated
///
/// A person whose key was destroyed gets no new one by accident: sealing for them is an error.
final class KeyStore: Sendable {
    /// Nil once the store is closed.
    private let environment: Mutex<Environment?>
    private let subjects: LMDB.Table
    private let wrapped: LMDB.Table
    private let wrapping: SymmetricKey
    private let cache = Mutex(KeyCache())

    enum Access { case make, write, read }

    /// Opens the store in `folder`, or makes a new one there.
    init(folder: String, keyEncryptionKey: KeyEncryptionKey, access: Access) throws(EngineError) {
        let isNew = access == .make
        do throws(LMDBError) {
            let environment = try Environment(
                path: folder,
                options: .init(mapSizeBytes: 1 << 36, create: isNew, readOnly: access == .read))
            self.environment = Mutex(environment)
            subjects = try environment.table("subjects", create: isNew)
            wrapped = try environment.table("keys", create: isNew)
        } catch {
            throw .storage(error)
        }
        wrapping = try keyEncryptionKey.load(from: folder, mayCreate: isNew)
    }

    /// Forgets every key and gives the folder back.
    func close() {
        environment.withLock { $0 = nil }
        cache.withLock { $0 = KeyCache() }
    }

    /// The keys of `people`, made and durable where they had none: one transaction for all of them.
    func keys(for people: Set<PersonID>) throws(EngineError) -> [PersonID: SubjectKey] {
        var found: [PersonID: SubjectKey] = [:]
        for person in people { found[person] = try existingKey(of: person) }
        let missing = people.filter { found[$0] == nil }.sorted()
        guard !missing.isEmpty else { return found }
        for (person, key) in try create(missing) { found[person] = key }
        return found
    }

    /// The key named `id`, or nil where it is gone.
    func key(_ id: KeyID) throws(EngineError) -> SubjectKey? {
        if let known = newestCommit.flatMap({ commit in cache.withLock { $0.key(id, newestCommit: commit) } }) {
            return known
        }
        let (wrapped, commit) = try read { transaction throws(LMDBError) in
            (try transaction.copy(self.wrapped, id.bytes.span.bytes), transaction.id)
        }
        guard let wrapped else { return nil }
        let key = try unwrap(wrapped, id)
        cache.withLock { $0.keep(key, commit: commit) }
        return key
    }

    /// Drops the key of `person`: what was sealed with it cannot be read again.
    func destroyKey(of person: PersonID) throws(EngineError) {
        let name = Array(person.rawValue.utf8)
        _ = try write { transaction throws(LMDBError) in
            let id = try transaction.copy(self.subjects, name.span.bytes)
            if let id { _ = try transaction.delete(self.wrapped, id.span.bytes) }
            try transaction.put(self.subjects, name.span.bytes, KeyStore.destroyed.span.bytes)
            return true
        }
        cache.withLock { $0 = KeyCache() }
    }

    private static let destroyed = [UInt8](repeating: 0, count: KeyID.byteCount)
}

extension KeyStore {
    private func existingKey(of person: PersonID) throws(EngineError) -> SubjectKey? {
        if let known = newestCommit.flatMap({ commit in cache.withLock { $0.key(of: person, newestCommit: commit) } }) {
            return known
        }
        let name = Array(person.rawValue.utf8)
        // Both rows from one state: a key that is destroyed in between must not look like one that is missing.
        let (id, wrapped, commit) = try read { transaction throws(LMDBError) in
            let id = try transaction.copy(self.subjects, name.span.bytes)
            let wrapped = try id.flatMap { id throws(LMDBError) in
                try transaction.copy(self.wrapped, id.span.bytes)
            }
            return (id, wrapped, transaction.id)
        }
        guard let id else { return nil }
        guard id != KeyStore.destroyed else { throw .keyDestroyed(person) }
        guard let wrapped else {
            throw .badKey("the key of \(person) is missing from the key store; restore the store from its backup")
        }
        let key = try unwrap(wrapped, KeyID(bytes: id))
        cache.withLock { $0.keep(key, of: person, commit: commit) }
        return key
    }

    private func create(_ people: [PersonID]) throws(EngineError) -> [(PersonID, SubjectKey)] {
        var rows: [(person: PersonID, key: SubjectKey, wrapped: [UInt8])] = []
        for person in people {
            let key = SubjectKey(SymmetricKey(size: .bits256))
            rows.append((person, key, try wrap(key)))
        }
        let sorted = rows
        let commit: Int? = try write { transaction throws(LMDBError) in
            for row in sorted {
                let name = Array(row.person.rawValue.utf8)
                // Another process may have made one since we looked.
                guard try transaction.copy(self.subjects, name.span.bytes) == nil else { return nil }
                try transaction.put(self.subjects, name.span.bytes, row.key.id.bytes.span.bytes)
                try transaction.put(self.wrapped, row.key.id.bytes.span.bytes, row.wrapped.span.bytes)
            }
            return transaction.id
        }
        guard let commit else {
            cache.withLock { $0 = KeyCache() }
            return Array(try keys(for: Set(people)))
        }
        cache.withLock { cache in
            for row in sorted { cache.keep(row.key, of: row.person, commit: commit) }
        }
        return sorted.map { ($0.person, $0.key) }
    }

    private func wrap(_ key: SubjectKey) throws(EngineError) -> [UInt8] {
        let plain = key.key.withUnsafeBytes { Data($0) }
        guard let box = try? AES.GCM.seal(plain, using: wrapping, authenticating: key.id.bytes), let all = box.combined
        else { throw .badKey("a key could not be wrapped") }
        return Array(all)
    }

    private func unwrap(_ wrapped: [UInt8], _ id: KeyID) throws(EngineError) -> SubjectKey {
        guard let box = try? AES.GCM.SealedBox(combined: wrapped),
            let plain = try? AES.GCM.open(box, using: wrapping, authenticating: id.bytes)
        else { throw .badKey("the key store was written under another key-encryption key; give the engine that one") }
        return SubjectKey(SymmetricKey(data: plain))
    }
}

extension KeyStore {
    /// The newest commit of any process; nil once the store is closed.
    private var newestCommit: Int? { environment.withLock { $0?.info.lastTransactionID } }

    private func read<Value>(
        _ body: (borrowing ReadTransaction) throws(LMDBError) -> Value
    ) throws(EngineError) -> Value {
        let environment = try opened()
        do throws(LMDBError) {
            let transaction = try environment.beginRead()
            return try body(transaction)
        } catch {
            throw .storage(error)
        }
    }

    private func opened() throws(EngineError) -> Environment {
        guard let environment = environment.withLock({ $0 }) else { throw .closed }
        return environment
    }

    /// Commits what `body` writes where it answers something.
    private func write<Value>(
        _ body: (inout WriteTransaction) throws(LMDBError) -> Value?
    ) throws(EngineError) -> Value? {
        let environment = try opened()
        do throws(LMDBError) {
            var transaction = try environment.beginWrite()
            guard let value = try body(&transaction) else { return nil }
            try transaction.commit()
            return value
        } catch {
            throw .storage(error)
        }
    }
}

extension Transaction where Self: ~Copyable {
    /// The value of `key`, outliving the transaction.
    fileprivate borrowing func copy(_ table: LMDB.Table, _ key: borrowing RawSpan) throws(LMDBError) -> [UInt8]? {
        guard let value = try get(table, key) else { return nil }
        return value.withUnsafeBytes { Array($0) }
    }
}
