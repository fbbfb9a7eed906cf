import EventModel

/// Everything that people write in an incident: put together from the fault's own sentences and what is said in any.
struct Wording: Sendable {
    let phrases = Phrase.templates
    var writer = TextWriter()

    /// One phrase of a kind.
    mutating func phrase(_ kind: Phrase, _ scene: Scene, _ dice: inout Dice) -> String {
        add(kind, scene, &dice)
        return writer.take()
    }

    /// One of the fault's own sentences.
    mutating func sentence(of templates: [Template], _ scene: Scene, _ dice: inout Dice) -> String {
        writer.add(dice.pick(templates), scene, &dice)
        return writer.take()
    }

    /// What a caller writes in a mail.
    mutating func mail(_ fault: FaultTexts, _ scene: Scene, _ dice: inout Dice) -> String {
        if let phrases = scene.language.phrases { return foreign(phrases, scene, isMail: true, &dice) }
        paragraph(.greeting, scene, &dice)
        complain(fault, scene, &dice)
        sentence(.detail, scene, &dice)
        if dice.chance(700) { sentence(.tried, scene, &dice) }
        writer.add("\n\n")
        sentences(.impact, dice.within(1...2), scene, &dice)
        sentence(.detail, scene, &dice)
        if dice.chance(520) { excerpt(scene, &dice) }
        writer.add("\n\n")
        add(.closing, scene, &dice)
        if dice.chance(750) { block(.signature, scene, &dice) }
        if dice.chance(350) { block(.disclaimer, scene, &dice) }
        if dice.chance(500) { thread(fault, scene, &dice) }
        return writer.take()
    }

    /// What a caller enters into the portal's form.
    mutating func form(_ fault: FaultTexts, _ scene: Scene, _ dice: inout Dice) -> String {
        if let phrases = scene.language.phrases { return foreign(phrases, scene, isMail: false, &dice) }
        writer.add("What happened?\n")
        complain(fault, scene, &dice)
        if dice.chance(500) { sentence(.detail, scene, &dice) }
        writer.add("\n\nWho is affected?\n")
        add(.affected, scene, &dice)
        if dice.chance(700) {
            writer.add("\n\nWhat have you tried?\n")
            sentences(.tried, dice.within(1...2), scene, &dice)
        }
        writer.add("\n\nAnything else?\n")
        sentences(.impact, dice.within(1...2), scene, &dice)
        if dice.chance(250) { excerpt(scene, &dice) }
        collected(scene, &dice)
        return writer.take()
    }

    /// What the desk writes down while the caller is on the telephone or at the counter.
    mutating func callNote(_ fault: FaultTexts, _ scene: Scene, _ dice: inout Dice) -> String {
        writer.add("Caller reports: ")
        complain(fault, scene, &dice)
        writer.add(" ")
        sentences(.detail, dice.within(1...2), scene, &dice)
        if dice.chance(500) { sentence(.impact, scene, &dice) }
        if dice.chance(700) {
            writer.add("\nAlready tried, says the caller: ")
            add(.tried, scene, &dice)
        }
        if dice.chance(600) {
            writer.add("\nAffected: ")
            add(.affected, scene, &dice)
        }
        if dice.chance(400) {
            writer.add("\nAsked: ")
            add(.ask, scene, &dice)
            writer.add("\nAnswer: ")
            add(.answer, scene, &dice)
        }
        if dice.chance(700) { collected(scene, &dice) }
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
        if dice.chance(600) { collected(scene, &dice) }
        return writer.take()
    }

    /// What a monitor writes.
    mutating func alert(_ scene: Scene, _ dice: inout Dice) -> String {
        add(.alertBody, scene, &dice)
        excerpt(scene, &dice)
        return writer.take()
    }

    /// A finding or a note, now and then with a piece of a log.
    mutating func remark(_ fault: FaultTexts, _ scene: Scene, _ dice: inout Dice) -> String {
        if dice.chance(700) {
            writer.add(scene.truth(among: fault.findings), scene, &dice)
            if dice.chance(600) { sentence(.note, scene, &dice) }
        } else {
            sentences(.note, 2, scene, &dice)
        }
        if dice.chance(300) { steps(scene, &dice) }
        if dice.chance(600) { excerpt(scene, &dice) }
        return writer.take()
    }

    /// What was done in the end, for those who meet the same again.
    mutating func solution(_ fault: FaultTexts, _ scene: Scene, _ dice: inout Dice) -> String {
        if dice.chance(750) {
            writer.add("Cause: ")
            writer.add(scene.truth(among: fault.findings), scene, &dice)
            if dice.chance(650) { steps(scene, &dice) }
            writer.add("\nSolution: ")
        }
        writer.add(scene.truth(among: fault.solutions), scene, &dice)
        if dice.chance(700) { sentence(.check, scene, &dice) }
        if dice.chance(350) { sentence(.prevention, scene, &dice) }
        return writer.take()
    }

    /// A comment for the other side: a few sentences of one kind, with or without forms.
    mutating func comment(_ kind: Phrase, byStaff isStaff: Bool, _ scene: Scene, _ dice: inout Dice) -> String {
        if dice.chance(500) { paragraph(.greeting, scene, &dice) }
        sentences(kind, dice.within(1...3), scene, &dice)
        if isStaff {
            if dice.chance(300) { steps(scene, &dice) }
        } else {
            sentence(.detail, scene, &dice)
            if dice.chance(400) { excerpt(scene, &dice) }
        }
        if dice.chance(600) { block(isStaff ? .signOff : .closing, scene, &dice) }
        if !isStaff && dice.chance(500) { quote(scene, &dice) }
        return writer.take()
    }

    /// What somebody spent time on.
    mutating func work(_ scene: Scene, _ dice: inout Dice) -> String {
        list(.work, dice.within(1...3), between: "; ", scene, &dice)
        return writer.take()
    }
}
