import EventModel
import Processes

/// One thing that happens to a change.
enum ChangeStep: Sendable {
    case request, prioritise, assess, submit, approve, delegate, refuse, reject, cancel, expire
    case editScope, moveWindow, schedule, reschedule
    case assignTask(String)
    case start, completeTasks, fail, backOut, restore, backedOut, complete
    /// One of its items is another now.
    case alter(Int, Sighting)
    /// Something comes with it that it does not cover.
    case stray(UnauthorisedDelta.Kind, lastSeenOld: Instant?)
    case review(ChangeOutcome)
    case close
}

/// Who sees that an attribute is another now.
enum Sighting: Sendable {
    /// Whoever makes the change writes it down.
    case byHand
    /// An agent that looked before, at the moment when the work began or later.
    case agent(lastSeenOld: Instant)
    /// Discovery, which looks once a night.
    case nightly(lastSeenOld: Instant)

    enum Kind: Sendable { case byHand, agent, nightly }
}
