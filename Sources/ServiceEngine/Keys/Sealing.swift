import Crypto
import EventModel

/// Seals the personal fields of one event with keys that are at hand.
struct EventSealer: Sealer {
    let keys: [PersonID: SubjectKey]
    let place: SealedPlace

    func seal(_ text: [UInt8], subject: PersonID, field: UInt64) -> [UInt8] {
        guard let key = keys[subject] else {
            preconditionFailure("a key is fetched for every subject of an event before the event is encoded")
        }
        return key.seal(text, nonce: AES.GCM.Nonce(), field: field, at: place)
    }
}

/// Opens the sealed texts of one recorded event, where their keys still exist.
struct EventOpener: Opener {
    let store: KeyStore
    let place: SealedPlace
    var field: UInt64 = 0

    init(store: KeyStore, origin: String, record: RecordedEvent) {
        self.store = store
        place = SealedPlace(
            origin: origin, commandID: record.commandID, commitIndex: record.commitIndex, type: record.type)
    }

    func opening(field: UInt64) -> any Opener {
        var copy = self
        copy.field = field
        return copy
    }

    func open(_ sealed: [UInt8]) -> String? {
        guard sealed.count >= KeyID.byteCount else { return nil }
        let id = KeyID(bytes: Array(sealed.prefix(KeyID.byteCount)))
        return ((try? store.key(id)) ?? nil)?.open(sealed, field: field, at: place)
    }
}
