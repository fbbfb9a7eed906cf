import Processes

/// What people write about a problem.
enum ProblemWords {
    /// What it may be, what shows that it is, and what was learnt.
    typealias Cause = (text: String, kind: RootCauseKind, evidence: String, review: String)

    static let causes: [Cause] = [
        (
            "A memory module with single-bit errors", .hardware, "log of the memory controller",
            "Memory errors raise an alert now."
        ),
        (
            "A controller that resets under load", .hardware, "load test of two hours",
            "Load tests before a model is bought again."
        ),
        (
            "A connection pool that is never emptied", .software, "thread dump of the third outage",
            "The pool is among the figures that are watched."
        ),
        (
            "A memory leak since the last release", .software, "heap dumps of three days",
            "Releases run for a week before they go everywhere."
        ),
        (
            "Time-outs that do not fit each other", .configuration, "trace of the calls",
            "Time-outs stand in one list now."
        ),
        (
            "A limit of open files that is too low", .configuration, "the limit, and the count when it failed",
            "The limit is part of the base configuration."
        ),
        (
            "Too little memory for the morning's load", .capacity, "memory of four Mondays",
            "Growth is looked at every quarter."
        ),
        (
            "A volume that fills up at the end of the month", .capacity, "free space of the last year",
            "A warning at four fifths."
        ),
        (
            "An update that was made in the wrong order", .change, "times of the update's steps",
            "The checklist has the order in it."
        ),
        (
            "A restart that the checklist forgets", .procedure, "the checklist, and the log of that night",
            "The checklist has one step more now."
        ),
        (
            "The carrier's line, which drops packets", .supplier, "loss measured for a week at both ends",
            "The supplier was asked too late."
        ),
        ("The cooling of the rack", .environment, "temperatures of the rack", "The rack's sensors raise alerts now."),
    ]
    static let rejections = [
        "Measured for a week: nothing.", "It happens without that too.", "The times do not fit.",
        "Replaced for a trial, and it came back.",
    ]
}

extension ProblemStep {
    /// Minutes of working time until it is taken.
    var minutes: Spread {
        switch self {
        case .log, .link, .assign: .problemSoon
        case .start, .unlink, .record, .linkChange, .accept: .problemHours
        case .work, .suppose, .reject, .verify, .publish, .requestChange, .resolve, .cancel: .problemDay
        case .pend, .resume, .findCause, .withdraw, .close: .problemDays
        case .verifyFix, .closeError, .reopen: .problemWeeks
        }
    }
}

extension Spread {
    fileprivate static let problemSoon = Spread([(0, 2), (1000, 60)])
    fileprivate static let problemHours = Spread([(0, 10), (1000, 400)])
    fileprivate static let problemDay = Spread([(0, 20), (500, 200), (1000, 1_200)])
    fileprivate static let problemDays = Spread([(0, 200), (500, 900), (1000, 4_000)])
    fileprivate static let problemWeeks = Spread([(0, 2_400), (500, 4_800), (1000, 9_600)])
}
