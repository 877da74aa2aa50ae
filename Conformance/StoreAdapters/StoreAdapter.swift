import CallTraceContract
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
    /// - Returns: The adapter.
    public static func python(_ store: String, python: String = "python3") -> StoreAdapter {
        let script = Bundle.module.path(forResource: "store_adapter", ofType: "py") ?? "store_adapter.py"
        var adapter = StoreAdapter(python, [script, store])
        adapter.pythonStore = PythonStore(store)
        adapter.description = adapter.pythonStore?.name ?? store
        return adapter
    }

    /// Writes what was done as a program in Python for such a store, and as one that pipes requests into any other adapter.
    func program(_ steps: [Step], _ writer: ProgramWriter) -> [String] {
        if let pythonStore { return PythonProgram.lines(steps, of: pythonStore, by: writer) }
        return AdapterProgram.lines(steps, for: self, by: writer)
    }

    /// Starts the adapter once, to know whether it comes up.
    ///
    /// - Returns: The name of the store, as the adapter gives it.
    /// - Throws: ``AdapterFault`` if it cannot be started, or does not answer `hello`.
    public func probe() async throws -> String {
        try await AdapterConnection(self).storeName
    }

    /// A class in Python, and how a program imports it.
    struct PythonStore {
        /// The folder of its file; `nil` if Python finds its module.
        private(set) var folder: String?
        /// Its module.
        let module: String
        /// Its name, `Outer.Inner` if it is defined in another class.
        let name: String

        /// Reads `package.module:Class` or `path/to/file.py:Class`; `nil` if a part is missing.
        init?(_ store: String) {
            guard let colon = store.lastIndex(of: ":"), colon > store.startIndex else { return nil }
            name = String(store[store.index(after: colon)...])
            let path = store[..<colon]
            let slash = path.lastIndex(of: "/")
            if path.hasSuffix(".py") {
                folder = slash.map { String(path[...$0]) } ?? "."
                module = String(path[(slash.map(path.index(after:)) ?? path.startIndex)...].dropLast(3))
            } else {
                module = String(path)
            }
        }

        /// What a program imports from the module.
        var importedName: Substring { name.prefix { $0 != "." } }
    }
}
