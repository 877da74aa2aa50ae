import CallTraceContract
import Foundation
import Testing

extension ProcessLauncher {
    /// Runs the current test in a child process; `nil` outside of a test.
    ///
    /// The child is the test executable, started as `swift test` starts it, but for this test alone. An exit test would
    /// not work in a generic function, and the author would have to write it.
    static var runningTest: ProcessLauncher? {
        guard let test = Test.current else { return nil }
        return .thisProgram(
            bundle(in: CommandLine.arguments) + [
                "--testing-library", "swift-testing",
                "--filter", "^\(NSRegularExpression.escapedPattern(for: "\(test.id)"))$",
            ]
        )
    }

    /// The arguments that name the test bundle, on platforms that have one.
    static func bundle(in arguments: [String]) -> [String] {
        guard let option = arguments.firstIndex(of: "--test-bundle-path") else { return [] }
        return Array(arguments[option...].prefix(2))
    }
}
