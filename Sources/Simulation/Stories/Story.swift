import Processes

/// What becomes of an incident: the steps that will follow if nothing comes between.
struct Story: Sendable {
    private(set) var steps: [Step] = []

    init(_ steps: [Step] = []) { self.steps = steps }

    /// The usual life of an incident that came in this way.
    static func usual(_ source: IncidentSource, _ priority: Priority, _ dice: inout Dice) -> Story {
        if source == .alert { return alert(&dice) }
        if dice.chance(22) { return cancelled(&dice) }
        if dice.chance(18) { return duplicate(&dice) }
        let isConversation = source == .phone || source == .chat || source == .walkIn
        if dice.chance(isConversation ? 820 : 300) { return firstContact(&dice) }
        return dice.chance(520) ? desk(&dice) : secondLevel(priority, &dice)
    }

    /// Solved while the caller waits.
    static func firstContact(_ dice: inout Dice) -> Story {
        var story = Story()
        story.add(.startAtOnce, 160, &dice)
        story.add(.matchKnownError, 50, &dice)
        story.add(.solveAtOnce)
        story.add(.logWork, 120, &dice)
        story.end(reopens: 25, &dice)
        return story
    }

    /// Solved by the desk, a little later.
    static func desk(_ dice: inout Dice) -> Story {
        var story = Story()
        story.add(.assignDesk)
        story.add(.acknowledge, 140, &dice)
        story.add(.start, 550, &dice)
        if dice.chance(160) { story.conversation(&dice) }
        story.add(.update, 150, &dice)
        story.add(.diagnose, 120, &dice)
        story.add(.note, 120, &dice)
        story.add(.resolve)
        story.add(.logWork, 180, &dice)
        story.end(reopens: 45, &dice)
        return story
    }

    /// Goes to those who know the technology.
    static func secondLevel(_ priority: Priority, _ dice: inout Dice) -> Story {
        var story = Story()
        if dice.chance(550) {
            story.add(.assignGroup)
            story.add(.takeOver, 400, &dice)
        } else {
            story.add(.assignDesk)
            story.add(.start, 250, &dice)
            story.add(.note, 150, &dice)
            story.add(.escalateFunctionally, 260, &dice)
            story.add(.handOver)
        }
        if dice.chance(110) { story.pingPong(&dice) }
        story.add(.acknowledge, 140, &dice)
        story.add(.start, 550, &dice)
        story.work(priority, &dice)
        if dice.chance(100) { story.work(priority, &dice) }
        story.add(.resolve)
        story.add(.logWork, 260, &dice)
        story.end(reopens: 55, &dice)
        return story
    }

    /// A monitor's finding; nobody waits on the telephone.
    static func alert(_ dice: inout Dice) -> Story {
        var story = Story()
        story.add(.computeItem, 200, &dice)
        story.add(.assignGroup)
        story.add(.acknowledge, 250, &dice)
        story.add(.start, 400, &dice)
        story.add(.diagnose, 350, &dice)
        story.add(.suggestChange, 40, &dice)
        story.add(.resolve)
        story.add(.logWork, 200, &dice)
        story.add(dice.chance(600) ? .closeByDesk : .closeBySilence)
        return story
    }

    static func cancelled(_ dice: inout Dice) -> Story {
        var story = Story()
        story.add(.assignDesk, 500, &dice)
        story.add(.cancel)
        return story
    }

    /// Reported before by somebody else; one in eight merges is a mistake.
    static func duplicate(_ dice: inout Dice) -> Story {
        var story = Story()
        story.add(.logWork, 300, &dice)
        story.add(.merge)
        guard dice.chance(125) else { return story }
        story.add(.unmerge)
        story.steps += desk(&dice).steps
        return story
    }

