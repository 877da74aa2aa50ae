// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "json-lines-store",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "JSONLinesStore", targets: ["JSONLinesStore"])
    ],
    dependencies: [
        // In a package of your own, replace this line by
        //     .package(url: "https://github.com/OWNER/swift-call-traces", from: "1.0.0", traits: []),
        // The name is given because a checkout's directory may have any name. Without traits, GRDB is not fetched.
        .package(name: "swift-call-traces", path: "../..", traits: []),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    ],
    targets: [
        .target(
            name: "JSONLinesStore",
            dependencies: [
                .product(name: "CallTraces", package: "swift-call-traces"),
                .product(name: "Logging", package: "swift-log"),
            ]
        ),
        .testTarget(
            name: "JSONLinesStoreTests",
            dependencies: [
                "JSONLinesStore",
                .product(name: "CallTraceConformance", package: "swift-call-traces"),
            ]
        ),
    ],
    swiftLanguageModes: [.v6]
)
