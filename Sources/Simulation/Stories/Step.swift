/// One thing that happens in the life of an incident, once it has been logged.
enum Step: Sendable {
    // Who has it.
    case assignDesk, assignGroup, assignExpert, takeOver, handOver, bounce, bounceBack, acknowledge, start, startAtOnce
    // What is said.
    case ask, answer, chase, thanks, update, note
    // What is found out and done.
    case diagnose, logWork, linkItem, computeItem, excludeItem, linkProblem, linkChange
    case suggestChange, confirmChange, rejectChange, matchKnownError, applyWorkaround
    // What kind of incident it is.
    case categorise, recategorise, reprioritise, override
    // Who else is called.
    case escalateFunctionally, escalateHierarchically, engageSupplier, supplierAnswers, declareMajor, standDown, notify
    // Waiting.
    case waitCustomer, waitSupplier, waitProblem, waitChange, waitEvidence, waitOther, resume, resumeAfterPause
    // Other incidents.
    case setParent, removeParent, merge, unmerge, comeBack
    // The end.
    case solveAtOnce, resolve, closeByCustomer, closeByDesk, closeBySilence, reopen, cancel
}
