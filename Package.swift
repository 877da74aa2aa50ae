// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "swift-call-traces",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "CallTraces", targets: ["CallTraces"]),
        .library(name: "CallTracesSQLite", targets: ["CallTracesSQLite"]),
        .library(name: "CallTraceContract", targets: ["CallTraceContract"]),
        .library(name: "CallTraceConformance", targets: ["CallTraceConformance"]),
        .executable(name: "conformance", targets: ["conformance"]),
    ],
    // Who depends on this package with `traits: []` fetches swift-log alone.
    traits: [
        .trait(name: "SQLite", description: "The product CallTracesSQLite, which needs GRDB."),
        .trait(name: "Command", description: "The command `conformance`.", enabledTraits: ["SQLite"]),
        .default(enabledTraits: ["Command", "SQLite"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    ],
    targets: [
        // The stores.
        .target(
            name: "CallTraces",
            dependencies: [.product(name: "Logging", package: "swift-log")]
        ),
        .target(
            name: "CallTracesSQLite",
            dependencies: [
                "CallTraces",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "GRDB", package: "GRDB.swift", condition: .when(traits: ["SQLite"])),
                .product(name: "GRDBSQLite", package: "GRDB.swift", condition: .when(traits: ["SQLite"])),
            ]
        ),

        // The kit that judges stores.
        .target(name: "ProcessSignals", path: "Conformance/ProcessSignals"),
        .target(
            name: "CallTraceContract",
            dependencies: ["CallTraces", "ProcessSignals", .product(name: "Logging", package: "swift-log")],
            path: "Conformance/CallTraceContract",
            resources: [.copy("Resources/recorded-traces.json")]
        ),
        .target(
            name: "FaultyStores",
            dependencies: ["CallTraces", "CallTraceContract", .product(name: "Logging", package: "swift-log")],
            path: "Conformance/FaultyStores"
        ),
        .target(
            name: "StoreAdapters",
            dependencies: ["CallTraces", "CallTraceContract", "ProcessSignals"],
            path: "Conformance/StoreAdapters",
            exclude: ["Resources/adapter-protocol.schema.json"],
            resources: [.copy("Resources/store_adapter.py")]
        ),
        .target(
            name: "CallTraceConformance",
            dependencies: ["CallTraces", "CallTraceContract", "FaultyStores", "StoreAdapters"],
            path: "Conformance/CallTraceConformance"
        ),
        .executableTarget(
            name: "conformance",
            dependencies: [
                "CallTraceContract",
                "CallTraces",
                "CallTracesSQLite",
                "FaultyStores",
                "StoreAdapters",
                .product(
                    name: "ArgumentParser",
                    package: "swift-argument-parser",
                    condition: .when(traits: ["Command"])
                ),
                .product(name: "GRDB", package: "GRDB.swift", condition: .when(traits: ["SQLite"])),
                .product(name: "Logging", package: "swift-log"),
            ],
            path: "Conformance/conformance"
        ),

        // What the tests of several modules share.
        .target(
            name: "TestSupport",
            dependencies: ["CallTraces"],
            path: "Tests/TestSupport",
            resources: [.copy("Resources/encoding-vectors.json")]
        ),

        // One folder a module.
        .testTarget(
            name: "CallTracesTests",
            dependencies: [
                "CallTraceContract",
                "CallTraces",
                "TestSupport",
                .product(name: "InMemoryLogging", package: "swift-log"),
                .product(name: "Logging", package: "swift-log"),
            ]
        ),
        .testTarget(
            name: "CallTracesSQLiteTests",
            dependencies: [
                "CallTraceConformance",
                "CallTraceContract",
                "CallTraces",
                "CallTracesSQLite",
                "TestSupport",
                .product(name: "GRDB", package: "GRDB.swift", condition: .when(traits: ["SQLite"])),
                .product(name: "GRDBSQLite", package: "GRDB.swift", condition: .when(traits: ["SQLite"])),
                .product(name: "InMemoryLogging", package: "swift-log"),
                .product(name: "Logging", package: "swift-log"),
            ],
            resources: [.copy("Resources")]
        ),
        .testTarget(
            name: "CallTraceContractTests",
            dependencies: ["CallTraceContract", "CallTraces", "FaultyStores"]
        ),
        .testTarget(
            name: "FaultyStoresTests",
            dependencies: ["CallTraceContract", "CallTraces", "FaultyStores"]
        ),
        .testTarget(
            name: "StoreAdaptersTests",
            dependencies: ["CallTraceContract", "CallTraces", "StoreAdapters", "TestSupport"],
            exclude: ["store_adapter_tests.py"],
            resources: [.copy("Resources")]
        ),
        .testTarget(
            name: "CallTraceConformanceTests",
            dependencies: ["CallTraceConformance", "CallTraceContract", "CallTraces", "FaultyStores", "TestSupport"]
        ),
        .testTarget(
            name: "RepositoryTests",
            dependencies: ["CallTraceConformance", "CallTraces", "CallTracesSQLite"]
        ),
        .testTarget(
            name: "ConformanceCommandTests",
            dependencies: [
                "CallTraceConformance",
                "CallTraceContract",
                "CallTraces",
                "CallTracesSQLite",
                "FaultyStores",
                "TestSupport",
                "conformance",
                .product(
                    name: "ArgumentParser",
                    package: "swift-argument-parser",
                    condition: .when(traits: ["Command"])
                ),
            ]
        ),
    ],
    swiftLanguageModes: [.v6]
)

for target in package.targets {
    target.swiftSettings = [
        // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0335-existential-any.md
        .enableUpcomingFeature("ExistentialAny"),
        // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0444-member-import-visibility.md
        .enableUpcomingFeature("MemberImportVisibility"),
        // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0409-access-level-on-imports.md
        .enableUpcomingFeature("InternalImportsByDefault"),
        // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0461-async-function-isolation.md
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    ]
}
