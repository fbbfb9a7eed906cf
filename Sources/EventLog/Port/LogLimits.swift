/// What a commit may hold. Limits are part of the log's promise: readers size their buffers by them.
public enum LogLimits {
    public static let eventsPerCommit = 4_096
    public static let bytesPerCommit = 8 << 20
    /// One record, envelope and payload. Larger things are files that an event names by their hash.
    public static let bytesPerRecord = 1 << 20
    /// A sequence's name, and a claim's namespace and key together with the byte between them, in UTF-8 (LMDB's keys hold 511).
    public static let bytesPerName = 400
    /// How far `occurredAt` may lie after `recordedAt`.
    public static let futureMicros: Int64 = 5 * 60 * 1_000_000
    /// A clock that went back by more than this is recorded as an event.
    public static let clockStepMicros: Int64 = 1_000_000
}
