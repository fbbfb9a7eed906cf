import EventModel
import Processes

/// Who calls and who works, in a size that fits the year's events.
struct Organisation: Sendable {
    /// Pseudonyms 1 to `staff` work in IT, the others up to `people` only call.
    let people: Int
    let staff: Int
    let customers: Int
    private let desk: ClosedRange<Int>
    private let secondLevel: [ClosedRange<Int>]
    /// How many of a large organisation's configuration items this one has, per mille.
    private let itemsPerMille: Int
    private let services: Weighted<Service>
    /// Of those who work in IT, who are named often.
    private let names: [PersonID]

    static let deskGroup: GroupID = "desk"

    /// People call about once in two months; a member of the IT staff sees six incidents a working day.
    init(events: Int) {
        let incidents = events / 7
        let staff = max(18, incidents / 1_500)
        let deskSize = max(2, staff / 3)
        self.staff = staff
        people = staff + max(12, incidents / 6)
        customers = min(60, max(2, people / 300))
        desk = 1...deskSize
        itemsPerMille = min(1_000, max(10, people / 25))
        services = Weighted(Service.all.map { ($0, $0.weight) })

        var first = deskSize + 1
        let weights = Technology.allCases.map(\.staffWeight)
        secondLevel = weights.map { weight in
            let last = first + max(1, (staff - deskSize) * weight / weights.reduce(0, +)) - 1
            defer { first = last + 1 }
            return first...last
        }
        names = (1..<max(first, staff + 1)).map(Self.pseudonym)
    }

    func service(_ dice: inout Dice) -> Service { services.pick(&dice) }

    /// A caller's number: some people call far more often than others, and IT staff calls too.
    func caller(_ dice: inout Dice) -> Int { 1 + dice.skewed(people) }

    func deskAgent(_ dice: inout Dice) -> PersonID { names[dice.within(desk) - 1] }
    func expert(in technology: Technology, _ dice: inout Dice) -> PersonID {
        names[dice.within(secondLevel[technology.rawValue]) - 1]
    }
    /// Whoever is called when levels do not help any more: the last of a group.
    func lead(of technology: Technology) -> PersonID { names[secondLevel[technology.rawValue].upperBound - 1] }
    /// Leads major incidents and owns the priority matrix.
    var incidentManager: PersonID { names[0] }

    func customer(ofCaller caller: Int) -> CustomerID { CustomerID("customer-\(padded(caller % customers + 1, 2))") }
    func item(of service: Service, _ dice: inout Dice) -> CIID {
        CIID("\(service.ciPrefix)-\(padded(1 + dice.below(max(1, service.ciCount * itemsPerMille / 1_000)), 3))")
    }

    static func pseudonym(_ number: Int) -> PersonID { PersonID("person-\(padded(number, 5))") }
}

/// The number in decimal with leading zeros, at least `width` digits.
func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return digits.count >= width ? digits : String(repeating: "0", count: width - digits.count) + digits
}
