// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "mysql-store",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "MySQLStore", targets: ["MySQLStore"])
    ],
    dependencies: [
        // The name is given because a checkout's directory may have any name. Without traits, GRDB is not fetched.
        // In a package of your own: .package(url: "https://github.com/OWNER/swift-call-traces", from: "1.0.0", traits: [])
        .package(name: "swift-call-traces", path: "../..", traits: [])
    ],
    targets: [
        .systemLibrary(name: "CMariaDB", pkgConfig: "libmariadb", providers: [.apt(["libmariadb-dev"])]),
        .target(
            name: "MySQLStore",
            dependencies: [
                "CMariaDB",
                .product(name: "CallTraces", package: "swift-call-traces"),
            ]
        ),
        // What tests use to add traces from several tasks, and from several processes.
        .target(
            name: "Load",
            dependencies: ["MySQLStore", .product(name: "CallTraces", package: "swift-call-traces")],
            path: "Tests/Load"
        ),
        .executableTarget(name: "add-traces", dependencies: ["Load"], path: "Tests/add-traces"),
        .testTarget(
            name: "MySQLStoreTests",
            dependencies: [
                "Load",
                "MySQLStore",
                "add-traces",
                .product(name: "CallTraceConformance", package: "swift-call-traces"),
            ]
        ),
    ],
    swiftLanguageModes: [.v6]
)
