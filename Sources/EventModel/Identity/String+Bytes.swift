// Swift takes two texts for equal where Unicode does ("é" as one character or as two), and sorts them by that. A name in the log
// is its bytes: what is one stream here must be one stream on the disk.
extension String {
    /// Whether the UTF-8 of both is the same.
    @inlinable
    package func hasSameBytes(as other: String) -> Bool {
        let (left, right) = (utf8, other.utf8)
        guard left.count == right.count else { return false }
        // They lie in one block each, but for texts bridged from elsewhere.
        let isSame = unsafe left.withContiguousStorageIfAvailable { left in
            unsafe right.withContiguousStorageIfAvailable { right in unsafe haveSameBytes(left, right) }
        }
        return isSame.flatMap(\.self) ?? left.elementsEqual(right)
    }

    /// The order of the UTF-8, which is that of LMDB's keys.
    @inlinable
    package func precedesByBytes(_ other: String) -> Bool {
        utf8.lexicographicallyPrecedes(other.utf8)
    }
}

/// Compares blocks of one size, eight bytes at a time: names are short, and nearly all that are compared are the same.
@inlinable
package func haveSameBytes(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Bool {
    let (left, right) = (UnsafeRawBufferPointer(left), UnsafeRawBufferPointer(right))
    let count = left.count
    var index = 0
    while count - index >= 8 {
        guard
            unsafe left.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                == right.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        else { return false }
        index += 8
    }
    while index < count {
        guard unsafe left[index] == right[index] else { return false }
        index += 1
    }
    return true
}
