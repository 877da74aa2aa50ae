import CallTraceContract
import CallTraces

/// Writes what was done as a program in Python, which needs MonkeyType and the store, and nothing of the kit.
struct PythonProgram {
    private let store: PythonStore
    private let writer: ProgramWriter
    private let hasTypes: Bool
    private let hasNestedNames: Bool
    private var lines: [String] = []

    private init(_ steps: [Step], _ store: PythonStore, _ writer: ProgramWriter) {
        self.store = store
        self.writer = writer
        let traces = steps.flatMap { step -> [CallTrace] in
            switch step.operation {
            case .add(_, let batch): batch.traces
            case .addInTasks(_, let batches): batches.batch(1, of: 1).traces
            default: []
            }
        }
        hasTypes = traces.contains { !$0.argTypes.isEmpty || $0.returnType != nil || $0.yieldType != nil }
        hasNestedNames = traces.contains { $0.qualname.utf8.contains(UInt8(ascii: ".")) }
    }

    /// The program.
    ///
    /// - Parameters:
    ///   - steps: What was done.
    ///   - store: The class of the store.
    ///   - writer: Hides passwords and the kit's own directory.
    /// - Returns: The lines.
    static func lines(_ steps: [Step], of store: PythonStore, by writer: ProgramWriter) -> [String] {
        var program = PythonProgram(steps, store, writer)
        for (index, step) in steps.enumerated() { program.write(step, isLast: index == steps.count - 1) }
        return program.preamble + program.lines
    }

    // MARK: Before the steps

    /// Imports and functions, no more than the steps use.
    private var preamble: [String] {
        func uses(_ text: String) -> Bool { lines.contains { $0.contains(text) } }
        let isAdding = uses("trace(\"")
        let modules = [
            uses("contextlib.") ? "contextlib" : nil, isAdding || store.folder != nil ? "sys" : nil,
            uses("folder + ") ? "tempfile" : nil, isAdding ? "types" : nil, uses("typing.") ? "typing" : nil,
        ].compactMap(\.self)
        var preamble = modules.isEmpty ? [] : ["import \(modules.joined(separator: ", "))"]
        if uses("ThreadPoolExecutor(") { preamble.append("from concurrent.futures import ThreadPoolExecutor") }
        if let folder = store.folder { preamble.append("sys.path.insert(0, \(PythonText.string(folder)))") }
        preamble.append("from \(store.module) import \(store.importedName)")
        if isAdding { preamble.append("from monkeytype.tracing import CallTrace") }
        if uses("typed_dict(") { preamble.append("from mypy_extensions import TypedDict") }
        if isAdding {
            preamble += [""] + (hasNestedNames || uses("cls(") ? Self.named + [""] + Self.trace : Self.plainTrace)
        }
        if uses("cls(") { preamble += [""] + Self.cls }
        if uses("typed_dict(") { preamble += [""] + Self.typedDict }
        if uses("map(parts, ") { preamble += [""] + Self.parts }
        if preamble.count > 1 { preamble.append("") }
        if uses("folder + ") { preamble.append("folder = tempfile.mkdtemp()") }
        return preamble
    }

    /// Makes a function where MonkeyType looks for it when it decodes.
    private static let plainTrace = [
        "def trace(module, qualname, arg_types={}, return_type=None, yield_type=None):",
        "    def function(): pass",
        "    function.__module__, function.__qualname__ = module, qualname",
        "    scope = vars(sys.modules.setdefault(module, types.ModuleType(module)))",
        "    return CallTrace(scope.setdefault(qualname, function), arg_types, return_type, yield_type)",
    ]

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
        "    made = type(\"cls\", (), {\"__module__\": module, \"__qualname__\": qualname})",
        "    found = named(module, qualname.partition(\".<locals>\")[0], made)",
        "    return made if \"<locals>\" in qualname else found  # a local one cannot be found",
    ]

    private static let parts = [
        "def parts(thunk):",
        "    found = thunk.to_trace()",
        "    return found.funcname, found.arg_types, found.return_type, found.yield_type",
    ]

    private static let typedDict = [
        "def typed_dict(module, qualname, fields):",
        "    typed = TypedDict(qualname, fields)",
        "    typed.__module__ = module",
        "    return typed",
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
            return ["thunks\(result) = \(PythonText.query(store, module, prefix, limit))", decode(result)]
        case .decode(let result):
            return [decode(result)]
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
        case .addInTasks(let stores, let batches):
            return add(batches, to: stores.map { "store\($0)" })
        case .moveClock, .damage, .startProcess, .endProcess, .remark:
            return writer.comment(on: operation).map { ["# \($0)"] } ?? []
        }
    }

    /// Prints a result: its traces, one a line, or only the names of their functions.
    private func decode(_ result: Int) -> String {
        hasTypes
            ? "print(*map(parts, thunks\(result)), sep=\"\\n\")"
            : "print([thunk.to_trace().funcname for thunk in thunks\(result)])"
    }

    /// What tasks add at once: in threads, or in turn if a store must be called on one thread.
    private func add(_ batches: TaskBatches, to stores: [String]) -> [String] {
        let qualname = batches.qualname(
            task: "{task}",
            batch: "{batch}",
            trace: batches.size == 1 ? "1" : "{number}"
        )
        let pattern = CallTrace(module: TaskBatches.module, qualname: qualname, returnType: batches.returnType)
        let trace = PythonText.trace(pattern, isFormat: true)
        let all = batches.size == 1 ? trace : "\(trace) for number in range(1, \(batches.size + 1))"
        let add = "\(stores.count == 1 ? stores[0] : "stores[task - 1]").add([\(all)])"
        let (ofBatches, ofTasks) = ("range(1, \(batches.count + 1))", "range(1, \(batches.tasks + 1))")
        let beginning = stores.count == 1 ? [] : ["stores = [\(stores.joined(separator: ", "))]"]
        guard store.sharesThreads else {
            return beginning + [
                "for batch in \(ofBatches):", "    for task in \(ofTasks):  # each beside the others", "        \(add)",
            ]
        }
        return beginning + [
            "def add(task):", "    for batch in \(ofBatches):", "        \(add)",
            "with ThreadPoolExecutor(\(batches.tasks)) as executor:", "    list(executor.map(add, \(ofTasks)))",
        ]
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
