internal import Synchronization

/// Which pages of a file are accounted for; several threads may mark them.
///
/// A page is used once: who marks it a second time is told.
@safe
final class UsedPages: Sendable {
    /// The highest page that the commit counts.
    let last: Int
    /// A bit for each page.
    private nonisolated(unsafe) let words: UnsafeMutableBufferPointer<Atomic<UInt64>>

    init(last: Int) {
        self.last = last
        unsafe words = .allocate(capacity: last / 64 + 1)
        for index in unsafe words.indices { unsafe (words.baseAddress! + index).initialize(to: Atomic(0)) }
    }

    deinit { unsafe words.deallocate() }

    /// Marks `count` pages from `number` on.
    func mark(_ number: UInt64, count: Int = 1) throws(Flaw) {
        guard number >= 2, number <= last, count >= 1, count <= last - Int(number) + 1 else {
            throw Flaw("refers to page \(number), of \(last + 1)")
        }
        for page in Int(number)..<Int(number) + count {
            let bit: UInt64 = 1 << (page % 64)
            let before = unsafe words[page / 64].bitwiseOr(bit, ordering: .relaxed).oldValue
            guard before & bit == 0 else { throw Flaw("refers to page \(page), which is used already") }
        }
    }

    /// The first page that nobody has marked; the two meta pages are nobody's.
    var firstUnmarked: Int? {
        (2..<max(last + 1, 2)).first { page in
            let word = unsafe words[page / 64].load(ordering: .relaxed)
            return word & 1 << (page % 64) == 0
        }
    }
}
