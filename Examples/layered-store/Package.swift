// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "layered-store",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "LayeredStore", targets: ["LayeredStore"])
    ],
    dependencies: [
        // In a package of your own, replace this line by
        //     .package(url: "https://github.com/OWNER/swift-call-traces", from: "1.0.0", traits: ["SQLite"])
        // The name is given because a checkout's directory may have any name. The trait is for the tests alone, which need
        // a persistent store; with `traits: []`, GRDB is not fetched.
        .package(name: "swift-call-traces", path: "../..", traits: ["SQLite"])
    ],
    targets: [
        .target(
            name: "LayeredStore",
            dependencies: [.product(name: "CallTraces", package: "swift-call-traces")]
        ),
        .testTarget(
            name: "LayeredStoreTests",
            dependencies: [
                "LayeredStore",
                .product(name: "CallTraceConformance", package: "swift-call-traces"),
                .product(name: "CallTracesSQLite", package: "swift-call-traces"),
            ]
        ),
    ],
    swiftLanguageModes: [.v6]
)
