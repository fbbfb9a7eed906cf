import EventModel

extension Facts {
    /// The change of this number; nil where it was not asked for, or nobody has requested it.
    func change(_ number: ChangeNumber) -> Change? { state(of: number.stream, in: ChangeProcess.self) ?? nil }
}
