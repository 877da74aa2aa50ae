import Foundation
import Testing

/// Interrupts the command while it judges.
@Suite struct InterruptionTests {
    @Test(arguments: [SIGINT, SIGTERM])
    func `a signal removes the databases and ends the command`(_ signal: Int32) throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        // More histories than it can play before the signal.
        let (process, output, _) = try Command.start([
            "check", "sqlite", "--clause", "MAKE-1", "--clause", "MODEL-1", "--histories", "1000000",
            "--directory", folder.path,
        ])
        defer { process.terminate() }
        var printed = Data()
        while !String(decoding: printed, as: UTF8.self).contains("MAKE-1") {
            let data = output.fileHandleForReading.availableData
            try #require(!data.isEmpty, "the command ended early")
            printed += data
        }
        // Only MODEL-1 is left, which creates a database for each history.
        while try FileManager.default.subpathsOfDirectory(atPath: folder.path).allSatisfy({ !$0.contains("MODEL-1") }) {
            try #require(process.isRunning)
        }
        kill(process.processIdentifier, signal)
        process.waitUntilExit()
        #expect(process.terminationReason == .uncaughtSignal && process.terminationStatus == signal)
        #expect(try folder.contents == [])
    }
}
