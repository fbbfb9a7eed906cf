import EventModel
import Processes

/// An item and what is done to it, one after the other.
typealias EstateChange = (item: CIID, steps: [EstateStep])

/// What becomes of the configuration in one commit: a change is one or several of these, shortly after one another.
enum EstateStep {
    case register(CIID, ciClass: String, [AttributeValue])
    case relate(CIID, String, CIID)
    case end(RelationshipID)
    case retract(RelationshipID)
    case retire(CIID)
    case reactivate(CIID)
    case set(CIID, AttributeValue)
    case correct(CIID, AttributeValue)
    case status(CIID, CIStatus)
    case attest(CIID)
    case restrict(CIID, Bool)
    case reclassify(CIID, String)
    case merge(CIID, into: CIID)
    case unmerge(CIID)
    case group(CIID, RedundancyGroup)
    case removeGroup(CIID, String)
}

extension World {
    /// One change of the estate: the kinds take turns, so that each is there in every year that has some dozens.
    mutating func change(_ number: Int) -> SimulatedCommit? {
        estate.changesBegun += 1
        let (item, steps) = steps(ofKind: number % 16)
        guard estate.busy.insert(item).inserted else { return nil }
        return go(on: steps[...], of: item)
    }

    /// The first of the steps that an item's change has left; the next some minutes later.
    mutating func go(on steps: ArraySlice<EstateStep>, of item: CIID) -> SimulatedCommit? {
        guard let step = steps.first else { return nil }
        let (rest, minutes) = (steps.dropFirst(), Int64(1 + estate.dice.below(90)))
        let at = now.advanced(byMicros: minutes * Instant.microsPerMinute)
        if rest.isEmpty {
            estate.busy.remove(item)
        } else if at < calendar.end {
            agenda.enter(.estate(rest, of: item), at: at)
        }
        return perform(step)
    }

    private mutating func steps(ofKind kind: Int) -> EstateChange {
        switch kind {
        case 0, 1, 2: newMachine()
        case 3, 4: retiredMachine()
        case 5, 6: movedMachine()
        case 7: movedHost()
        case 8, 9: newVersion()
        case 10: repairedHost()
        case 11: duplicate()
        case 12: corrected()
        case 13: attested()
        case 14: mistake()
        default: otherGroup()
        }
    }

    private mutating func newMachine() -> EstateChange {
        let prefix = estate.dice.chance(600) ? "lx" : "win"
        estate.counts[prefix, default: 0] += 1
        let id = CIID("\(prefix)-\(padded(estate.counts[prefix] ?? 0, 3))")
        estate.machines.append(id)
        let values = [
            AttributeValue("name", id.rawValue), AttributeValue("uuid", String(estate.dice.next(), radix: 16)),
        ]
        return (id, [.register(id, ciClass: "VM", values)] + (home().map { [.relate(id, "runsOn", $0)] } ?? []))
    }

    private mutating func retiredMachine() -> EstateChange {
        guard estate.machines.count > 4 else { return newVersion() }
        let place = estate.dice.below(estate.machines.count)
        let id = estate.machines[place]
        guard estate.items[id] != nil, !estate.busy.contains(id) else { return newVersion() }
        estate.machines.remove(at: place)
        estate.gone.insert(id)
        return (id, [.retire(id)] + (estate.outgoing[id] ?? []).map { .end($0) })
    }

    private mutating func movedMachine() -> EstateChange {
        let id = anyMachine()
        guard let old = estate.outgoing[id]?.first(where: { $0.parts?.type == "runsOn" }), let new = home(),
            old.parts?.to != new
        else { return newVersion() }
        return (id, [.end(old), .relate(id, "runsOn", new)])
    }

    private mutating func movedHost() -> EstateChange {
        let (host, rack) = (anyHost(), estate.plan.racks.isEmpty ? "site-01" : estate.dice.pick(estate.plan.racks))
        guard let old = estate.outgoing[host]?.first(where: { $0.parts?.type == "locatedAt" }), old.parts?.to != rack
        else { return repairedHost() }
        return (host, [.end(old), .relate(host, "locatedAt", rack)])
    }

    private mutating func newVersion() -> EstateChange {
        // Of what needs no change to be changed.
        let pool = estate.plan.applications
        let id = pool.isEmpty || estate.dice.chance(400) ? anyMachine() : estate.dice.pick(pool)
        let number = "\(estate.dice.within(10...40)).\(estate.changesBegun)"
        return (id, [.set(id, AttributeValue("version", number))])
    }

    private mutating func repairedHost() -> EstateChange {
        let host = anyHost()
        guard estate.items[host]?.status == .production else { return newVersion() }
        return (host, [.status(host, .repair), .status(host, .production)])
    }

