import CallTraces
import Foundation
import Load
import MySQLStore
import Synchronization
import Testing

/// Sixteen tasks and four processes that add to one store at once.
final class Writers: Sendable {
    private let connectionString: String
    private let loads: [(load: Load, isProcess: Bool)]
    private let storedByTasks = Mutex(0)
    private let folder: String

    init(addingTo connectionString: String, batches: Int, in folder: ServerFolder) throws {
        self.connectionString = connectionString
        loads = (0..<20).map { (Load(writer: "w\($0)", batches: batches), $0 >= 16) }
        self.folder = "\(folder.path)/\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: self.folder, withIntermediateDirectories: false)
    }

    /// How many batches the writers add.
    var batches: Int { loads.map(\.load.batches).reduce(0, +) }

    /// How many batches are known to be stored.
    var stored: Int {
        let lines = loads.filter(\.isProcess).compactMap {
            try? String(contentsOfFile: file(of: $0.load), encoding: .utf8)
        }
        return storedByTasks.withLock(\.self) + lines.joined().utf8.count { $0 == UInt8(ascii: "\n") }
    }

    /// Runs all writers to their end, and a body meanwhile.
    func run(during body: @escaping @Sendable () async throws -> Void) async throws {
        let processes = try loads.filter(\.isProcess).map { try start($0.load) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (load, _) in loads.filter({ !$0.isProcess }) {
                group.addTask {
                    try await load.add(to: self.connectionString) { _ in self.storedByTasks.withLock { $0 += 1 } }
                }
            }
            group.addTask { try await body() }
            try await group.waitForAll()
            for process in processes {
                while process.isRunning { try await Task.sleep(for: .milliseconds(20)) }
                try #require(process.terminationStatus == 0)
            }
        }
    }

    /// Waits until a number of batches is stored, on the way to all of them.
    func waitUntilStored(_ count: Int) async throws {
        while stored < count { try await Task.sleep(for: .milliseconds(5)) }
    }

    /// Expects a store to have all batches, each trace once, and those of a writer in the order of its adds.
    func expectAll(in connectionString: String) async throws {
        let found = try await MySQLStore.makeStore(connectionString: connectionString).filter(module: "m", limit: .max)
        let qualnames = found.map(\.qualname)
        #expect(qualnames.count == loads.map { $0.load.batches * $0.load.batchSize }.reduce(0, +))
        for (load, _) in loads {
            let added = (0..<load.batches).flatMap { load.batch($0).map(\.qualname) }
            #expect(qualnames.filter { $0.hasPrefix("\(load.writer).") } == added.reversed())
        }
    }

    private func start(_ load: Load) throws -> Process {
        let process = Process()
        process.executableURL = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
            .appending(path: "add-traces")
        process.arguments = [connectionString, load.writer, "\(load.batches)"]
        try Data().write(to: URL(filePath: file(of: load)))
        process.standardOutput = try FileHandle(forWritingTo: URL(filePath: file(of: load)))
        // Open as long as this process runs.
        process.standardInput = Pipe()
        try process.run()
        return process
    }

    private func file(of load: Load) -> String { "\(folder)/\(load.writer)" }
}
