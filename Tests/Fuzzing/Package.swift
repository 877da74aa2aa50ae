// swift-tools-version: 6.2
import PackageDescription

// A package of its own: it is built with libFuzzer alone, which no other target may be.
let package = Package(
    name: "fuzzing",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "swift-call-traces", path: "../..")],
    targets: [
        .executableTarget(
            name: "fuzz-rows",
            dependencies: [.product(name: "CallTraces", package: "swift-call-traces")],
            // libFuzzer brings its own main function.
            swiftSettings: [.unsafeFlags(["-parse-as-library"])]
        )
    ],
    swiftLanguageModes: [.v6]
)