    /// The incident that an outage begins with.
    static func outage(_ dice: inout Dice) -> Story {
        var story = Story()
        story.steps = [.declareMajor, .assignExpert, .acknowledge, .start, .update, .escalateHierarchically]
        story.add(.computeItem, 500, &dice)
        story.add(.engageSupplier, 500, &dice)
        story.add(.suggestChange, 300, &dice)
        story.steps += [.diagnose, .update]
        story.add(.supplierAnswers, 300, &dice)
        story.add(.applyWorkaround, 400, &dice)
        story.add(.linkProblem, 500, &dice)
        story.steps += [.note, .logWork, .resolve, .standDown, .closeByDesk]
        return story
    }

    /// A report of an outage that is known by now: waits for the outage's end, as a rule.
    static func report(_ dice: inout Dice) -> Story {
        var story = Story()
        story.add(.setParent)
        if dice.chance(80) {
            story.steps += [.waitCustomer, .answer, .resume, .resolve]
            story.end(reopens: 20, &dice)
        } else if dice.chance(100) {
            story.add(.removeParent)
            story.steps += desk(&dice).steps
        }
        return story
    }

    /// What follows where others have resolved it.
    static func afterwards(_ dice: inout Dice) -> Story {
        var story = Story()
        story.end(reopens: 15, &dice)
        return story
    }
}

extension Story {
    /// Somebody has to say what kind of incident it is before anything else happens.
    mutating func beginWithCategory() { steps.insert(.categorise, at: 0) }

    private mutating func add(_ step: Step) { steps.append(step) }
    private mutating func add(_ step: Step, _ perMille: Int, _ dice: inout Dice) {
        if dice.chance(perMille) { steps.append(step) }
    }

    private mutating func conversation(_ dice: inout Dice) {
        steps += [.ask, .answer]
        add(.update, 300, &dice)
    }

    private mutating func pingPong(_ dice: inout Dice) {
        steps += [.bounce, .bounceBack]
        for _ in 0..<2 where dice.chance(300) { steps += [.note, .bounce, .bounceBack] }
    }

    private mutating func work(_ priority: Priority, _ dice: inout Dice) {
        add(.recategorise, 90, &dice)
        add(.diagnose, 300, &dice)
        if dice.chance(140) { conversation(&dice) }
        add(.linkItem, 70, &dice)
        add(.excludeItem, 12, &dice)
        add(.reprioritise, 40, &dice)
        add(.override, 22, &dice)
        add(.update, 200, &dice)
        if dice.chance(60) { knownError(&dice) }
        if dice.chance(190) { wait(&dice) }
        add(.chase, 60, &dice)
        add(.escalateHierarchically, priority <= .high ? 100 : 15, &dice)
        if dice.chance(28) { change(&dice) }
        add(.linkProblem, 35, &dice)
        add(.linkChange, 18, &dice)
        add(.note, 180, &dice)
    }

    private mutating func knownError(_ dice: inout Dice) {
        add(.matchKnownError)
        add(.applyWorkaround, 600, &dice)
    }

    private mutating func wait(_ dice: inout Dice) {
        switch dice.below(10) {
        case 0...3: steps += [.waitCustomer, .answer, .resume]
        case 4...5: steps += [.engageSupplier, .waitSupplier, .supplierAnswers, .resume]
        case 6: steps += [.waitProblem, .resumeAfterPause]
        case 7: steps += [.waitChange, .resumeAfterPause]
        case 8: steps += [.waitEvidence, .resumeAfterPause]
        default: steps += [.waitOther, .resumeAfterPause]
        }
    }

    private mutating func change(_ dice: inout Dice) {
        add(.suggestChange)
        if dice.chance(850) { add(dice.chance(600) ? .confirmChange : .rejectChange) }
    }

    private mutating func end(reopens perMille: Int, _ dice: inout Dice) {
        add(.notify, 25, &dice)
        if dice.chance(perMille) {
            add(.reopen)
            add(.start, 700, &dice)
            add(.diagnose, 300, &dice)
            add(.note, 200, &dice)
            add(.resolve)
        }
        if dice.chance(400) {
            add(.thanks, 180, &dice)
            add(.closeByCustomer)
        } else {
            add(dice.chance(80) ? .closeByDesk : .closeBySilence)
        }
        add(.comeBack, 8, &dice)
    }
}
