// swift-tools-version: 6.2
import PackageDescription

// This is a separate package because no other target may be built with libFuzzer.
let package = Package(
    name: "fuzzing",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "swift-call-traces", path: "../..")],
    targets: [
        .executableTarget(
            name: "fuzz-rows",
            dependencies: [.product(name: "CallTraces", package: "swift-call-traces")],
            // libFuzzer provides the main function.
            swiftSettings: [.unsafeFlags(["-parse-as-library"])]
        )
    ],
    swiftLanguageModes: [.v6]
)