    private mutating func corrected() -> EstateChange {
        let id = anyMachine()
        return (id, [.correct(id, AttributeValue("description", "project \(estate.changesBegun)"))])
    }

    private mutating func attested() -> EstateChange {
        let id = anyMachine()
        // Now and then somebody has something to hide, for some hours.
        return (id, estate.changesBegun / 16 % 2 == 0 ? [.attest(id)] : [.restrict(id, true), .restrict(id, false)])
    }

    /// Discovery finds a machine under another name; every other time it was another machine after all.
    private mutating func duplicate() -> EstateChange {
        let original = anyMachine()
        let copy = CIID("\(original)-\(estate.changesBegun)")
        let found: [EstateStep] = [
            .register(copy, ciClass: "VM", [AttributeValue("name", copy.rawValue)]), .merge(copy, into: original),
        ]
        estate.duplicatesFound += 1
        return (original, estate.duplicatesFound % 2 == 0 ? found + [.unmerge(copy)] : found)
    }

    /// A relationship that never was; a machine that was thought to be gone, or another kind of thing.
    private mutating func mistake() -> EstateChange {
        let id = anyMachine()
        switch estate.changesBegun / 16 % 3 {
        case 0:
            guard let store = estate.items["nas-001"]?.id else { return newVersion() }
            let wrong = RelationshipID(from: id, type: "dependsOn", to: store)
            return (id, [.relate(id, "dependsOn", store), .retract(wrong)])
        case 1: return (id, [.retire(id), .reactivate(id)])
        default: return (id, [.reclassify(id, "Container"), .reclassify(id, "VM")])
        }
    }

    private mutating func otherGroup() -> EstateChange {
        guard
            let owner = estate.plan.applications.first(where: { !(estate.items[$0]?.redundancyGroups ?? []).isEmpty }),
            var group = estate.items[owner]?.redundancyGroups.first
        else { return newVersion() }
        (group.name, group.minUp) = ("freeze", Int64(group.members.count))
        return (owner, [.group(owner, group), .removeGroup(owner, group.name)])
    }

    private mutating func home() -> CIID? {
        let (hosts, clusters) = (estate.plan.hosts, estate.plan.clusters)
        if hosts.isEmpty { return clusters.first }
        return estate.dice.chance(500) ? estate.dice.pick(clusters) : estate.dice.pick(hosts)
    }

    private mutating func anyHost() -> CIID {
        estate.plan.hosts.isEmpty ? "site-01" : estate.dice.pick(estate.plan.hosts)
    }

    /// A machine that is there; a host where none is.
    private mutating func anyMachine() -> CIID {
        for _ in 0..<4 where !estate.machines.isEmpty {
            let id = estate.dice.pick(estate.machines)
            if estate.items[id] != nil { return id }
        }
        return estate.plan.hosts.first ?? "site-01"
    }

    mutating func perform(_ step: EstateStep) -> SimulatedCommit? {
        let expert = Actor.person(organisation.expert(in: .servers, &estate.dice))
        switch step {
        case .register(let id, let ciClass, let values):
            return record(RegisterCI(class: ciClass, attributes: values), on: id, by: expert)
        case .relate(let from, let type, let to):
            return perform(AddRelationship(from: from, type: type, to: to), by: expert)
        case .end(let id): return perform(EndRelationship(reason: "changed"), without: id, by: expert)
        case .retract(let id):
            return perform(RetractRelationship(reason: "another machine"), without: id, by: expert)
        case .retire(let id): return record(RetireCI(reason: "not needed any more"), on: id, by: expert)
        case .reactivate(let id):
            return record(ReactivateCI(as: .production, reason: "still needed"), on: id, by: expert)
        case .set(let id, let value):
            return record(SetCIAttributes([value]), on: id, by: expert)
        case .correct(let id, let value):
            return record(CorrectCI([value], reason: "the record was wrong"), on: id, by: expert)
        case .status(let id, let status): return record(ChangeCIStatus(to: status), on: id, by: expert)
        case .restrict(let id, let isRestricted):
            return record(RestrictCI(isRestricted, reason: "a tender"), on: id, by: expert)
        case .attest(let id): return record(AttestCI(note: "looked at"), on: id, by: expert)
        case .reclassify(let id, let ciClass):
            return record(ReclassifyCI(to: ciClass, reason: "seen on site"), on: id, by: expert)
        case .merge(let id, let survivor):
            return record(MergeCI(into: survivor, reason: "the same machine"), on: id, by: expert)
        case .unmerge(let id):
            return record(UnmergeCI(reason: "two machines of one name"), on: id, by: expert)
        case .group(let owner, let group): return record(DefineRedundancyGroup(group), on: owner, by: expert)
        case .removeGroup(let owner, let name): return record(RemoveRedundancyGroup(name), on: owner, by: expert)
        }
    }
}
