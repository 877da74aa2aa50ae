import CallTraceContract
import Foundation
import Testing

extension OtherProcess {
    /// The running test, in a process of its own; `nil` outside of a test.
    ///
    /// The test executable is started as `swift test` started it, and told to run this one test. An exit test cannot do
    /// this: it does not work in a generic function, and the author would have to write it.
    static var ofRunningTest: OtherProcess? {
        guard let test = Test.current else { return nil }
        return .thisProgram(
            bundle(in: CommandLine.arguments) + [
                "--testing-library", "swift-testing",
                "--filter", "^\(NSRegularExpression.escapedPattern(for: "\(test.id)"))$",
            ]
        )
    }

    /// Where tests are in a bundle, the helper that runs them is told which.
    static func bundle(in arguments: [String]) -> [String] {
        guard let option = arguments.firstIndex(of: "--test-bundle-path") else { return [] }
        return Array(arguments[option...].prefix(2))
    }
}
