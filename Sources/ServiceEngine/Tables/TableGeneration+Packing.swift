import EventModel
import LMDB

extension TableGeneration {
    /// Copies everything into `other`, which is empty, in the order of the keys: pages that are appended to are full, those that
    /// one batch of rows after the other was stored in are half empty. In bounded transactions; the cursor comes last, without
    /// which nothing serves.
    func copy(into other: TableGeneration) throws(TableError) {
        do {
            try copy(tables.rows, other, other.tables.rows)
            try copy(tables.sums, other, other.tables.sums)
            for index in Content.indexes {
                try copy(tables.index(index.name), other, other.tables.index(index.name))
            }
            try copy(tables.meta, other, other.tables.meta)
        } catch {
            throw TableError(error, in: Content.name)
        }
    }

    private func copy(_ table: LMDB.Table, _ other: TableGeneration, _ copied: LMDB.Table) throws(LMDBError) {
        let source = try environment.beginRead()
        var cursor = try source.cursor(table)
        var more = try cursor.first()
        var last: [UInt8] = []
        while more {
            var transaction = try other.environment.beginWrite()
            var bytes = 0
            while more, bytes < copiedAtOnce {
                let key = cursor.key.array
                let isAgain = key == last
                try transaction.put(copied, key.span.bytes, cursor.value, isAgain ? .appendDuplicate : .append)
                bytes += key.count + cursor.value.byteCount
                last = key
                more = try cursor.next()
            }
            try transaction.commit()
        }
    }
}

/// The bytes of rows that are copied in one transaction.
private let copiedAtOnce = 8 << 20
