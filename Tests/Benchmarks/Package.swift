// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        // Named explicitly, as the folder of a checkout may have any name.
        .package(name: "swift-call-traces", path: "../.."),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        // Without traits it needs no allocator of its own, but cannot count allocations.
        .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
    ],
    targets: [
        // The traces that are measured, and how Foundation encodes and decodes them.
        .target(
            name: "Workloads",
            dependencies: [.product(name: "CallTraces", package: "swift-call-traces")]
        ),

        // The baseline of adding and of queries: the same statements in C.
        .target(
            name: "RawSQLite",
            linkerSettings: [.linkedLibrary("sqlite3")]
        ),

        // The command that compares the SQLite store with MonkeyType and the baseline.
        .executableTarget(
            name: "compare",
            dependencies: [
                "RawSQLite",
                "Workloads",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "CallTraces", package: "swift-call-traces"),
                .product(name: "CallTracesSQLite", package: "swift-call-traces"),
            ],
            resources: [.copy("Resources/monkeytype_peer.py")]
        ),

        // The cost of single operations.
        .executableTarget(
            name: "MicroBenchmarks",
            dependencies: [
                "Workloads",
                .product(name: "Benchmark", package: "benchmark"),
                .product(name: "CallTraces", package: "swift-call-traces"),
                .product(name: "CallTracesSQLite", package: "swift-call-traces"),
            ],
            path: "Benchmarks/MicroBenchmarks",
            plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]
        ),

        .testTarget(
            name: "CompareTests",
            dependencies: [
                "Workloads",
                "compare",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "CallTraces", package: "swift-call-traces"),
                .product(name: "CallTracesSQLite", package: "swift-call-traces"),
            ]
        ),
    ],
    swiftLanguageModes: [.v6]
)

for target in package.targets where target.name != "RawSQLite" {
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
