/// What is said in any incident, whatever broke. Each case is a section of the phrases' texts.
enum Phrase: Int, CaseIterable, Sendable {
    case greeting, impact, tried, detail, closing, signature, disclaimer, affected, forwarded
    case ask, answer, chase, thanks, update, note, work, check, prevention, signOff
    case escalateFunctionally, escalateHierarchically
    case waitCustomer, waitSupplier, waitProblem, waitChange, waitEvidence, waitOther
    case goCustomer, goSupplier, goProblem, goChange, goEvidence, goOther
    case reassign, reopen, cancel, override, reprioritise, declareMajor, standDown, unmerge, detach
    case alertTitle, alertBody, logLine, collected, stepTaken
    case germanOpening, germanBody, germanImpact, germanClosing
    case frenchOpening, frenchBody, frenchImpact, frenchClosing
    case polishOpening, polishBody, polishImpact, polishClosing
    case spanishOpening, spanishBody, spanishImpact, spanishClosing
    case greekOpening, greekBody, greekImpact, greekClosing
    case japaneseOpening, japaneseBody, japaneseImpact, japaneseClosing

    /// The sections of the texts, in the order of the cases. A section begins with `= name`; a line is a phrase.
    static let templates: [[Template]] = {
        var sections: [String: [Template]] = [:]
        var name = ""
        for line in (english + "\n" + handling + "\n" + languages).split(separator: "\n") {
            if line.hasPrefix("= ") {
                name = String(line.dropFirst(2))
            } else {
                sections[name, default: []].append(Template(line))
            }
        }
        return allCases.map { sections[String(describing: $0)] ?? [] }
    }()
}
