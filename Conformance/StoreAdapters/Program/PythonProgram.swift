import CallTraceContract
import CallTraces

/// Writes what was done as a program in Python, which needs MonkeyType and the store, and nothing of the kit.
struct PythonProgram {
    private let store: StoreAdapter.PythonStore
    private let writer: ProgramWriter
    private var lines: [String] = []

    private init(_ store: StoreAdapter.PythonStore, _ writer: ProgramWriter) {
        self.store = store
        self.writer = writer
    }

    /// The program.
    ///
    /// - Parameters:
    ///   - steps: What was done.
    ///   - store: The class of the store.
    ///   - writer: Hides passwords and the kit's own directory.
    /// - Returns: The lines.
    static func lines(_ steps: [Step], of store: StoreAdapter.PythonStore, by writer: ProgramWriter) -> [String] {
        var program = PythonProgram(store, writer)
        for (index, step) in steps.enumerated() { program.write(step, isLast: index == steps.count - 1) }
        return program.preamble + program.lines
    }

    // MARK: Before the steps

    /// Imports and functions, no more than the steps use.
    private var preamble: [String] {
        func uses(_ text: String) -> Bool { lines.contains { $0.contains(text) } }
        let (isDecoding, isAdding) = (uses("decoded("), uses("trace("))
        let hasTypedDicts = uses("typed_dict(")
        let hasClasses = hasTypedDicts || uses("cls(")
        let modules = [
            uses("contextlib.") ? "contextlib" : nil, isAdding || store.folder != nil ? "sys" : nil,
            uses("folder + ") ? "tempfile" : nil, isAdding ? "types" : nil, uses("typing.") ? "typing" : nil,
        ].compactMap(\.self)
        var preamble = modules.map { "import \($0)" }
        if let folder = store.folder { preamble.append("sys.path.insert(0, \(PythonText.string(folder)))") }
        preamble.append("from \(store.module) import \(store.importedName)")
        if isAdding { preamble.append("from monkeytype.tracing import CallTrace") }
        if hasTypedDicts { preamble.append("from mypy_extensions import TypedDict") }
        if isAdding { preamble += [""] + Self.named + [""] + Self.trace }
        if hasClasses { preamble += [""] + Self.cls }
        if hasTypedDicts { preamble += [""] + Self.typedDict }
        if isDecoding { preamble += [""] + Self.decoded }
        preamble.append("")
        if uses("folder + ") { preamble.append("folder = tempfile.mkdtemp()") }
        return preamble
    }

    private static let named = [
        "def named(module, qualname, value):  # where MonkeyType looks when it decodes",
        "    scope = sys.modules.setdefault(module, types.ModuleType(module))",
        "    *outer, name = qualname.split(\".\")",
        "    for scope_name in outer:",
        "        scope = vars(scope).setdefault(scope_name, types.SimpleNamespace())",
        "    return vars(scope).setdefault(name, value)",
    ]

    private static let trace = [
        "def trace(module, qualname, arg_types={}, return_type=None, yield_type=None):",
        "    def function(): pass",
        "    function.__module__, function.__qualname__ = module, qualname",
        "    return CallTrace(named(module, qualname, function), arg_types, return_type, yield_type)",
    ]

    private static let cls = [
        "def cls(module, qualname):",
        "    return named(module, qualname, type(\"cls\", (), {\"__module__\": module, \"__qualname__\": qualname}))",
    ]

    private static let typedDict = [
        "def typed_dict(module, qualname, fields):",
        "    typed = TypedDict(qualname, fields)",
        "    typed.__module__ = module",
        "    return typed",
    ]

    private static let decoded = [
        "def decoded(thunks):",
        "    return [str(thunk.to_trace()) for thunk in thunks]",
    ]

    // MARK: The steps

    private mutating func write(_ step: Step, isLast: Bool) {
        let task = step.task.map { "  # in task \($0), beside the others" } ?? ""
        var statements = statements(step.operation)
        if case .filter(_, _, _, _, let limit?) = step.operation, limit < 0, !isLast {
            statements = ["with contextlib.suppress(Exception):"] + statements.map { "    \($0)" }
        }
        guard !task.isEmpty, let first = statements.first else { return lines += statements }
        lines += [first + task] + statements.dropFirst()
    }

    private mutating func statements(_ operation: Step.Operation) -> [String] {
        switch operation {
        case .makeStore(let store, let connectionString):
            let parts = writer.parts(of: connectionString)
            let text = zip(0..., parts).compactMap { number, part in
                number == 0 && part.isEmpty && parts.count > 1 ? nil : PythonText.string(part)
            }.joined(separator: " + folder + ")
            let isAtStart = parts.count > 1 && parts[0].isEmpty
            return ["store\(store) = \(self.store.name).make_store(\(isAtStart ? "folder + " : "")\(text))"]
        case .release(let store):
            return ["del store\(store)"]
        case .add(let store, let batch):
            return add(batch, to: store)
        case .filter(let store, let result, let module, let prefix, let limit):
            return [
                "thunks\(result) = \(PythonText.query(store, module, prefix, limit))",
                "print(decoded(thunks\(result)))",
            ]
        case .decode(let result):
            return ["print(decoded(thunks\(result)))"]
        case .listModules(let store):
            return ["print(store\(store).list_modules())"]
        case .use(let store, let calls, let module, let times):
            let body = PastCall.allCases.filter(calls.contains).map { call in
                switch call {
                case .add: "store\(store).add([trace(\(PythonText.string(module)), f\"f{number}\")])"
                case .filter: PythonText.query(store, module, nil, nil)
                case .listModules: "store\(store).list_modules()"
                }
            }
            return ["for number in range(1, \(times + 1)):"] + body.map { "    \($0)" }
        case .moveClock, .damage, .startProcess, .endProcess, .remark:
            return writer.comment(on: operation).map { ["# \($0)"] } ?? []
        }
    }

    private func add(_ batch: Batch, to store: Int) -> [String] {
        var traces = PythonText.traces(batch.traces)
        if batch.isSinglePass {
            traces[0] = "iter(" + traces[0]
            traces[traces.count - 1] += ")"
        }
        traces[0] = "store\(store).add(" + traces[0]
        traces[traces.count - 1] += ")"
        return traces
    }
}
