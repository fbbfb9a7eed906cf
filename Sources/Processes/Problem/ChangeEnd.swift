import EventModel

/// What became of a change, as far as problems and known errors ask.
struct ChangeEnd {
    let isSuccessful: Bool
    /// `in Implement`, `closed as failed`.
    let text: String

    /// The streams that say it.
    static func streams(of code: ReferenceCode) -> [StreamID] { [ChangeNumber(code.rawValue).stream] }
}

extension Facts {
    /// Nil where nobody asked for the change.
    func changeEnd(of code: ReferenceCode) -> ChangeEnd? {
        let stream = ChangeNumber(code.rawValue).stream
        guard let change = state(of: stream, in: ChangeProcess.self) ?? nil else { return nil }
        guard change.state == .closed else { return ChangeEnd(isSuccessful: false, text: "in \(change.state.name)") }
        // Closed without a review nothing went wrong: what did is never closed without one.
        let outcome = change.review?.outcome ?? .successful
        return ChangeEnd(isSuccessful: outcome == .successful, text: "closed as \(outcome.name)")
    }
}
