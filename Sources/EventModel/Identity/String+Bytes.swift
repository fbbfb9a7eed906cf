// Swift takes two texts for equal where Unicode does ("é" as one character or as two), and sorts them by that. A name in the log
// is its bytes: what is one stream here must be one stream on the disk.
extension String {
    /// Whether the UTF-8 of both is the same.
    @inlinable
    package func hasSameBytes(as other: String) -> Bool {
        // Same bytes are always equal texts, and those the fast comparison finds; few others are left.
        self == other && utf8.elementsEqual(other.utf8)
    }

    /// The order of the UTF-8, which is that of LMDB's keys.
    @inlinable
    package func precedesByBytes(_ other: String) -> Bool {
        utf8.lexicographicallyPrecedes(other.utf8)
    }
}
