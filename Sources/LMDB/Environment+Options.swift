internal import CLMDB

extension Environment {
    /// How an environment is opened.
    public struct Options: Hashable, Sendable {
        /// The address space reserved, and so the most that the file can grow to. Never resized: resizing under a reader is a
        /// SIGBUS. It costs no memory and no disk.
        public var mapSizeBytes: Int
        /// Makes the folder and the data file where they are missing.
        public var create: Bool
        /// No write transaction can begin. On a read-only file system LMDB then does without its lock file.
        public var readOnly: Bool
        /// Neither makes nor reads the lock file: only for copies that nobody writes.
        public var withoutLock: Bool
        /// Transactions that read at the same time, over all processes.
        public var maxReaders: Int
        /// Tables that can be open.
        public var maxTables: Int
        /// One sync less per commit. A power cut may lose the last commits (never half of one): for read models, which can be
        /// folded again, never for a log.
        public var noMetaSync: Bool

        public init(
            mapSizeBytes: Int = Self.defaultMapSizeBytes, create: Bool = false, readOnly: Bool = false,
            withoutLock: Bool = false, maxReaders: Int = 512, maxTables: Int = 64, noMetaSync: Bool = false
        ) {
            self.mapSizeBytes = mapSizeBytes
            self.create = create
            self.readOnly = readOnly
            self.withoutLock = withoutLock
            self.maxReaders = maxReaders
            self.maxTables = maxTables
            self.noMetaSync = noMetaSync
        }

        #if THREAD_SANITIZER
            /// The thread sanitizer needs most of the address space for itself.
            public static let defaultMapSizeBytes = 1 << 30
        #else
            /// 1 TiB.
            public static let defaultMapSizeBytes = 1 << 40
        #endif

        /// NOTLS ties a reader slot to its transaction instead of its thread: several readers a thread.
        var flags: UInt32 {
            var flags = MDB_NOTLS
            if readOnly { flags |= MDB_RDONLY }
            if withoutLock { flags |= MDB_NOLOCK }
            if noMetaSync { flags |= MDB_NOMETASYNC }
            return UInt32(flags)
        }
    }
}
