extension CISchema {
    /// What holds until a schema is published: the classes that service models share, and relationships between any of them.
    public static let standard = CISchema(
        version: 0,
        classes: logical.map {
            CIClass($0, attributes: common + (special[$0] ?? []), identifiers: [nameRule])
        }
            + physical.map { name in
                CIClass(
                    name, attributes: common + hardware + (special[name] ?? []),
                    identifiers: [serial, assetTag, nameRule])
            }
            + virtual.map { CIClass($0, attributes: common + machine, identifiers: [uuid, nameRule]) },
        relationshipTypes: standardTypes,
        sources: [SourceRule("manual"), SourceRule("discovery", staleAfterDays: 60), SourceRule("import")],
        junkValues: [
            "default string", "to be filled by o.e.m.", "to be filled by oem", "system serial number", "none", "n/a",
            "na", "unknown", "not specified", "not applicable", "not available", "invalid", "123456789", "0123456789",
            "system manufacturer", "chassis serial number", "o.e.m.", "empty", "null", "undefined", "default",
            "not settable", "no asset tag", "no asset information", "asset tag", "serial number", "tbd", "xxxxxxxxxxx",
            "03000200-0400-0500-0006-000700080009",
        ], staleAfterDays: 60)

    /// Classes of what customers use.
    public static let serviceClasses: Set<String> = [
        "BusinessService", "ServiceOffering", "TechnicalService", "ApplicationService", "BusinessApplication",
    ]

    private static let logical = [
        "BusinessService", "ServiceOffering", "TechnicalService", "ApplicationService", "BusinessApplication",
        "Software",
        "Database", "Middleware", "OperatingSystem", "Cluster", "Circuit", "Site", "BusinessProcess", "Document",
        "Person", "Team", "Organisation", "Contract", "Certificate", "Dataset", "Location", "Region", "Network",
    ]
    private static let physical = [
        "PhysicalServer", "Storage", "NetworkDevice", "Power", "Rack", "Endpoint", "Peripheral",
    ]
    private static let virtual = ["VM", "Container"]

    private static let common = [
        AttributeDefinition("name"), AttributeDefinition("description"), AttributeDefinition("owner"),
        AttributeDefinition("domain"), AttributeDefinition("environment"), AttributeDefinition("version"),
        AttributeDefinition("kind"),
    ]
    private static let hardware = [
        AttributeDefinition("serial"), AttributeDefinition("manufacturer"), AttributeDefinition("model"),
        AttributeDefinition("assetTag"), AttributeDefinition("ipAddress"),
        AttributeDefinition("platform"), AttributeDefinition("position"), AttributeDefinition("face"),
    ]
    private static let machine = [
        AttributeDefinition("uuid"), AttributeDefinition("ipAddress"), AttributeDefinition("platform"),
        AttributeDefinition("vcpus"), AttributeDefinition("memoryMB"), AttributeDefinition("diskGB"),
    ]
    /// What only one class has.
    private static let special: [String: [AttributeDefinition]] = [
        "Site": ["facility", "address", "latitude", "longitude", "timeZone"].map { AttributeDefinition($0) },
        "Rack": [AttributeDefinition("heightUnits", .integer)],
        "Power": [
            AttributeDefinition("supply"), AttributeDefinition("phase"), AttributeDefinition("voltage", .integer),
            AttributeDefinition("amperage", .integer),
        ],
        "Circuit": [AttributeDefinition("commitRateKbps", .integer)],
    ]
    private static let serial = IdentifierRule("serial", ["serial", "manufacturer"])
    private static let assetTag = IdentifierRule("assetTag", ["assetTag"])
    private static let uuid = IdentifierRule("uuid", ["uuid"])
    private static let nameRule = IdentifierRule("name", ["name", "domain"], isWeak: true)

    private static let standardTypes = [
        RelationshipType("dependsOn", .toFrom),
        RelationshipType("runsOn", .toFrom),
        RelationshipType("hostedOn", .toFrom),
        RelationshipType("memberOf", .fromTo, .redundant),
        // Undirected: nothing flows by itself.
        RelationshipType("connectedTo", .none),
        RelationshipType("feeds", .fromTo),
        RelationshipType("poweredBy", .toFrom, .redundant),
        RelationshipType("uses", .toFrom),
        RelationshipType("consumes", .toFrom, .degraded),
        RelationshipType("contains", .fromTo, isHierarchy: true),
        RelationshipType("partOf", .toFrom, isHierarchy: true),
        RelationshipType("backsUp", .fromTo, .risk),
        RelationshipType("replicates", .fromTo, .risk),
        RelationshipType("usedBy", .none),
        RelationshipType("availableTo", .none),
        RelationshipType("supports", .fromTo),
        RelationshipType("ownedBy", .none),
        RelationshipType("supportedBy", .none),
        RelationshipType("locatedAt", .none, isHierarchy: true),
        RelationshipType("documents", .none),
        RelationshipType("coveredBy", .none),
    ]
}
