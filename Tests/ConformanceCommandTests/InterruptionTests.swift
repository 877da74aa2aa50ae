import Foundation
import TestSupport
import Testing

/// Interrupts the command while it judges.
@Suite struct InterruptionTests {
    @Test(arguments: [SIGINT, SIGTERM])
    func `a signal removes the databases and ends the command`(_ signal: Int32) async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let end = try await onThread { try interrupt(with: signal, in: folder.path) }
        #expect(end.reason == .uncaughtSignal && end.status == signal)
        #expect(try folder.contents == [])
    }

    private func interrupt(
        with signal: Int32,
        in folder: String
    ) throws -> (reason: Process.TerminationReason, status: Int32) {
        // More histories than it can play before the signal.
        let (process, output, _) = try Command.start([
            "check", "sqlite", "--clause", "MAKE-1", "--clause", "MODEL-1", "--histories", "1000000",
            "--directory", folder,
        ])
        defer { process.terminate() }
        var printed = Data()
        while !String(decoding: printed, as: UTF8.self).contains("MAKE-1") {
            let data = output.fileHandleForReading.availableData
            try #require(!data.isEmpty, "the command ended early")
            printed += data
        }
        // Only MODEL-1 is left, which creates a database for each history.
        while try FileManager.default.subpathsOfDirectory(atPath: folder).allSatisfy({ !$0.contains("MODEL-1") }) {
            try #require(process.isRunning)
        }
        kill(process.processIdentifier, signal)
        process.waitUntilExit()
        return (process.terminationReason, process.terminationStatus)
    }
}
