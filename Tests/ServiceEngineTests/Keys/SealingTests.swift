import Crypto
import EventLog
import EventModel
import Foundation
import Processes
import TestSupport
import Testing

@testable import ServiceEngine

private let agent = CommandEnvelope(.person("agent-4"))
private let described = LogIncident(title: "Mail", caller: "person-17", description: "My name is on the envelope.")

@Test func `a personal text is sealed in the log and opened for whoever holds the key`() async throws {
    let folder = TemporaryFolder()
    let engine = try await ServiceEngine.create(at: folder.path("desk"))
    let logged = try await engine.execute(new: described, agent)
    let record = try #require(try engine.store.readStream(logged.stream).first)
    #expect(!String(decoding: record.payload, as: UTF8.self).contains("envelope"))
    #expect(try description(engine.render(record)) == "My name is on the envelope.")
    await engine.close()
}

@Test func `what was sealed with a destroyed key shows as erased, and nothing new is sealed for that person`()
    async throws
{
    let folder = TemporaryFolder()
    let engine = try await ServiceEngine.create(at: folder.path("desk"))
    let logged = try await engine.execute(new: described, agent)
    let root = try engine.store.head().root
    try #require(engine.keyStore).destroyKey(of: "person-17")
    let record = try #require(try engine.store.readStream(logged.stream).first)
    #expect(try description(engine.render(record)) == "[erased]")
    #expect(try engine.store.head().root == root)
    await #expect {
        try await engine.execute(new: described, agent)
    } throws: { error in
        guard case EngineError.keyDestroyed("person-17") = error else { return false }
        return true
    }
    await engine.close()
}

@Test func `a log without its keys shows sealed texts as sealed`() async throws {
    let folder = TemporaryFolder()
    let engine = try await ServiceEngine.create(at: folder.path("desk"))
    let logged = try await engine.execute(new: described, agent)
    await engine.close()
    try FileManager.default.removeItem(atPath: folder.path("desk/keys"))
    try FileManager.default.copyItem(atPath: folder.path("desk"), toPath: folder.path("copy"))
    var options = EngineOptions()
    options.readOnly = true
    let copy = try await ServiceEngine.open(at: folder.path("copy"), options: options)
    let record = try #require(try copy.store.readStream(logged.stream).first)
    #expect(try description(copy.render(record)) == "[sealed]")
    await copy.close()
}

@Test func `a sealed text does not open in another place than its own`() throws {
    let key = SubjectKey(.init(size: .bits256))
    let place = SealedPlace(
        origin: "a", commandID: CommandID(high: 1, low: 2), commitIndex: 3, type: "IncidentLogged")
    let sealed = key.seal(Array("text".utf8), nonce: .init(), field: 12, at: place)
    #expect(key.open(sealed, field: 12, at: place) == "text")
    #expect(key.open(sealed, field: 11, at: place) == nil)
    let others = [
        SealedPlace(origin: "b", commandID: place.commandID, commitIndex: 3, type: place.type),
        SealedPlace(origin: "a", commandID: CommandID(high: 1, low: 3), commitIndex: 3, type: place.type),
        SealedPlace(origin: "a", commandID: place.commandID, commitIndex: 4, type: place.type),
        SealedPlace(origin: "a", commandID: place.commandID, commitIndex: 3, type: "CommentAdded"),
    ]
    for other in others { #expect(key.open(sealed, field: 12, at: other) == nil) }
    for index in sealed.indices {
        var flipped = sealed
        flipped[index] ^= 1
        // The key's name is checked too, so that a text cannot be said to be sealed with another key.
        #expect(key.open(flipped, field: 12, at: place) == nil || index < KeyID.byteCount)
    }
}

@Test func `the key file is its owner's alone, and another key opens nothing`() async throws {
    let folder = TemporaryFolder()
    do {
        let engine = try await ServiceEngine.create(at: folder.path("desk"))
        try await engine.execute(new: described, agent)
        await engine.close()
    }
    let path = folder.path("desk/keys/key-encryption.key")
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)

    var options = EngineOptions()
    options.keyEncryptionKey = .given(.init(size: .bits256))
    let other = try await ServiceEngine.open(at: folder.path("desk"), options: options)
    await #expect(throws: EngineError.self) { try await other.execute(new: described, agent) }
    await other.close()
}

private func description(_ rendered: JSONValue) throws -> String? {
    guard case .object(let object) = rendered, case .object(let payload)? = object["payload"],
        case .string(let text)? = payload["description"]
    else { return nil }
    return text
}
