import EventModel

// What texts are put together from.

extension Wording {
    mutating func add(_ kind: Phrase, _ scene: Scene, _ dice: inout Dice) {
        writer.add(dice.pick(phrases[kind.rawValue]), scene, &dice)
    }

    mutating func sentence(_ kind: Phrase, _ scene: Scene, _ dice: inout Dice) {
        writer.add(" ")
        add(kind, scene, &dice)
    }

    mutating func sentences(_ kind: Phrase, _ count: Int, _ scene: Scene, _ dice: inout Dice) {
        list(kind, count, between: " ", scene, &dice)
    }

    /// Several of a kind, no two alike.
    mutating func list(
        _ kind: Phrase, _ count: Int, between: StaticString, _ scene: Scene, _ dice: inout Dice
    ) {
        let all = phrases[kind.rawValue]
        let first = dice.below(all.count)
        for index in 0..<min(count, all.count) {
            if index > 0 { writer.add(between) }
            writer.add(all[(first + index) % all.count], scene, &dice)
        }
    }

    mutating func block(_ kind: Phrase, _ scene: Scene, _ dice: inout Dice) {
        writer.add("\n\n")
        add(kind, scene, &dice)
    }

    mutating func paragraph(_ kind: Phrase, _ scene: Scene, _ dice: inout Dice) {
        add(kind, scene, &dice)
        writer.add("\n\n")
    }

    mutating func complain(_ fault: FaultTexts, _ scene: Scene, _ dice: inout Dice) {
        let first = dice.below(fault.complaints.count)
        writer.add(fault.complaints[first], scene, &dice)
        guard dice.chance(450) else { return }
        writer.add(" ")
        writer.add(fault.complaints[(first + 1) % fault.complaints.count], scene, &dice)
    }

    mutating func foreign(
        _ phrases: (opening: Phrase, body: Phrase, impact: Phrase, closing: Phrase), _ scene: Scene, isMail: Bool,
        _ dice: inout Dice
    ) -> String {
        paragraph(phrases.opening, scene, &dice)
        sentences(phrases.body, dice.within(1...2), scene, &dice)
        writer.add(" ")
        sentences(phrases.impact, dice.within(1...2), scene, &dice)
        if dice.chance(isMail ? 480 : 250) { excerpt(scene, &dice) }
        block(phrases.closing, scene, &dice)
        if isMail && dice.chance(600) { block(.signature, scene, &dice) }
        return writer.take()
    }

    mutating func line(_ speaker: StaticString, _ minute: inout Int, _ dice: inout Dice) {
        writer.add(writer.buffer.isEmpty ? "[" : "\n[")
        writer.add(number: minute / 60 % 24, width: 2)
        writer.add(":")
        writer.add(number: minute % 60, width: 2)
        writer.add("] ")
        writer.add(speaker)
        writer.add(": ")
        minute += dice.within(1...4)
    }

    /// The mails that went before: colleagues tried to help each other first.
    mutating func thread(_ fault: FaultTexts, _ scene: Scene, _ dice: inout Dice) {
        for _ in 0..<dice.within(1...2) {
            block(.forwarded, scene, &dice)
            writer.add("\n\n")
            complain(fault, scene, &dice)
            writer.add(" ")
            sentences(.detail, dice.within(1...3), scene, &dice)
            if dice.chance(500) { sentence(.tried, scene, &dice) }
            if dice.chance(600) { sentence(.affected, scene, &dice) }
            if dice.chance(700) { block(.signature, scene, &dice) }
        }
    }

    /// The question that a mail answers, below the answer.
    mutating func quote(_ scene: Scene, _ dice: inout Dice) {
        block(.forwarded, scene, &dice)
        writer.add("\n> ")
        sentences(.ask, dice.within(1...2), scene, &dice)
        writer.add("\n> ")
        add(.signOff, scene, &dice)
    }

    /// What a tool on the device adds to a report by itself.
    mutating func collected(_ scene: Scene, _ dice: inout Dice) {
        writer.add("\n\nCollected automatically:\n")
        list(.collected, dice.within(6...13), between: "\n", scene, &dice)
    }

    mutating func steps(_ scene: Scene, _ dice: inout Dice) {
        writer.add("\nDone so far:\n- ")
        list(.stepTaken, dice.within(2...5), between: "\n- ", scene, &dice)
    }

    /// Some lines of a log, as people paste them.
    mutating func excerpt(_ scene: Scene, _ dice: inout Dice) {
        var second = Int(scene.clock.microsOfDay / Instant.microsPerSecond)
        writer.add("\n")
        for _ in 0..<(4 + dice.skewed(34)) {
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
