import EventLog
import EventModel
import Testing

/// A name is its bytes, in memory as on the disk: "é" may be one character or two.
@Suite struct ContractNameTests {
    static let (composed, decomposed) = ("caf\u{E9}", "cafe\u{301}")

    @Test(arguments: StoreKind.allCases) func `streams whose names only look the same are two`(kind: StoreKind)
        async throws
    {
        let store = try StoreFixture(kind).store
        let (one, other) = (StreamID.incident(Self.composed), StreamID.incident(Self.decomposed))
        let commits = [
            Commit.noting(1, on: one, .noStream), .noting(2, on: other, .noStream), .noting(3, on: one, .exactly(1)),
        ]
        for result in await store.append(commits) { _ = try result.get() }
        #expect(try store.version(of: one) == 2)
        #expect(try store.version(of: other) == 1)
        #expect(try store.readStream(other).map(\.position) == [Position(2)])
        if let log = store as? EventLog { #expect(try log.verify().streams == 2) }
    }

    @Test(arguments: StoreKind.allCases) func `keys whose texts only look the same are claimed one by one`(
        kind: StoreKind
    ) async throws {
        let store = try StoreFixture(kind).store
        var commit = Commit.noting(1, on: .incident("1"))
        commit.claims = [Self.composed, Self.decomposed].map { KeyClaim(.claim, namespace: "name", key: $0) }
        _ = try await store.append(commit)
        var release = Commit.noting(2, on: .incident("1"))
        release.claims = [KeyClaim(.release, namespace: "name", key: Self.composed)]
        _ = try await store.append(release)
        #expect(try store.holder(namespace: "name", key: Self.composed) == nil)
        #expect(try store.holder(namespace: "name", key: Self.decomposed) == Position(1))
        if let log = store as? EventLog { #expect(try log.verify().events == 2) }
    }
}
