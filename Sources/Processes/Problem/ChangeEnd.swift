import EventModel

/// What became of a change, as far as problems and known errors ask.
struct ChangeEnd {
    let isSuccessful: Bool
    /// `in Implement`, `closed as failed`.
    let text: String

    /// The streams that say it: none, for changes are not recorded here yet, and the reference is an unchecked code.
    static func streams(of _: ReferenceCode) -> [StreamID] { [] }
}

extension Facts {
    /// Nil where nobody asked for the change.
    func changeEnd(of _: ReferenceCode) -> ChangeEnd? { ChangeEnd(isSuccessful: false, text: "not recorded here") }
}
