import EventModel

/// Everything that people write in an incident: put together from the fault's own sentences and what is said in any.
struct Wording: Sendable {
    private let phrases = Phrase.templates
    private var writer = TextWriter()

    /// One phrase of a kind.
    mutating func phrase(_ kind: Phrase, _ scene: Scene, _ dice: inout Dice) -> String {
        add(kind, scene, &dice)
        writer.capitalise()
        return writer.take()
    }

    /// One of the fault's own sentences.
    mutating func sentence(of templates: [Template], _ scene: Scene, _ dice: inout Dice) -> String {
        writer.add(dice.pick(templates), scene, &dice)
        writer.capitalise()
        return writer.take()
    }

    /// What a caller writes in mail or portal: a complaint, and more or less around it.
    mutating func message(_ fault: FaultTexts, _ scene: Scene, isLong: Bool, _ dice: inout Dice) -> String {
        if let phrases = scene.language.phrases { return foreign(phrases, scene, isLong: isLong, &dice) }
        if isLong { paragraph(.greeting, scene, &dice) }
        complain(fault, scene, &dice)
        if isLong || dice.chance(500) { sentence(.detail, scene, &dice) }
        if isLong && dice.chance(600) { sentence(.tried, scene, &dice) }
        if isLong || dice.chance(500) { sentence(.impact, scene, &dice) }
        if dice.chance(isLong ? 350 : 60) { excerpt(scene, &dice) }
        if isLong {
            writer.add("\n\n")
            add(.closing, scene, &dice)
        }
        return writer.take()
    }

    /// What the desk writes down while the caller is on the telephone or at the counter.
    mutating func callNote(_ fault: FaultTexts, _ scene: Scene, _ dice: inout Dice) -> String {
        writer.add("Caller reports: ")
        complain(fault, scene, &dice)
        sentence(.detail, scene, &dice)
        if dice.chance(500) { sentence(.impact, scene, &dice) }
        if dice.chance(600) {
            writer.add("\nAlready tried, says the caller: ")
            add(.tried, scene, &dice)
        }
        return writer.take()
    }

    /// A conversation, as the chat keeps it.
    mutating func chat(_ fault: FaultTexts, _ scene: Scene, _ dice: inout Dice) -> String {
        var minute = Int(scene.clock.microsOfDay / Instant.microsPerMinute)
        line("Caller", &minute, &dice)
        writer.add(dice.pick(fault.complaints), scene, &dice)
        for _ in 0..<dice.within(1...3) {
            line("Desk", &minute, &dice)
            add(.ask, scene, &dice)
            line("Caller", &minute, &dice)
            add(.answer, scene, &dice)
        }
        return writer.take()
    }

    /// What a monitor writes.
    mutating func alert(_ scene: Scene, _ dice: inout Dice) -> String {
        add(.alertBody, scene, &dice)
        excerpt(scene, &dice)
        return writer.take()
    }

    /// A finding, a note or a status with, now and then, a piece of a log.
    mutating func remark(
        _ templates: [Template], _ kind: Phrase, _ scene: Scene, excerptPerMille: Int, _ dice: inout Dice
    ) -> String {
        if dice.chance(650) {
            writer.add(dice.pick(templates), scene, &dice)
            if dice.chance(450) { sentence(kind, scene, &dice) }
        } else {
            add(kind, scene, &dice)
        }
        writer.capitalise()
        if dice.chance(excerptPerMille) { excerpt(scene, &dice) }
        return writer.take()
    }

    /// A few sentences of one kind.
    mutating func phrases(_ kind: Phrase, _ count: Int, _ scene: Scene, _ dice: inout Dice) -> String {
        add(kind, scene, &dice)
        for _ in 1..<max(count, 1) { sentence(kind, scene, &dice) }
        writer.capitalise()
        return writer.take()
    }
}

extension Wording {
    private mutating func add(_ kind: Phrase, _ scene: Scene, _ dice: inout Dice) {
        writer.add(dice.pick(phrases[kind.rawValue]), scene, &dice)
    }

    private mutating func sentence(_ kind: Phrase, _ scene: Scene, _ dice: inout Dice) {
        writer.add(" ")
        add(kind, scene, &dice)
    }

    private mutating func paragraph(_ kind: Phrase, _ scene: Scene, _ dice: inout Dice) {
        add(kind, scene, &dice)
        writer.add("\n\n")
    }

    private mutating func complain(_ fault: FaultTexts, _ scene: Scene, _ dice: inout Dice) {
        let first = dice.below(fault.complaints.count)
        writer.add(fault.complaints[first], scene, &dice)
        guard dice.chance(450) else { return }
        writer.add(" ")
        writer.add(fault.complaints[(first + 1) % fault.complaints.count], scene, &dice)
    }

    private mutating func foreign(
        _ phrases: (opening: Phrase, body: Phrase, impact: Phrase, closing: Phrase), _ scene: Scene, isLong: Bool,
        _ dice: inout Dice
    ) -> String {
        paragraph(phrases.opening, scene, &dice)
        add(phrases.body, scene, &dice)
        sentence(phrases.impact, scene, &dice)
        if isLong { sentence(phrases.impact, scene, &dice) }
        if dice.chance(isLong ? 350 : 60) { excerpt(scene, &dice) }
        writer.add("\n\n")
        add(phrases.closing, scene, &dice)
        return writer.take()
    }

    private mutating func line(_ speaker: StaticString, _ minute: inout Int, _ dice: inout Dice) {
        writer.add(writer.buffer.isEmpty ? "[" : "\n[")
        writer.add(number: minute / 60 % 24, width: 2)
        writer.add(":")
        writer.add(number: minute % 60, width: 2)
        writer.add("] ")
        writer.add(speaker)
        writer.add(": ")
        minute += dice.within(1...4)
    }

    /// Some lines of a log, as people paste them.
    private mutating func excerpt(_ scene: Scene, _ dice: inout Dice) {
        var second = Int(scene.clock.microsOfDay / Instant.microsPerSecond)
        writer.add("\n")
        for _ in 0..<(2 + dice.skewed(11)) {
            writer.add("\n")
            writer.add(number: second / 3600 % 24, width: 2)
            writer.add(":")
            writer.add(number: second / 60 % 60, width: 2)
            writer.add(":")
            writer.add(number: second % 60, width: 2)
            writer.add(".")
            writer.add(number: dice.below(1000), width: 3)
            writer.add(" ")
            add(.logLine, scene, &dice)
            second += dice.skewed(40)
        }
    }
}
