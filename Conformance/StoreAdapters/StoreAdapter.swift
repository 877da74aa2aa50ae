import Foundation

/// A store adapter: a program that opens stores for the kit, and speaks the adapter protocol.
public struct StoreAdapter: Sendable, CustomStringConvertible {
    /// The version of the protocol.
    static let protocolVersion = 1

    /// The path of the program, or its name, to be looked for in the folders of `PATH`.
    public var program: String

    /// The arguments of the program.
    public var arguments: [String]

    /// The name of the store in reports.
    public var description: String

    /// How long the adapter may answer nothing while a request waits for an answer; one minute unless set.
    public var timeLimit = Duration.seconds(60)

    /// Describes an adapter.
    ///
    /// - Parameters:
    ///   - program: The path of the program, or its name, to be looked for in the folders of `PATH`.
    ///   - arguments: The arguments of the program.
    public init(_ program: String, _ arguments: [String] = []) {
        self.program = program
        self.arguments = arguments
        description = URL(filePath: program).lastPathComponent
    }

    /// Describes the adapter for a subclass of MonkeyType's `CallTraceStore`.
    ///
    /// - Parameters:
    ///   - store: The class, as `package.module:Class` or `path/to/file.py:Class`.
    ///   - python: The Python that has MonkeyType and the store.
    /// - Returns: The adapter.
    public static func python(_ store: String, python: String = "python3") -> StoreAdapter {
        let script = Bundle.module.path(forResource: "store_adapter", ofType: "py") ?? "store_adapter.py"
        var adapter = StoreAdapter(python, [script, store])
        adapter.description = store.split(separator: ":").last.map(String.init) ?? store
        return adapter
    }

    /// Starts the adapter once, to know whether it comes up.
    ///
    /// - Returns: The name of the store, as the adapter gives it.
    /// - Throws: ``AdapterFault`` if it cannot be started, or does not answer `hello`.
    public func probe() async throws -> String {
        try await AdapterConnection(self).storeName
    }
}
