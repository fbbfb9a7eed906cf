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
        let (left, right) = (utf8, other.utf8)
        let precedes = unsafe left.withContiguousStorageIfAvailable { left in
            unsafe right.withContiguousStorageIfAvailable { right in unsafe bytesPrecede(left, right) }
        }
        return precedes.flatMap(\.self) ?? left.lexicographicallyPrecedes(right)
    }
}

/// Whether the first of two blocks stands before the second, byte by byte; a beginning stands before what it begins.
@inlinable
package func bytesPrecede(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Bool {
    let (first, second) = (UnsafeRawBufferPointer(left), UnsafeRawBufferPointer(right))
    let count = min(left.count, right.count)
    var index = 0
    while count - index >= 8 {
        let one = unsafe UInt64(bigEndian: first.loadUnaligned(fromByteOffset: index, as: UInt64.self))
        let other = unsafe UInt64(bigEndian: second.loadUnaligned(fromByteOffset: index, as: UInt64.self))
        if one != other { return one < other }
        index += 8
    }
    while index < count {
        if unsafe left[index] != right[index] { return unsafe left[index] < right[index] }
        index += 1
    }
    return left.count < right.count
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
