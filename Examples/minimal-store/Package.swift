// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "minimal-store",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "MinimalStore", targets: ["MinimalStore"])
    ],
    dependencies: [
        // The name is given because the folder of a checkout may have any.
        .package(name: "swift-call-traces", path: "../..")
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
    ]
)
