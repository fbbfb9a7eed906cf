extension NetBoxMapping {
    private static let named: [(name: String, value: NetBoxValue)] = [
        ("name", .field("name")), ("description", .field("description")),
    ]
    private static let hardware: [(name: String, value: NetBoxValue)] = [
        ("serial", .field("serial")), ("assetTag", .field("asset_tag")),
    ]
    private static let address: NetBoxValue = .first([
        .of("primary_ip4", model: "ipam.ipaddress", .field("address")),
        .of("primary_ip6", model: "ipam.ipaddress", .field("address")),
    ])
    private static let role: NetBoxValue = .first([
        .of("role", model: "dcim.devicerole", .field("name")),
        .of("device_role", model: "dcim.devicerole", .field("name")),
    ])
    private static let maker: NetBoxValue = .of("manufacturer", model: "dcim.manufacturer", .field("name"))
    private static let tenant = NetBoxRelation("ownedBy", [("tenant", "tenancy.tenant")])
    private static let provider = NetBoxRelation("supportedBy", [("provider", "circuits.provider")])
    private static let place = NetBoxRelation(
        "locatedAt", [("location", "dcim.location"), ("site", "dcim.site")])

    /// In the order in which the items are recorded.
    static let all: [NetBoxMapping] = [
        NetBoxMapping("tenancy.tenant", "tenant", "Organisation", named),
        NetBoxMapping("circuits.provider", "provider", "Organisation", named),
        NetBoxMapping(
            "dcim.region", "region", "Region", named, [NetBoxRelation("locatedAt", [("parent", "dcim.region")])]),
        NetBoxMapping(
            "dcim.site", "site", "Site",
            named + [
                ("facility", .field("facility")), ("address", .field("physical_address")),
                ("latitude", .field("latitude")), ("longitude", .field("longitude")),
                ("timeZone", .field("time_zone")),
            ], [NetBoxRelation("locatedAt", [("region", "dcim.region")]), tenant]),
        NetBoxMapping(
            "dcim.location", "location", "Location", named,
            [NetBoxRelation("locatedAt", [("parent", "dcim.location"), ("site", "dcim.site")]), tenant]),
        NetBoxMapping(
            "dcim.rack", "rack", "Rack",
            named + hardware + [("kind", .field("type")), ("heightUnits", .field("u_height"))], [place, tenant]),
        NetBoxMapping("dcim.powerpanel", "powerpanel", "Power", named, [place]),
        NetBoxMapping(
            "dcim.powerfeed", "powerfeed", "Power",
            named + [
                ("kind", .field("type")), ("supply", .field("supply")), ("phase", .field("phase")),
                ("voltage", .field("voltage")), ("amperage", .field("amperage")),
            ],
            [
                NetBoxRelation("poweredBy", [("power_panel", "dcim.powerpanel")]),
                NetBoxRelation("poweredBy", [("rack", "dcim.rack")], isReversed: true),
            ]),
        NetBoxMapping("dcim.virtualchassis", "chassis", "Cluster", named),
        NetBoxMapping(
            "virtualization.cluster", "cluster", "Cluster",
            named + [("kind", .of("type", model: "virtualization.clustertype", .field("name")))],
            [
                NetBoxRelation(
                    "locatedAt",
                    // Its scope is a type and a key from NetBox 4.2 on, told by these fields too.
                    [
                        ("site", "dcim.site"), ("_location", "dcim.location"), ("_site", "dcim.site"),
                        ("_region", "dcim.region"),
                    ]), tenant,
            ]),
        device,
        NetBoxMapping(
            "virtualization.virtualmachine", "vm", "VM",
            named + [
                ("kind", role), ("platform", .of("platform", model: "dcim.platform", .field("name"))),
                ("vcpus", .field("vcpus")), ("memoryMB", .field("memory")), ("diskGB", .field("disk")),
                ("ipAddress", address),
            ],
            [
                NetBoxRelation("runsOn", [("cluster", "virtualization.cluster")]),
                NetBoxRelation("runsOn", [("device", "dcim.device")]),
                NetBoxRelation("locatedAt", [("site", "dcim.site")], unless: "cluster"), tenant,
            ]),
        NetBoxMapping(
            "circuits.providernetwork", "network", "Network", named, [provider]),
        NetBoxMapping(
            "circuits.circuit", "circuit", "Circuit",
            [
                ("name", .field("cid")), ("description", .field("description")),
                ("kind", .of("type", model: "circuits.circuittype", .field("name"))),
                ("commitRateKbps", .field("commit_rate")),
            ], [provider, tenant]),
    ]

    private static let device = NetBoxMapping(
        "dcim.device", "device",
        [
            (
                "name",
                .first([
                    .field("name"),
                    .of("device_type", model: "dcim.devicetype", .joined([maker, .field("model")])),
                ])
            ),
            ("description", .field("description")),
        ] + hardware + [
            ("manufacturer", .of("device_type", model: "dcim.devicetype", maker)),
            ("model", .of("device_type", model: "dcim.devicetype", .field("model"))), ("kind", role),
            ("platform", .of("platform", model: "dcim.platform", .field("name"))),
            ("position", .field("position")), ("face", .field("face")), ("ipAddress", address),
        ],
        [
            NetBoxRelation("contains", [("rack", "dcim.rack")], isReversed: true),
            NetBoxRelation("locatedAt", [("location", "dcim.location"), ("site", "dcim.site")], unless: "rack"),
            NetBoxRelation("memberOf", [("virtual_chassis", "dcim.virtualchassis")]),
            NetBoxRelation("memberOf", [("cluster", "virtualization.cluster")]), tenant,
        ],
        ciClass: { object, objects throws(NetBoxFault) in
            let words = try role.text(object, objects)?.lowercased() ?? ""
            // What people call such devices.
            let signs = [
                ("Power", ["pdu", "ups", "power"]), ("Storage", ["storage", "nas", "san"]),
                ("PhysicalServer", ["server", "hypervisor", "host"]),
                ("Endpoint", ["workstation", "laptop", "phone", "terminal"]),
                ("Peripheral", ["printer", "camera", "scanner"]),
            ]
            let parts = words.split { !$0.isLetter }.map(String.init)
            for (name, hints) in signs where hints.contains(where: parts.contains) { return name }
            return "NetworkDevice"
        })

    /// Where a circuit may end; the fields with an underscore from NetBox 4.2 on.
    static let circuitEnds: [(field: String, model: String)] = [
        ("site", "dcim.site"), ("provider_network", "circuits.providernetwork"), ("_location", "dcim.location"),
        ("_site", "dcim.site"), ("_region", "dcim.region"), ("_provider_network", "circuits.providernetwork"),
    ]

    /// Fields that say nothing by themselves, of models that have no items.
    private static let helpers: [String: [String]] = [
        "dcim.devicerole": ["name"], "dcim.devicetype": ["manufacturer", "model"], "dcim.manufacturer": ["name"],
        "dcim.platform": ["name"], "ipam.ipaddress": ["address"], "virtualization.clustertype": ["name"],
        "circuits.circuittype": ["name"], "dcim.devicebay": ["device", "installed_device"],
        "circuits.circuittermination": ["circuit", "term_side"] + circuitEnds.map(\.field),
        "dcim.cable": ["type", "status", "label"],
        "dcim.cabletermination": ["cable", "cable_end", "termination_type", "termination_id"],
        "dcim.interface": ["device", "name"], "dcim.frontport": ["device", "name"],
        "dcim.rearport": ["device", "name"],
        "dcim.consoleport": ["device", "name"], "dcim.consoleserverport": ["device", "name"],
        "dcim.powerport": ["device", "name"], "dcim.poweroutlet": ["device", "name"],
    ]

    /// What the ids of each model's items begin with.
    static let kinds: [String: String] = Dictionary(uniqueKeysWithValues: all.map { ($0.model, $0.kind) })

    /// The fields to keep of each model that is looked at.
    static let fields: [String: Set<String>] = {
        var fields = helpers.mapValues { Set($0) }
        for mapping in all {
            let values =
                mapping.attributes.flatMap(\.value.fields) + mapping.relations.flatMap { $0.fields.map(\.field) }
            fields[mapping.model] = Set(values + ["status", "name", "role", "device_role"])
        }
        return fields
    }()
}

extension NetBoxValue {
    /// The fields of the object itself that it is made of.
    fileprivate var fields: [String] {
        switch self {
        case .field(let field), .of(let field, _, _): [field]
        case .first(let values), .joined(let values): values.flatMap(\.fields)
        }
    }
}
