// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "tracing-an-app",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "tracing-an-app", targets: ["App"])
    ],
    dependencies: [
        // From elsewhere: .package(url: "https://github.com/OWNER/swift-call-traces", from: "1.0.0", traits: ["SQLite"])
        // The name is given because a checkout's directory may have any name. The trait fetches GRDB.
        .package(name: "swift-call-traces", path: "../..", traits: ["SQLite"])
    ],
    targets: [
        .executableTarget(
            name: "App",
            dependencies: [
                .product(name: "CallTraces", package: "swift-call-traces"),
                .product(name: "CallTracesSQLite", package: "swift-call-traces"),
            ]
        ),
        .testTarget(
            name: "AppTests",
            dependencies: ["App", .product(name: "CallTraces", package: "swift-call-traces")]
        ),
    ],
    swiftLanguageModes: [.v6]
)

for target in package.targets {
    // An asynchronous function runs where it is called, so a traced body may use what its caller may.
    // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0461-async-function-isolation.md
    target.swiftSettings = [.enableUpcomingFeature("NonisolatedNonsendingByDefault")]
}
