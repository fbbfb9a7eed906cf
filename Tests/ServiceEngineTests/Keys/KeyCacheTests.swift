import Crypto
import Testing

@testable import ServiceEngine

@Suite struct KeyCacheTests {
    let key = SubjectKey(.init(size: .bits256))
    let other = SubjectKey(.init(size: .bits256))

    @Test func `a key is found while the commit that it was read from is the newest`() {
        var cache = KeyCache()
        cache.keep(key, of: "person-1", commit: 7)
        cache.keep(other, commit: 7)
        #expect(cache.key(of: "person-1", newestCommit: 7)?.id == key.id)
        #expect(cache.key(key.id, newestCommit: 7)?.id == key.id)
        #expect(cache.key(other.id, newestCommit: 7)?.id == other.id)
    }

    @Test func `a key read before another process destroyed it is not found after`() {
        var cache = KeyCache()
        // The reader still saw commit 7 while the store said already that 8 was its newest.
        cache.keep(key, of: "person-1", commit: 7)
        #expect(cache.key(of: "person-1", newestCommit: 8) == nil)
        #expect(cache.key(key.id, newestCommit: 8) == nil)
    }

    @Test func `what an older commit had is forgotten when a newer one is read`() {
        var cache = KeyCache()
        cache.keep(key, of: "person-1", commit: 7)
        cache.keep(other, of: "person-2", commit: 8)
        #expect(cache.key(of: "person-1", newestCommit: 8) == nil)
        #expect(cache.key(key.id, newestCommit: 8) == nil)
        #expect(cache.key(of: "person-2", newestCommit: 8)?.id == other.id)
    }
}
