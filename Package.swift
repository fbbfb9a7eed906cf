// swift-tools-version: 6.2
import PackageDescription

/// Every target of ours: Swift 6, warnings are errors, imports are internal and explicit.
let house: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]
/// Targets that touch memory they do not own: each unsafe step is marked, spans are tied to their owner.
let memory: [SwiftSetting] = house + [.strictMemorySafety(), .enableExperimentalFeature("Lifetimes")]

let package = Package(
    name: "Logbook",
    products: [
        .library(name: "ServiceEngine", targets: ["ServiceEngine"]),
        .library(name: "EventLog", targets: ["EventLog"]),
        .library(name: "EventModel", targets: ["EventModel"]),
        .library(name: "Processes", targets: ["Processes"]),
        .library(name: "Simulation", targets: ["Simulation"]),
        .library(name: "LogbookTesting", targets: ["LogbookTesting"]),
        .executable(name: "logbook", targets: ["logbook"]),
    ],
    dependencies: [
        // Options, help and completions of the CLI, as every Swift tool has them.
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        // SHA-256 of the Merkle tree, AES-GCM of sealed fields: cryptography is never our own.
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        // The embedding service chooses where messages and metrics go.
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        // And its traces: a command is followed from the service's own span to the rows that it changed.
        .package(url: "https://github.com/apple/swift-distributed-tracing", from: "1.7.3"),
    ],
    targets: [
        // Floor 0: the system's libraries, as module maps.
        .systemLibrary(name: "CLMDB", pkgConfig: "lmdb", providers: [.apt(["liblmdb-dev"]), .brew(["lmdb"])]),
        .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"]), .brew(["zstd"])]),
        // Exports are often gzip files, those of process mining always.
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
        // The checksum of every stored record: XXH3, 64 bits. LMDB has none.
        .systemLibrary(
            name: "CXXHash", pkgConfig: "libxxhash", providers: [.apt(["libxxhash-dev"]), .brew(["xxhash"])]),

        // Floor 1: storage without events, events without storage.
        .target(name: "LMDB", dependencies: ["CLMDB"], swiftSettings: memory),
        .target(name: "EventModel", swiftSettings: memory),

        // Floor 2: the log knows no domain, the domain knows no log.
        .target(
            name: "EventLog",
            dependencies: [
                "LMDB", "EventModel", "CXXHash", "CZstd", .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: memory),
        // Crypto: the hash that an approval is bound to.
        .target(
            name: "Processes", dependencies: ["EventModel", .product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: house),

        // Floor 3: what is folded from events, and what makes events from elsewhere. Pure but for reading bytes.
        .target(name: "ReadModels", dependencies: ["EventModel", "Processes"], swiftSettings: house),
        .target(
            name: "Imports",
            dependencies: [
                "CZstd", "CZlib", "EventModel", "Processes", .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: memory),
        .target(name: "Simulation", dependencies: ["EventModel", "Processes"], swiftSettings: house),

        // Floor 4: the one place that joins log, domain and read models.
        .target(
            name: "ServiceEngine",
            dependencies: [
                "CXXHash", "EventLog", "EventModel", "Imports", "LMDB", "Processes", "ReadModels",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
                .product(name: "Tracing", package: "swift-distributed-tracing"),
            ],
            swiftSettings: house),

        // Floor 5: the operator's tool.
        .executableTarget(
            name: "logbook",
            dependencies: [
                "EventModel", "EventLog", "Imports", "Processes", "ReadModels", "ServiceEngine", "Simulation",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: house),

        // What the fault harness in Tools/faults runs and kills. No product.
        .executableTarget(
            name: "FaultWorkload", dependencies: ["EventLog", "EventModel", "LMDB"], path: "Tools/faults/Workload",
            swiftSettings: house),

        // The same for read models.
        .executableTarget(
            name: "ModelFaults", dependencies: ["EventLog", "EventModel", "Processes", "ReadModels", "ServiceEngine"],
            path: "Tools/faults/Models", swiftSettings: house),

        // What Tools/soak runs. No product.
        .executableTarget(
            name: "LogSoak", dependencies: ["EventLog", "EventModel"], path: "Tools/soak", exclude: ["run"],
            swiftSettings: house),

        // For tests, ours and those of whoever embeds the engine or adds a process. Imports Swift Testing.
        .target(
            name: "LogbookTesting",
            dependencies: ["EventModel", "EventLog", "Processes", "ReadModels", "ServiceEngine"], swiftSettings: house),
        .target(
            name: "TestSupport",
            dependencies: ["EventModel", "EventLog", "LogbookTesting", "Processes"],
            path: "Tests/TestSupport", swiftSettings: house),
        // What must hold of every decoder whatever it is given; the fuzzer and the tests run the same targets.
        .target(
            name: "FuzzTargets", dependencies: ["EventLog", "EventModel", "Imports", "Processes", "ReadModels"],
            path: "Tests/FuzzTargets", swiftSettings: house),
        .executableTarget(
            name: "DecoderFuzzer", dependencies: ["FuzzTargets"], path: "Tests/DecoderFuzzer", swiftSettings: house),
        .testTarget(
            name: "FuzzTests", dependencies: ["FuzzTargets", "TestSupport"], exclude: ["Corpus"], swiftSettings: house),
        .testTarget(name: "LMDBTests", dependencies: ["LMDB", "TestSupport"], swiftSettings: memory),
        .testTarget(name: "EventModelTests", dependencies: ["EventModel", "TestSupport"], swiftSettings: house),
        .testTarget(
            name: "EventLogTests", dependencies: ["EventLog", "EventModel", "LMDB", "TestSupport"],
            exclude: ["Fixtures"], swiftSettings: house),
        .testTarget(
            name: "ProcessesTests", dependencies: ["Processes", "EventModel", "TestSupport"], swiftSettings: house),
        .testTarget(
            name: "ReadModelsTests", dependencies: ["ReadModels", "Processes", "EventModel", "TestSupport"],
            swiftSettings: house),
        .testTarget(
            name: "ImportsTests",
            dependencies: ["CZstd", "CZlib", "Imports", "Processes", "EventModel", "TestSupport"],
            swiftSettings: house),
        .testTarget(
            name: "SimulationTests", dependencies: ["Simulation", "Processes", "EventModel", "TestSupport"],
            swiftSettings: house),
        .testTarget(
            name: "ServiceEngineTests",
            dependencies: [
                "ServiceEngine", "EventLog", "EventModel", "Imports", "LMDB", "Processes", "ReadModels", "TestSupport",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "InMemoryTracing", package: "swift-distributed-tracing"),
                .product(name: "MetricsTestKit", package: "swift-metrics"),
                .product(name: "Tracing", package: "swift-distributed-tracing"),
            ],
            swiftSettings: house),
        .testTarget(
            name: "LogbookTestingTests",
            dependencies: ["EventModel", "LogbookTesting", "Processes", "ReadModels", "ServiceEngine"],
            swiftSettings: house),
        .testTarget(
            name: "LogbookTests", dependencies: ["EventLog", "EventModel", "TestSupport"], swiftSettings: house),
    ]
)
