import EventModel
import Processes
import Testing

@testable import Simulation

@Suite struct EstateTests {
    /// As usual, and with an estate that is large for its year.
    static let usual = SimulatedYearTests.year
    static let large = Result { try year(18_000, estate: 3_000) }

    private static func year(_ events: Int, estate: Int?, seed: UInt64 = 5) throws -> Refold {
        var year = Refold()
        for commit in Simulation(seed: seed, events: events, zone: .berlin, estate: estate) { try year.add(commit) }
        return year
    }

    @Test("a year without an estate is the same from one release to the next")
    func withoutEstate() {
        // Not the year's end, where there are as many events as policies.
        let year = Simulation(seed: 11, events: 20_000, zone: .berlin, estate: 0)
        #expect(digest(year.prefix(10_000)) == 12_190_656_643_226_194_555)
    }

    @Test("the year begins with exactly as many items as are asked for", arguments: [1, 2, 7, 60, 333])
    func size(estate: Int) throws {
        let steps = EstatePlan(size: estate, seed: 5).steps
        let registered = steps.compactMap { if case .register(let id, _, _) = $0 { id } else { nil } }
        #expect(registered.count == estate && Set(registered).count == estate)
        let year = try Self.year(max(2_000, estate * 6), estate: estate)
        #expect(year.items.count >= estate)
        #expect(registered.allSatisfy { year.items[$0.stream] != nil })
    }

    @Test("an estate that does not fit into the year is as large as fits")
    func tooLarge() {
        #expect(Simulation(seed: 1, events: 600, zone: .utc, estate: 5_000).estate == 100)
        #expect(Simulation(seed: 1, events: 600, zone: .utc, estate: -1).estate == 0)
        #expect(Simulation(seed: 1, events: 600, zone: .utc).estate == 0)
        #expect(Simulation(seed: 1, events: 50_000, zone: .utc).estate == 500)
    }

    @Test("exactly so many events come, whatever the estate", arguments: [0, 6, 30, 200, 999, 3_000])
    func isExact(events: Int) {
        for estate in [0, 3, events / 20, events / 6] {
            let year = Simulation(seed: UInt64(events), events: events, zone: .berlin, estate: estate)
            #expect(year.reduce(0) { $0 + $1.events.count } == events, "estate \(estate)")
        }
    }

    @Test("the estate stands before the first incident, recorded by discovery")
    func standsFirst() throws {
        let commits = Array(Simulation(seed: 5, events: 8_000, zone: .berlin))
        let first = try #require(commits.firstIndex { $0.events[0].event is IncidentLogged })
        let built = commits[..<first].flatMap(\.events)
        #expect(built.count { $0.event is CIRegistered } == 80)
        let later = commits[first...].filter { $0.actor.principal == "discovery" }.flatMap(\.events)
        #expect(later.allSatisfy { $0.event is CIAttributesChanged })
        #expect(commits[first...].contains { $0.events[0].event is CIRegistered })
    }

    @Test("incidents name items that are on record, nearly all of them in use")
    func isNamed() throws {
        let year = try Self.usual.get()
        let named = year.incidents.values.flatMap { $0.relations.cis.map(\.ci) }
        #expect(named.count > 2_000)
        #expect(named.allSatisfy { year.items[$0.stream] != nil })
        let classes = Set(named.compactMap { year.items[$0.stream]?.ciClass })
        #expect(
            classes.isSuperset(of: ["Endpoint", "VM", "PhysicalServer", "NetworkDevice", "Database"]), "\(classes)")
    }

    @Test("a caller's fault is of the caller's own computer")
    func isTheCallers() throws {
        let year = try Self.large.get()
        let faults = year.incidents.values.filter {
            $0.classification.service == "laptop" && $0.classification.caller != nil
        }
        let own = faults.filter { incident in
            guard let caller = incident.classification.caller, let ci = incident.relations.cis.first?.ci else {
                return false
            }
            return year.relationships[RelationshipID(from: ci, type: "usedBy", to: CIID(caller.rawValue)).stream] != nil
        }
        #expect(own.count > 10, "\(own.count) of \(faults.count)")
    }

    @Test("the estate changes: items come and go, hosts and machines move, records are mended")
    func changes() throws {
        let year = try Self.usual.get()
        #expect(year.items.values.contains { $0.isRetired } && year.items.values.contains { $0.mergedInto != nil })
        let ended = year.relationships.values.filter { $0.intervals().contains { $0.to != nil } }
        #expect(ended.contains { $0.type == "locatedAt" } && ended.contains { $0.type == "runsOn" })
        for (event, atLeast) in [("CIRegistered", 505), ("CIRetired", 4), ("CIAttributesChanged", 4)] {
            #expect(year.counts[event] ?? 0 >= atLeast, "\(event)")
        }
    }

    @Test("policies whose work the year's stories do not tell are adopted last, and act from then on")
    func policies() throws {
        let events = Simulation(seed: 5, events: 3_000, zone: .berlin).flatMap(\.events)
        let count = World.untoldPolicies.count
        let enabled = events.suffix(count).compactMap { entry in
            (entry.event as? PolicyEnabled).map { ($0.since, entry.stream) }
        }
        #expect(enabled.allSatisfy { $0.0 == nil })
        #expect(!events.dropLast(count).contains { $0.event is PolicyEnabled })
        let told = [ParentResolvesChildren().name, AutoClose().name, StaleItems().name]
        #expect(
            enabled.map(\.1)
                == PolicyCatalogue.policies.filter { $0.isOnByDefault && !told.contains($0.name) }.map(\.stream))
    }

    @Test("services stand on redundant machines, machines on hosts, hosts on two feeds")
    func isConnected() throws {
        let year = try Self.large.get()
        let groups = year.items.values.flatMap(\.redundancyGroups)
        #expect(groups.count > 20 && groups.allSatisfy { $0.members.count > 1 })
        let types = Set(year.relationships.values.map(\.type))
        #expect(types.isSuperset(of: ["runsOn", "memberOf", "poweredBy", "dependsOn", "usedBy", "locatedAt", "feeds"]))
        #expect(types.isSuperset(of: ["supportedBy", "coveredBy"]))
    }
}
