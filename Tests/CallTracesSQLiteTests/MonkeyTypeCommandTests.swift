import CallTraceContract
import CallTraces
import CallTracesSQLite
import Foundation
import TestSupport
import Testing

/// MonkeyType's own command reads a file that this store wrote as it reads its own.
@Suite(.enabled(if: MonkeyTypePeer.python != nil, "MONKEYTYPE_PYTHON names no Python with MonkeyType"))
struct MonkeyTypeCommandTests {
    private let folder: TemporaryFolder
    private let package: URL

    init() throws {
        folder = try TemporaryFolder()
        package = URL(filePath: folder.file("package"))
        let traced = try #require(
            Bundle.module.url(forResource: "traced", withExtension: nil, subdirectory: "Resources")
        )
        try FileManager.default.copyItem(at: traced, to: package)
    }

    /// Runs `monkeytype` in the folder of the traced package.
    private func monkeytype(_ arguments: String..., database: String) async throws -> String {
        try await onThread { [package] in
            let (process, output) = (Process(), Pipe())
            process.executableURL = URL(filePath: try #require(MonkeyTypePeer.python))
            process.arguments = ["-m", "monkeytype"] + arguments
            process.currentDirectoryURL = package
            process.environment = ProcessInfo.processInfo.environment.merging(["MT_DB_PATH": database]) { $1 }
            process.standardOutput = output
            try process.start()
            let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            process.waitUntilExit()
            #expect(process.terminationStatus == 0)
            return text
        }
    }

    /// The words of each line, sorted: MonkeyType writes the members of a union in another order in every run.
    private static func words(in stub: String) -> [[Substring]] {
        stub.split(separator: "\n").map { $0.split { !$0.isLetter && $0 != "_" }.sorted() }
    }

    @Test func `the modules and the stubs are those of the original file`() async throws {
        let (theirs, ours) = (folder.file("theirs"), folder.file("ours"))
        _ = try await monkeytype("run", "sell.py", database: theirs)
        let names = ["shop.cart", "shop.prices", "shop.cart:Cart.total"]
        var expected: [String] = []
        for name in names { expected.append(try await monkeytype("stub", name, database: theirs)) }

        let original = try await SQLiteStore.makeStore(connectionString: theirs)
        let copy = try await SQLiteStore.makeStore(connectionString: ours)
        for module in try await original.listModules() {
            let traces = try await original.filter(module: module).map { try $0.toTrace() }
            try await copy.add(traces.reversed())
        }
        try await original.close()
        try await copy.close()

        let modules = try await monkeytype("list-modules", database: ours).split(separator: "\n")
        #expect(Set(modules) == ["shop.cart", "shop.prices"])
        for (name, stub) in zip(names, expected) {
            #expect(stub.contains("def "))
            #expect(try await Self.words(in: monkeytype("stub", name, database: ours)) == Self.words(in: stub))
        }
        #expect(expected[0].contains("def total(prices: Dict[str, "))
        #expect(expected[0].contains("def names(self) -> Iterator[str]"))
    }
}
