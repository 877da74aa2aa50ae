import CallTraceContract
import CallTraces

/// Writes what was done as a shell program that pipes the requests into the adapter.
struct AdapterProgram {
    private let command: [String]
    private let writer: ProgramWriter
    private var lines: [String] = []
    private var lastID = 0
    /// What was added, as far as the program knows, by connection string.
    private var traces: [String: [CallTrace]] = [:]
    private var connectionStrings: [Int: String] = [:]
    /// How many thunks a result can have.
    private var counts: [Int: Int] = [:]
    private var hasChild = false
    /// Whether calls of several tasks overlap.
    private var isConcurrent = false

    /// How many thunks of a result the program decodes.
    private static let decodedThunks = 12

    /// The length, in bytes, beyond which a request is not printed.
    private static let longestRequest = 10_000

    /// What stands for the program's own directory in a connection string.
    private static let folder = "{folder}"

    private init(_ command: [String], _ writer: ProgramWriter) {
        self.command = command
        self.writer = writer
    }

    /// The program as lines of a shell script.
    ///
    /// - Parameters:
    ///   - steps: What was done.
    ///   - command: The words of the command that starts the adapter.
    ///   - writer: Hides passwords and the kit's own directory.
    /// - Returns: The lines.
    static func lines(_ steps: [Step], for command: [String], by writer: ProgramWriter) -> [String] {
        var program = AdapterProgram(command, writer)
        program.send(.hello, in: nil)
        for step in steps { program.write(step) }
        return program.script()
    }

    /// A loop over the requests, which can be pasted with its indentation, unlike a here-document.
    private func script() -> [String] {
        let needsFolder = lines.contains { $0.contains(Self.folder) }
        let command = command.map(Self.quoted).joined(separator: " ")
        return (needsFolder ? ["folder=$(mktemp -d)"] : [])
            + ["requests=("] + lines.map { $0.hasPrefix("#") ? $0 : Self.quoted($0) }.map(\.indented) + [")"]
            + [
                "for request in \"${requests[@]}\"; do",
                "    printf '%s\\n' \"\(needsFolder ? "${request//\\{folder\\}/$folder}" : "$request")\"",
                isConcurrent
                    ? "    [[ $request == *'\"task\": '* ]] || sleep 0.1  # waits for the answer, unless calls overlap"
                    : "    sleep 0.1  # waits for the answer",
                "done | \(command)",
            ]
    }

    /// A word of a shell command.
    private static func quoted(_ word: String) -> String {
        let isPlain =
            !word.isEmpty
            && word.utf8.allSatisfy { byte in
                Character(Unicode.Scalar(byte)).isLetter && byte < 0x80 || "0123456789_-./:=@%+,".utf8.contains(byte)
            }
        return isPlain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
    }

    private mutating func send(_ request: AdapterRequest, in task: Int?) {
        lastID += 1
        if task != nil { isConcurrent = true }
        var line: [UInt8] = []
        request.write(id: lastID, task: task, to: &line)
        line.removeLast()
        guard line.count > Self.longestRequest else { return lines.append(String(decoding: line, as: UTF8.self)) }
        lines.append("# a request of \(line.count) bytes is left out here; it begins with:")
        lines.append("# \(String(decoding: line.prefix(200), as: UTF8.self))")
    }

    private mutating func write(_ step: Step) {
        switch step.operation {
        case .makeStore(let store, let connectionString):
            connectionStrings[store] = connectionString
            let text = writer.parts(of: connectionString).joined(separator: Self.folder)
            send(.makeStore(store, text), in: step.task)
        case .release(let store):
            send(.close("store", store), in: step.task)
        case .add(let store, let batch):
            traces[connectionStrings[store, default: ""], default: []] += batch.traces
            send(.add(store, batch.traces, isSinglePass: batch.isSinglePass), in: step.task)
        case .filter(let store, let result, let module, let prefix, let limit):
            send(.filter(store, result, module, prefix, limit), in: step.task)
            counts[result] = count(in: store, module, prefix, limit)
            decode(result, in: step.task)
        case .decode(let result):
            decode(result, in: step.task)
        case .listModules(let store):
            send(.listModules(store), in: step.task)
        case .use(let store, let calls, let module, let times):
            for number in 1...times { use(store, calls, module, number, in: step.task) }
        case .addInTasks(let stores, let batches):
            for number in 1...batches.count {
                for task in 1...batches.tasks {
                    let store = batches.store(of: task, among: stores)
                    write(Step(operation: .add(store: store, batch: batches.batch(number, of: task)), task: task))
                }
            }
        case .startProcess:
            hasChild = true
            comment(on: step)
        case .moveClock, .damage, .endProcess, .remark:
            comment(on: step)
        }
    }

    private mutating func use(_ store: Int, _ calls: Set<PastCall>, _ module: String, _ number: Int, in task: Int?) {
        if calls.contains(.add) {
            let trace = CallTrace(module: module, qualname: "f\(number)")
            send(.add(store, [trace], isSinglePass: false), in: task)
        }
        // Results of a scenario are counted from one, and are never that many.
        if calls.contains(.filter) { send(.filter(store, store * 100_000 + number, module, nil, nil), in: task) }
        if calls.contains(.listModules) { send(.listModules(store), in: task) }
    }

    private mutating func comment(on step: Step) {
        if let comment = writer.comment(on: step.operation) { lines.append("# \(comment)") }
    }

    private mutating func decode(_ result: Int, in task: Int?) {
        for thunk in 0..<counts[result, default: 0] { send(.toTrace(result, thunk), in: task) }
    }

    /// How many thunks a query may return, as far as the program decodes them.
    private func count(in store: Int, _ module: String, _ prefix: String?, _ limit: Int?) -> Int {
        let matching = traces[connectionStrings[store, default: ""], default: []].count { trace in
            trace.module.utf8.elementsEqual(module.utf8) && trace.qualname.utf8.starts(with: (prefix ?? "").utf8)
        }
        return max(min(hasChild ? .max : matching, limit ?? .max, Self.decodedThunks), 0)
    }
}
