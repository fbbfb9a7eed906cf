import EventModel
import Processes

/// Change management as it stands.
struct ChangeDesk {
    /// How many changes the year brings.
    let planned: Int
    var begun = 0
    var templates: [ReferenceCode: ChangeTemplate] = [:]
    var freezes = FreezeCalendar()
    var live: [ChangeNumber: LiveChange] = [:]
    /// The changes of these days, by their items: when the work was.
    var recent: [CIID: [(number: ChangeNumber, work: ChangeWindow)]] = [:]
    /// The last that were made, whatever they were on.
    var latest: [ChangeNumber] = []
    /// When items are spoken for, so that what is seen of them has one reason.
    private var reserved: [CIID: [ChangeWindow]] = [:]
    private var lots: [ChangeMix.Lot] = []
    var dice: Dice

    /// What a change brings on average.
    static let eventsPerChange = 13

    init(planned: Int, seed: UInt64) {
        self.planned = planned
        dice = Dice(seed: seed &+ 0x51AB_C0DE_0BAD_CAFE)
    }

    var plannedEvents: Int { planned * Self.eventsPerChange }
    var chargedEvents: Int { begun * Self.eventsPerChange }

    /// What becomes of the next change: every hundred hold each fate as often as the mix says.
    mutating func nextLot() -> ChangeMix.Lot {
        if lots.isEmpty {
            lots = ChangeMix.lots
            for index in lots.indices.dropFirst() { lots.swapAt(index, dice.below(index + 1)) }
        }
        return lots.removeLast()
    }

    /// Nothing was free to be changed: it is for the next.
    mutating func putBack(_ lot: ChangeMix.Lot) { lots.append(lot) }

    func isFree(_ ci: CIID, _ time: ChangeWindow) -> Bool { !(reserved[ci] ?? []).contains { $0.overlaps(time) } }

    mutating func reserve(_ ci: CIID, _ time: ChangeWindow, now: Instant) {
        reserved[ci] = (reserved[ci] ?? []).filter { $0.to > now } + [time]
    }

    mutating func worked(_ change: LiveChange, _ work: ChangeWindow) {
        for ci in change.items {
            let old = work.from.advanced(byMicros: -7 * Instant.microsPerDay)
            recent[ci] = (recent[ci] ?? []).filter { $0.work.to > old } + [(change.number, work)]
        }
        latest = latest.suffix(24) + [change.number]
    }

    /// Those that were at work on the item in the 72 hours before.
    func changes(of ci: CIID, before instant: Instant) -> [ChangeNumber] {
        let from = instant.advanced(byMicros: -72 * Instant.microsPerHour)
        return (recent[ci] ?? []).filter { from <= $0.work.to && $0.work.from <= instant }.map(\.number)
    }
}
