import EventModel

/// Whose working time counts.
enum Clock: Sendable {
    case desk, office, always
}

extension Step {
    /// How long after the step before it this one comes, in minutes of somebody's working time.
    var timing: (after: Spread, clock: Clock) {
        switch self {
        case .assignDesk, .assignGroup, .assignExpert, .categorise, .merge, .setParent: (.dispatch, .desk)
        case .acknowledge, .escalateFunctionally, .notify: (.soon, .desk)
        case .takeOver, .start, .handOver, .bounce, .bounceBack: (.queue, .office)
        case .startAtOnce, .solveAtOnce: (.soon, .always)
        case .ask, .note, .update, .diagnose, .matchKnownError, .applyWorkaround, .reprioritise, .override,
            .recategorise,
            .linkItem, .excludeItem, .linkProblem, .linkChange, .suggestChange, .confirmChange, .rejectChange,
            .removeParent, .unmerge:
            (.work, .office)
        case .computeItem, .declareMajor: (.soon, .always)
        case .logWork, .resume: (.soon, .office)
        case .escalateHierarchically, .engageSupplier: (.work, .always)
        case .answer, .chase: (.answer, .office)
        case .supplierAnswers: (.supplier, .office)
        case .thanks, .closeByCustomer: (.agree, .office)
        case .waitCustomer, .waitSupplier, .waitProblem, .waitChange, .waitEvidence, .waitOther: (.work, .office)
        case .resumeAfterPause: (.pause, .office)
        case .resolve, .cancel: (.work, .office)
        case .standDown: (.work, .always)
        case .reopen: (.relapse, .office)
        case .closeByDesk: (.agree, .desk)
        case .closeBySilence: (.soon, .always)
        case .comeBack: (.relapse, .office)
        }
    }

    /// Urgent incidents go faster in what the staff does, not in what callers and suppliers do.
    var isHurried: Bool {
        switch self {
        case .answer, .chase, .thanks, .closeByCustomer, .supplierAnswers, .resume, .resumeAfterPause, .reopen,
            .closeByDesk, .closeBySilence,
            .comeBack, .standDown:
            false
        case .assignDesk, .assignGroup, .assignExpert, .takeOver, .handOver, .bounce, .bounceBack, .acknowledge, .start,
            .startAtOnce,
            .ask, .update, .note, .diagnose, .logWork, .linkItem, .computeItem, .excludeItem, .linkProblem, .linkChange,
            .suggestChange, .confirmChange, .rejectChange, .matchKnownError, .applyWorkaround, .categorise,
            .recategorise, .reprioritise, .override, .escalateFunctionally, .escalateHierarchically, .engageSupplier,
            .declareMajor, .notify, .waitCustomer, .waitSupplier, .waitProblem, .waitChange, .waitEvidence, .waitOther,
            .setParent, .removeParent, .merge, .unmerge, .solveAtOnce, .resolve, .cancel:
            true
        }
    }
}

extension Spread {
    // Seconds of working time.
    static let soon = minutes([(0, 1), (500, 4), (900, 12), (1000, 40)])
    static let dispatch = minutes([(0, 1), (500, 16), (900, 150), (1000, 700)])
    static let queue = minutes([(0, 5), (500, 130), (900, 1_500), (1000, 7_000)])
    static let work = minutes([(0, 4), (500, 50), (900, 600), (1000, 4_000)])
    static let answer = minutes([(0, 8), (500, 240), (900, 2_000), (1000, 7_000)])
    static let pause = minutes([(0, 60), (500, 1_200), (900, 6_000), (1000, 18_000)])
    static let supplier = minutes([(0, 60), (500, 700), (900, 4_000), (1000, 9_000)])
    static let agree = minutes([(0, 4), (500, 130), (900, 900), (1000, 1_700)])
    static let relapse = minutes([(0, 40), (500, 420), (900, 1_100), (1000, 1_750)])

    private static func minutes(_ points: [(perMille: Int64, minutes: Int64)]) -> Spread {
        Spread(points.map { ($0.perMille, $0.minutes * 60) })
    }
}
