// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "minimal-store",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "MinimalStore", targets: ["MinimalStore"])
    ],
    dependencies: [
        // From elsewhere: .package(url: "https://github.com/OWNER/swift-call-traces", from: "1.0.0", traits: [])
        // The name is given because a checkout's directory may have any name. Without traits, GRDB is not fetched.
        .package(name: "swift-call-traces", path: "../..", traits: [])
    ],
    targets: [
        .target(
            name: "MinimalStore",
            dependencies: [.product(name: "CallTraces", package: "swift-call-traces")]
        ),
        .testTarget(
            name: "MinimalStoreTests",
            dependencies: [
                "MinimalStore",
                .product(name: "CallTraceConformance", package: "swift-call-traces"),
            ]
        ),
    ],
    swiftLanguageModes: [.v6]
)
