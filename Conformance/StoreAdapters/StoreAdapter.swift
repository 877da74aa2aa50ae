import CallTraceContract
import Foundation

/// A store adapter: a program that opens stores for the kit, and speaks the adapter protocol.
public struct StoreAdapter: Sendable, CustomStringConvertible {
    /// The path of the program, or its name, to be looked for in the folders of `PATH`.
    public var program: String

    /// The arguments of the program.
    public var arguments: [String]

    /// The name of the store in reports.
    public var description: String

    /// How long the adapter may answer nothing while a request waits for an answer; one minute unless set.
    public var timeLimit = Duration.seconds(60)

    /// The class of a store in Python; `nil` for another store.
    private(set) var pythonStore: PythonStore?

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
    ///   - sharesThreads: Whether a store may be called on several threads at once; otherwise each is called on one, as
    ///     one that holds a connection of `sqlite3` must be.
    /// - Returns: The adapter.
    public static func python(
        _ store: String,
        python: String = "python3",
        sharesThreads: Bool = false
    ) -> StoreAdapter {
        let script = Bundle.module.path(forResource: "store_adapter", ofType: "py") ?? "store_adapter.py"
        var adapter = StoreAdapter(python, [script] + (sharesThreads ? ["--threads", "shared"] : []) + [store])
        adapter.pythonStore = PythonStore(store)
        adapter.pythonStore?.sharesThreads = sharesThreads
        adapter.description = adapter.pythonStore?.name ?? store
        return adapter
    }

    /// Writes what was done as a program in Python for such a store, and as one that pipes requests into any other adapter.
    func program(_ steps: [Step], _ writer: ProgramWriter) -> [String] {
        if let pythonStore { return PythonProgram.lines(steps, of: pythonStore, by: writer) }
        return AdapterProgram.lines(steps, for: [program] + arguments, by: writer)
    }

    /// Starts the adapter once, to know whether it comes up.
    ///
    /// - Returns: The name of the store, as the adapter gives it.
    /// - Throws: An error that says why it cannot be started, or does not answer `hello`.
    package func probe() async throws -> String {
        try await AdapterConnection(self).storeName
    }
}
