import EventModel
import Processes

/// What the organisation has at the year's beginning, step by step: each step needs nothing but those before it.
struct EstatePlan: Sendable {
    enum Step: Sendable {
        case schema
        case register(CIID, ciClass: String, [AttributeValue])
        case relate(from: CIID, type: String, to: CIID)
        case group(of: CIID, RedundancyGroup)
    }
    private(set) var steps: [Step] = []
    /// How many items begin with a service's prefix, numbered from 1.
    private(set) var counts: [String: Int] = [:]
    private(set) var clusters: [CIID] = []
    private(set) var hosts: [CIID] = []
    private(set) var racks: [CIID] = []
    /// Network devices and storage.
    private(set) var devices: [CIID] = []
    private(set) var databases: [CIID] = []
    private(set) var applications: [CIID] = []
    /// Machines that make an application.
    private(set) var nodes: [CIID] = []
    /// Machines that no application needs: these come and go.
    private(set) var machines: [CIID] = []

    let size: Int
    private var registered: Set<CIID> = []
    private var dice: Dice

    /// How many events the plan takes, and how many items there are then.
    var itemCount: Int { registered.count }

    init(size: Int, seed: UInt64) {
        self.size = max(0, size)
        dice = Dice(seed: seed ^ 0xE57A_7E00_C0FF_EE11)
        guard size > 0 else { return }
        steps.append(.schema)
        addBuildings()
        addPlatform()
        addNetwork()
        addServices()
        addPeople()
        while registered.count < size { addMachine() }
    }

    /// Registers an item unless all are there; answers whether it is.
    @discardableResult
    private mutating func add(_ id: CIID, _ ciClass: String, _ attributes: [(String, String)] = []) -> Bool {
        guard registered.count < size, registered.insert(id).inserted else { return false }
        var values = [AttributeValue("name", id.rawValue)] + attributes.map { AttributeValue($0.0, $0.1) }
        // One in six has no owner on record, as everywhere.
        if ciClass != "Person", dice.below(6) > 0 {
            values.append(AttributeValue("owner", dice.pick(Self.owners)))
        }
        steps.append(.register(id, ciClass: ciClass, values))
        return true
    }

    private static let owners = Technology.allCases.map(\.group.rawValue)

    private mutating func relate(_ from: CIID, _ type: String, _ to: CIID?) {
        guard let to, registered.contains(from), registered.contains(to) else { return }
        steps.append(.relate(from: from, type: type, to: to))
    }

    private mutating func needs(_ owner: CIID, _ name: String, _ members: [CIID], _ minUp: Int) {
        let members = members.filter(registered.contains)
        guard registered.contains(owner), members.count > 1, (1...members.count).contains(minUp) else { return }
        steps.append(.group(of: owner, RedundancyGroup(name, members: members, minUp: Int64(minUp))))
    }

    /// The next item of a service's prefix.
    private mutating func next(_ prefix: String) -> CIID {
        CIID("\(prefix)-\(padded((counts[prefix] ?? 0) + 1, 3))")
    }
    private mutating func addNext(
        _ prefix: String, _ ciClass: String, _ attributes: [(String, String)] = []
    ) -> CIID? {
        let id = next(prefix)
        guard add(id, ciClass, attributes) else { return nil }
        counts[prefix, default: 0] += 1
        return id
    }

    private mutating func serial() -> [(String, String)] {
        let maker = dice.pick(["Serverwerk", "Nordic Systems", "Kestrel"])
        return [
            ("serial", "\(maker.prefix(2).uppercased())\(padded(dice.below(100_000_000), 8))"), ("manufacturer", maker),
        ]
    }

    private mutating func uuid() -> [(String, String)] {
        let digits = String(dice.next(), radix: 16)
        return [
            ("uuid", String(repeating: "0", count: 16 - digits.count) + digits), ("version", "\(dice.within(1...9)).0"),
        ]
    }
}

// Where things stand, and what they run on.
extension EstatePlan {
    private mutating func addBuildings() {
        for number in 1...(1 + size / 2_000) { add(CIID("site-\(padded(number, 2))"), "Site") }
        for number in 1...(1 + size / 400) {
            let rack = CIID("rack-\(padded(number, 3))")
            guard add(rack, "Rack", serial()) else { return }
            racks.append(rack)
            relate(rack, "locatedAt", CIID("site-\(padded(1 + number % (1 + size / 2_000), 2))"))
            for feed in ["a", "b"] {
                let power = CIID("\(rack)-\(feed)")
                if add(power, "Power", serial()) { relate(power, "locatedAt", rack) }
            }
        }
    }

    private mutating func addPlatform() {
        let hostCount = max(2, size / 60)
        for number in 1...max(1, hostCount / 8) {
            let cluster = CIID("cluster-\(padded(number, 2))")
            if add(cluster, "Cluster") { clusters.append(cluster) }
        }
        var members: [[CIID]] = clusters.map { _ in [] }
        for number in 0..<hostCount where !clusters.isEmpty {
            guard let host = addNext("esx", "PhysicalServer", serial()) else { break }
            hosts.append(host)
            let rack = racks[number % racks.count]
            relate(host, "locatedAt", rack)
            for feed in ["a", "b"] { relate(host, "poweredBy", CIID("\(rack)-\(feed)")) }
            relate(host, "memberOf", clusters[number % clusters.count])
            members[number % clusters.count].append(host)
        }
        for (cluster, hosts) in zip(clusters, members) { needs(cluster, "hosts", hosts, hosts.count - 1) }
        for number in 0..<max(1, size / 300) {
            if let store = addNext("nas", "Storage", serial()) {
                devices.append(store)
                relate(store, "locatedAt", racks[number % racks.count])
            }
        }
        for _ in 0..<max(1, size / 120) {
            guard let database = addNext("pg", "Database", [("version", "15.\(dice.below(9))")]) else { break }
            databases.append(database)
            relate(database, "runsOn", clusters.first)
            relate(database, "dependsOn", "nas-001")
        }
    }

