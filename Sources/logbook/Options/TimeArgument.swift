import ArgumentParser
import EventModel

/// A moment as people write it: with an offset, or as a clock of the log's reporting zone shows it.
enum TimeArgument: Equatable {
    case instant(Instant)
    case local(CivilTime)

    static let help = "2026-03-27T16:00:00Z; without an offset, or as a date alone, in the log's reporting zone"

    /// Nil where the text is no time.
    init?(_ text: String) {
        let isDate = text.utf8.count == 10
        if !isDate, let instant = Instant(parsing: text) {
            self = .instant(instant)
        } else if let naive = Instant(parsing: isDate ? text : text + "Z") {
            self = .local(CivilTime(micros: naive.micros))
        } else {
            return nil
        }
    }

    func instant(in zone: ZoneRules) -> Instant {
        switch self {
        case .instant(let instant): instant
        case .local(let time): zone.instant(of: time)
        }
    }

    /// For `@Option(transform:)`: says what a good one looks like.
    @Sendable static func parse(_ text: String) throws -> TimeArgument {
        guard let time = TimeArgument(text) else {
            throw ValidationError("expected a time such as 2026-03-27T16:00:00Z, 2026-03-27 17:00 or 2026-03-27")
        }
        return time
    }
}

/// What the log knew at a position, or at an instant of recording.
enum KnownAtArgument: Equatable {
    case position(Position)
    case time(TimeArgument)
    case now

    @Sendable static func parse(_ text: String) throws -> KnownAtArgument {
        if text == "now" { return .now }
        if let position = UInt64(text) { return .position(Position(position)) }
        guard let time = TimeArgument(text) else {
            throw ValidationError("expected a position such as 1024, a time such as 2026-03-27T16:00:00Z, or now")
        }
        return .time(time)
    }
}

/// The two points in time that every query takes.
struct MomentOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "What was true then (\(TimeArgument.help)); with --as-known-at, as the log knew it then.",
            valueName: "instant"),
        transform: TimeArgument.parse)
    var asOf: TimeArgument?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "What the log knew then: an instant of recording, or a position, which inside a commit means its end and "
                + "beyond the log's end all of it.", valueName: "instant|position"),
        transform: KnownAtArgument.parse)
    var asKnownAt: KnownAtArgument?
}
