import EventModel
import Processes

/// What the texts of one incident have in common: where it plays, what broke, who calls.
struct Scene: Sendable {
    /// Chooses what stays the same in all texts of the incident.
    let seed: UInt64
    let service: Service
    let ci: CIID
    let language: Language
    /// The moment of the report on the zone's wall clock.
    let clock: CivilTime

    /// What was really the matter: findings and what mended them stand in the same order.
    func truth(among list: [Template]) -> Template { list[Int(seed % UInt64(list.count))] }
}

/// The language that a caller writes in. The desk answers in English.
enum Language: Sendable {
    case english, german, french, polish, spanish, greek, japanese

    private static let shares = Weighted<Language>([
        (.english, 700), (.german, 150), (.french, 45), (.polish, 40), (.spanish, 35), (.greek, 12), (.japanese, 18),
    ])

    /// The same person always writes in the same one.
    static func ofCaller(_ number: Int) -> Language {
        var dice = Dice(seed: UInt64(truncatingIfNeeded: number))
        return shares.pick(&dice)
    }

    /// The sections that a message is made of: opening, what happened, what it means, closing.
    var phrases: (opening: Phrase, body: Phrase, impact: Phrase, closing: Phrase)? {
        switch self {
        case .english: nil
        case .german: (.germanOpening, .germanBody, .germanImpact, .germanClosing)
        case .french: (.frenchOpening, .frenchBody, .frenchImpact, .frenchClosing)
        case .polish: (.polishOpening, .polishBody, .polishImpact, .polishClosing)
        case .spanish: (.spanishOpening, .spanishBody, .spanishImpact, .spanishClosing)
        case .greek: (.greekOpening, .greekBody, .greekImpact, .greekClosing)
        case .japanese: (.japaneseOpening, .japaneseBody, .japaneseImpact, .japaneseClosing)
        }
    }
}