    private mutating func addNetwork() {
        for site in 1...(1 + size / 2_000) {
            if let router = addNext("rtr", "NetworkDevice", serial()) {
                relate(router, "locatedAt", CIID("site-\(padded(site, 2))"))
            }
        }
        for number in 0..<max(1, size / 80) {
            guard let device = addNext("sw", "NetworkDevice", serial()) else { break }
            devices.append(device)
            relate(device, "locatedAt", racks[number % racks.count])
            relate(CIID("rtr-\(padded(1 + number % (1 + size / 2_000), 3))"), "feeds", device)
            for _ in 0..<2 {
                guard let point = addNext("ap", "NetworkDevice", serial()) else { continue }
                devices.append(point)
                relate(device, "feeds", point)
            }
        }
    }

    /// A machine that some project runs: on a cluster, or on one host alone.
    private mutating func addMachine() {
        guard let machine = addNext(dice.chance(600) ? "lx" : "win", "VM", uuid()) else { return }
        machines.append(machine)
        relate(machine, "runsOn", home())
    }

    private mutating func home() -> CIID? {
        if hosts.isEmpty { return clusters.first }
        return dice.chance(500) ? dice.pick(clusters) : dice.pick(hosts)
    }
}

// What people use.
extension EstatePlan {
    private mutating func addServices() {
        let services = Service.all.sorted {
            ($0.isVital ? 0 : 1, -$0.weight, $0.index) < ($1.isVital ? 0 : 1, -$1.weight, $1.index)
        }
        for contract in ["sla-gold", "sla-standard"] where size >= 100 { add(CIID(contract), "Contract") }
        for technology in Technology.allCases where size >= 200 { add(CIID(technology.group.rawValue), "Team") }
        let included = services.prefix(max(1, size / 12))
        for service in included {
            let id = CIID(service.id.rawValue)
            guard add(id, service.technology == .business ? "BusinessService" : "TechnicalService") else { return }
            relate(id, "supportedBy", CIID(service.technology.group.rawValue))
            if dice.chance(800) { relate(id, "coveredBy", service.isVital ? "sla-gold" : "sla-standard") }
        }
        for service in included { addParts(of: service) }
        for service in included where service.id != "dns" {
            relate(CIID(service.id.rawValue), "dependsOn", "dns")
            if service.technology == .business { relate(CIID(service.id.rawValue), "dependsOn", "login") }
        }
    }

    private mutating func addParts(of service: Service) {
        let id = CIID(service.id.rawValue)
        switch service.ciPrefix {
        case "esx": for cluster in clusters { relate(id, "dependsOn", cluster) }
        case "nas", "pg": relate(id, "dependsOn", CIID("\(service.ciPrefix)-001"))
        case "sw", "rtr": relate(id, "dependsOn", "rtr-001")
        case "ap": relate(id, "dependsOn", "sw-001")
        case "lx", "win": relate(id, "dependsOn", "vm-platform")
        case "nb", "mob", "prn", "room", "bdg": break
        default: addApplication(of: service, id)
        }
    }

    /// Machines that back each other up, the application that they make, and its database.
    private mutating func addApplication(of service: Service, _ id: CIID) {
        let application = CIID("\(id)-app")
        guard add(application, "ApplicationService", [("version", "\(dice.within(1...12)).0")]) else { return }
        applications.append(application)
        relate(id, "dependsOn", application)
        relate(application, "dependsOn", databases.isEmpty ? nil : dice.pick(databases))
        var nodes = (1...(counts[service.ciPrefix] ?? 1)).map { CIID("\(service.ciPrefix)-\(padded($0, 3))") }
            .filter(registered.contains)
        let wanted = min(service.ciCount, max(size < 200 ? 1 : 2, service.ciCount * size / 10_000))
        while nodes.count < wanted, let node = addNext(service.ciPrefix, "VM", uuid()) {
            relate(node, "runsOn", home())
            self.nodes.append(node)
            nodes.append(node)
        }
        for node in nodes { relate(node, "memberOf", application) }
        needs(application, "nodes", nodes, (nodes.count + 1) / 2)
    }

    private mutating func addPeople() {
        for number in 0..<max(1, size / 40) {
            if let printer = addNext("prn", "Peripheral", serial()) {
                relate(printer, "locatedAt", CIID("site-\(padded(1 + number % (1 + size / 2_000), 2))"))
            }
        }
        for number in stride(from: 1, through: size / 5, by: 1) {
            let person = CIID(Organisation.pseudonym(number).rawValue)
            guard add(person, "Person") else { return }
            if let notebook = addNext("nb", "Endpoint", serial()) { relate(notebook, "usedBy", person) }
            if number % 4 == 0, let phone = addNext("mob", "Endpoint", serial()) { relate(phone, "usedBy", person) }
        }
    }
}
