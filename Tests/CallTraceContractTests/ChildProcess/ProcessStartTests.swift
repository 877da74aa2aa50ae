import Foundation
import Synchronization
import Testing

@testable import CallTraceContract

/// A process that is started while others are inherits nothing of theirs that tells when they end.
@Suite struct ProcessStartTests {
    /// How many of the sockets by which a process shows that it runs are open in it: its own, and those of others.
    private static func sockets(of process: Process) throws -> Int {
        let folder = "/proc/\(process.processIdentifier)/fd"
        return try FileManager.default.contentsOfDirectory(atPath: folder).count { descriptor in
            let target = try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\(descriptor)")
            return target?.hasPrefix("socket:") == true
        }
    }

    /// Starts processes one after the other, and returns how many sockets each has.
    private static func startMany() throws -> [Int] {
        try (0..<50).map { _ in
            let process = Process()
            process.executableURL = URL(filePath: "/bin/cat")
            let (input, output) = (Pipe(), Pipe())
            process.standardInput = input
            process.standardOutput = output
            try process.start()
            // What it was not meant to inherit is closed when it answers.
            try input.fileHandleForWriting.write(contentsOf: Data("started".utf8))
            _ = output.fileHandleForReading.availableData
            defer { kill(process.processIdentifier, SIGKILL) }
            return try sockets(of: process)
        }
    }

    @Test func `processes that are started at the same time have their own socket alone`() async {
        await #expect(processExitsWith: .success) {
            // With many open files, starting takes long enough for another process to be started meanwhile.
            for _ in 0..<500 { _ = open("/dev/null", O_RDONLY) }
            let counts = try await withThrowingTaskGroup { group in
                for _ in 0..<4 {
                    group.addTask {
                        try await withCheckedThrowingContinuation { continuation in
                            Thread.detachNewThread { continuation.resume(with: Result { try Self.startMany() }) }
                        }
                    }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            try #require(counts.count == 200)
            try #require(counts.allSatisfy { $0 <= 1 }, "\(counts)")
        }
    }
}
