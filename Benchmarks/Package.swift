// swift-tools-version: 6.2
import PackageDescription

let house: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]
let strict: [CSetting] = [
    .define("_GNU_SOURCE"), .treatAllWarnings(as: .error), .enableWarning("all"), .enableWarning("extra"),
]

/// A peer of the engine in C: the same workloads with another store.
func peer(_ name: String, _ libraries: String...) -> Target {
    .executableTarget(
        name: name, dependencies: ["PeerHarness"], cSettings: strict,
        linkerSettings: libraries.map { .linkedLibrary($0) })
}

let package = Package(
    name: "Benchmarks",
    dependencies: [
        .package(name: "Logbook", path: "..")
    ],
    targets: [
        // Rates of the codec, without a log.
        .executableTarget(
            name: "Benchmarks",
            dependencies: [
                .product(name: "EventModel", package: "Logbook"),
                .product(name: "Processes", package: "Logbook"),
            ],
            swiftSettings: house),

        // The events that the engine and its peers record.
        .target(
            name: "EventFile", dependencies: [.product(name: "EventModel", package: "Logbook")], swiftSettings: house),
        .executableTarget(
            name: "generate-events",
            dependencies: [
                "EventFile", .product(name: "ServiceEngine", package: "Logbook"),
                .product(name: "EventLog", package: "Logbook"), .product(name: "Simulation", package: "Logbook"),
            ],
            swiftSettings: house),

        // The engine's log, with the same workloads as its peers.
        .executableTarget(
            name: "engine",
            dependencies: [
                "EventFile", .product(name: "EventLog", package: "Logbook"),
                .product(name: "EventModel", package: "Logbook"), .product(name: "Processes", package: "Logbook"),
                .product(name: "ServiceEngine", package: "Logbook"),
            ],
            swiftSettings: house),

        // Questions about a logbook's past.
        .executableTarget(
            name: "past",
            dependencies: [
                .product(name: "ServiceEngine", package: "Logbook"), .product(name: "EventModel", package: "Logbook"),
                .product(name: "EventLog", package: "Logbook"),
            ],
            swiftSettings: house),

        // Questions to the configuration graph.
        .executableTarget(
            name: "graph",
            dependencies: [
                .product(name: "ServiceEngine", package: "Logbook"), .product(name: "EventModel", package: "Logbook"),
                .product(name: "Processes", package: "Logbook"),
                .product(name: "EventLog", package: "Logbook"),
            ],
            swiftSettings: house),

        // Full-text search over incidents.
        .executableTarget(
            name: "search",
            dependencies: [
                .product(name: "ServiceEngine", package: "Logbook"), .product(name: "EventModel", package: "Logbook"),
                .product(name: "EventLog", package: "Logbook"), .product(name: "Processes", package: "Logbook"),
            ],
            swiftSettings: house),

        // How soon read models that follow the log have what was recorded.
        .executableTarget(
            name: "live",
            dependencies: [
                .product(name: "ServiceEngine", package: "Logbook"), .product(name: "EventModel", package: "Logbook"),
                .product(name: "EventLog", package: "Logbook"), .product(name: "Processes", package: "Logbook"),
            ],
            swiftSettings: house),

        .target(
            name: "PeerHarness", cSettings: strict,
            // SHA-256 is the digest of a table.
            linkerSettings: [.linkedLibrary("xxhash"), .linkedLibrary("crypto")]),
        peer("peer-lmdb", "lmdb"),
        peer("peer-sqlite", "sqlite3"),
        peer("peer-rocksdb", "rocksdb"),
        peer("peer-postgres", "pq"),
    ],
    cLanguageStandard: .gnu17
)
