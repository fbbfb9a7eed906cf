import EventModel
import Processes

extension TextWriter {
    mutating func fill(_ slot: Slot, _ scene: Scene, _ dice: inout Dice) {
        if slot.isStable {
            // Each slot has throws of its own: neither the order nor the neighbours of gaps matter.
            var stable = Dice(seed: scene.seed &+ UInt64(slot.rawValue) &* 0xD1B5_4A32_D192_ED03)
            fillStable(slot, scene, &stable)
        } else {
            fillVarying(slot, &dice)
        }
    }

    /// `dice` always begins alike for a scene and a slot, so that texts agree.
    private mutating func fillStable(_ slot: Slot, _ scene: Scene, _ dice: inout Dice) {
        switch slot {
        case .service: buffer.append(contentsOf: scene.service.name.utf8)
        case .ci: buffer.append(contentsOf: scene.ci.rawValue.utf8)
        case .site: buffer.append(contentsOf: Vocabulary.sites[dice.skewed(Vocabulary.sites.count)])
        case .partner: buffer.append(contentsOf: dice.pick(Vocabulary.partners))
        case .app: buffer.append(contentsOf: dice.pick(Vocabulary.applications))
        case .error: buffer.append(contentsOf: dice.pick(Vocabulary.errors))
        case .doc: buffer.append(contentsOf: dice.pick(Vocabulary.documents))
        case .floor: buffer.append(contentsOf: dice.pick(Vocabulary.floors))
        case .path: buffer.append(contentsOf: dice.pick(scene.service.technology.paths))
        case .host: addHost(scene, &dice)
        case .room: addRoom(&dice)
        case .ip: addAddress(&dice)
        case .account:
            buffer.append(UInt8(ascii: "u"))
            add(number: dice.within(10_000...69_999))
        case .ext: add(number: dice.within(2_000...8_999))
        case .time: addTime(scene, before: dice.below(180), after: 0)
        case .later: addTime(scene, before: 0, after: dice.within(60...480))
        case .date: addDate(scene, days: dice.within(-16 ... -1))
        case .due: addDate(scene, days: dice.within(1...18))
        case .month: buffer.append(contentsOf: Vocabulary.months[(scene.clock.date.month + 10) % 12])
        case .percent, .minutes, .count, .few, .days, .size, .version, .kb, .port, .hex: fillVarying(slot, &dice)
        }
    }

    private mutating func fillVarying(_ slot: Slot, _ dice: inout Dice) {
        switch slot {
        case .percent: add(number: dice.within(52...99))
        case .minutes: add(number: dice.within(3...55))
        case .count: add(number: 3 + dice.skewed(420))
        case .few: add(number: dice.within(2...9))
        case .days: add(number: dice.within(2...40))
        case .size: add(number: 3 + dice.skewed(700))
        case .port: add(number: dice.pick([22, 443, 1433, 1521, 5432, 8080, 8443, 9100]))
        case .hex: add(hex: dice.next(), digits: 8)
        case .kb:
            add("KB50")
            add(number: dice.within(10_000...59_999))
        case .version:
            add(number: dice.within(2...24))
            add(".")
            add(number: dice.below(12))
            add(".")
            add(number: dice.below(400))
        case .service, .ci, .site, .room, .floor, .ip, .host, .error, .partner, .app, .path, .doc, .account, .ext,
            .time, .date, .later, .due, .month:
            break
        }
    }

    private mutating func addHost(_ scene: Scene, _ dice: inout Dice) {
        if scene.service.technology.isCentral {
            add("srv-app-")
            add(number: dice.within(1...240), width: 3)
        } else {
            add("nb-")
            add(number: dice.within(1...29_999), width: 5)
        }
    }

    private mutating func addRoom(_ dice: inout Dice) {
        buffer.append(UInt8(ascii: "A") + UInt8(dice.below(6)))
        add(" ")
        add(number: dice.below(7))
        add(".")
        add(number: dice.within(1...48), width: 2)
    }

    private mutating func addAddress(_ dice: inout Dice) {
        add("10.")
        add(number: dice.below(220))
        add(".")
        add(number: dice.below(255))
        add(".")
        add(number: dice.within(2...250))
    }

    /// A time of day some minutes before or after the report, on the same day.
    private mutating func addTime(_ scene: Scene, before: Int, after: Int) {
        let minute = Int(scene.clock.microsOfDay / Instant.microsPerMinute)
        let moment = min(1_439, max(0, minute - before + after))
        add(number: moment / 60, width: 2)
        add(":")
        add(number: moment % 60, width: 2)
    }

    /// A day some days before or after the report, as the caller's language writes it.
    private mutating func addDate(_ scene: Scene, days: Int) {
        let date = CivilTime(micros: (scene.clock.day + Int64(days)) * Instant.microsPerDay).date
        switch scene.language {
        case .english:
            add(number: date.day)
            add(" ")
            buffer.append(contentsOf: Vocabulary.months[date.month - 1])
        case .german, .polish: addNumeric(date.day, ".", date.month, ".")
        case .french, .spanish, .greek: addNumeric(date.day, "/", date.month, "")
        case .japanese: addNumeric(date.month, "月", date.day, "日")
        }
    }

    private mutating func addNumeric(_ first: Int, _ between: StaticString, _ second: Int, _ after: StaticString) {
        add(number: first)
        add(between)
        add(number: second)
        add(after)
    }
}

extension Technology {
    /// Runs in the data centre; what is not central stands on desks.
    var isCentral: Bool {
        switch self {
        case .servers, .databases, .business, .web, .identity: true
        case .workplace, .mail, .network, .printing, .voice, .storage, .security: false
        }
    }

    var paths: [[UInt8]] {
        switch self {
        case .servers, .databases, .web, .business: Vocabulary.directories
        case .workplace, .mail, .network, .identity, .printing, .voice, .storage, .security: Vocabulary.shares
        }
    }
}
