import EventModel
import Processes

/// What people write about a change.
struct ChangeWords {
    let titles: [String]
    let steps: [String]
    let backouts: [String]
    let tests: [String]

    init(_ ci: CIID, _ value: String) {
        titles = [
            "Update \(ci) to \(value)", "Bring \(ci) to version \(value)", "\(ci): install \(value)",
            "Security fixes for \(ci), version \(value)",
        ]
        steps = [
            "Take \(ci) out of service, install \(value), restart it, put it back.",
            "Install \(value) on \(ci) in the window; watch the log for a quarter of an hour.",
            "Move the load away from \(ci), update it to \(value), move the load back.",
        ]
        backouts = [
            "Install the version before from the depot and restart.", "Go back to the snapshot taken before the work.",
            "Boot the old image; it stays in place for two weeks.",
        ]
        tests = [
            "Sign in, open a record, save it.", "All monitors of \(ci) are green for ten minutes.",
            "The smoke test of the service, run by hand.",
        ]
    }

    static let reasons = [
        "The maker supports the version before no longer.", "A weakness that the maker has published.",
        "Incidents of the last weeks.", "Wanted by the department for its next project.", "The yearly renewal.",
    ]
    static let failures = [
        "The service does not start after the update.", "The update ends with a checksum error.",
        "The database refuses the new driver.", "The cluster does not take the node back.",
    ]
    static let findings = [
        "As planned.", "Took longer than planned, within the window.", "The steps are worth a template.",
        "The plan named one step too few.", "Tests should begin with the interfaces.",
    ]
}

/// Standard changes are made by these.
enum ChangeTemplates {
    static let all: [(code: ReferenceCode, title: String, classes: [String], technology: Technology)] = [
        ("STD-DB-PATCH", "Minor version of a database", ["Database"], .databases),
        ("STD-FIRMWARE", "Firmware of a server", ["PhysicalServer"], .servers),
        ("STD-RELEASE", "Monthly release of an application", ["ApplicationService"], .business),
        ("STD-SWITCH", "Software of a network device", ["NetworkDevice"], .network),
        ("STD-MINOR", "Minor update", [], .servers),
        // Nobody makes changes by it any more.
        ("STD-FAX", "Settings of the fax gateway", ["Peripheral"], .printing),
    ]

    static func code(of ciClass: String) -> ReferenceCode {
        all.first { $0.classes.contains(ciClass) }?.code ?? "STD-MINOR"
    }

    static func plan(_ title: String) -> ChangePlan {
        ChangePlan(
            steps: "\(title), by the checklist of the team.",
            backout: "Back to the version before, by the same checklist.",
            tests: "The checks at the end of the checklist.")
    }
}

/// When no changes are made.
struct ChangeFreezes {
    struct Freeze {
        let name: ReferenceCode
        let reason: String
        let window: ChangeWindow
        let declaredAt: Instant
        let liftedAt: Instant?
    }
    let all: [Freeze]

    init(_ calendar: YearCalendar) {
        func day(_ month: Int, _ day: Int) -> Instant {
            calendar.days.first { ($0.month, $0.dayOfMonth) == (month, day) }?.start ?? calendar.start
        }
        let noon = 12 * Instant.microsPerHour
        all = [
            Freeze(
                name: "tax-return", reason: "The finance system moves",
                window: ChangeWindow(from: day(4, 10), to: day(4, 14)),
                declaredAt: day(3, 3).advanced(byMicros: noon), liftedAt: day(4, 12).advanced(byMicros: noon)),
            Freeze(
                name: "year-end", reason: "Annual accounts, and few people at work",
                window: ChangeWindow(from: day(12, 20), to: calendar.end.advanced(byMicros: Instant.microsPerDay)),
                declaredAt: day(11, 17).advanced(byMicros: noon), liftedAt: nil),
        ]
    }
}
