import CallTraces

/// What histories leave out when a clause about it is a known deviation, so that they judge everything else.
struct HistoryExclusions: OptionSet, Hashable, Sendable {
    let rawValue: Int

    /// Opening a connection string that was opened before.
    static let reopening = HistoryExclusions(rawValue: 1 << 0)
    /// A second connection string.
    static let otherConnectionStrings = HistoryExclusions(rawValue: 1 << 1)
    /// Reading from a store before anything is added to it.
    static let emptyStores = HistoryExclusions(rawValue: 1 << 2)
    /// Adding nothing.
    static let emptyBatches = HistoryExclusions(rawValue: 1 << 3)
    /// Traces that cannot be serialized.
    static let unserializableTraces = HistoryExclusions(rawValue: 1 << 4)
    /// The types in traces.
    static let types = HistoryExclusions(rawValue: 1 << 5)
    /// Names other than ASCII letters, digits and the punctuation of identifiers.
    static let unusualText = HistoryExclusions(rawValue: 1 << 6)
    /// A second module.
    static let otherModules = HistoryExclusions(rawValue: 1 << 7)
    /// Queries for a module without traces.
    static let unknownModules = HistoryExclusions(rawValue: 1 << 8)
    /// Queries with a prefix.
    static let prefixes = HistoryExclusions(rawValue: 1 << 9)
    /// Queries with a limit.
    static let limits = HistoryExclusions(rawValue: 1 << 10)
    /// Queries with a negative limit.
    static let negativeLimits = HistoryExclusions(rawValue: 1 << 11)
    /// The order of results, and with it limits.
    static let order = HistoryExclusions(rawValue: 1 << 12)
    /// Adding a trace again.
    static let duplicates = HistoryExclusions(rawValue: 1 << 13)
    /// Decoding a result later.
    static let laterDecoding = HistoryExclusions(rawValue: 1 << 14)
    /// Listing modules.
    static let listing = HistoryExclusions(rawValue: 1 << 15)
    /// Concurrent tasks.
    static let concurrency = HistoryExclusions(rawValue: 1 << 16)
    /// Everything: no history can avoid it.
    static let everything = HistoryExclusions(rawValue: 1 << 17)
}

extension History {
    /// The history without what is excluded, whatever the order in which concurrent tasks run.
    ///
    /// - Parameters:
    ///   - exclusions: What is excluded.
    ///   - subject: What the store is, as an ephemeral one is empty when it is opened again.
    /// - Returns: The rest of the history.
    func excluding(_ exclusions: HistoryExclusions, for subject: AnySubject) -> History {
        guard !exclusions.isEmpty else { return self }
        var filter = ExclusionFilter(exclusions, isPersistent: subject.isPersistent)
        return History(steps: steps.compactMap { filter.apply(to: $0) })
    }
}

/// Goes through a history and leaves out what is excluded.
private struct ExclusionFilter {
    /// What one task, or no task, added to a store.
    private struct Place: Hashable {
        let contents: String
        let task: Int?
    }

    private let exclusions: HistoryExclusions
    private let isPersistent: Bool
    private var task: Int?
    /// By the number of a store, a name for its contents, which persistent stores of one connection string share.
    private var contents: [Int: String] = [:]
    private var aliases: [Int: Int] = [:]
    private var firstStores: [String: Int] = [:]
    private var results: Set<Int> = []
    private var added: [String: Set<CallTrace>] = [:]
    private var modules: [Place: Set<ExactString>] = [:]
    private var onlyModule: ExactString?

    init(_ exclusions: HistoryExclusions, isPersistent: Bool) {
        self.exclusions = exclusions
        self.isPersistent = isPersistent
    }

    mutating func apply(to step: Step) -> Step? {
        task = step.task
        return operation(step.operation).map(step.with)
    }

    private mutating func operation(_ operation: Step.Operation) -> Step.Operation? {
        switch operation {
        case .makeStore(let store, let connectionString):
            return makeStore(store, connectionString)
        case .release(let store):
            guard !exclusions.contains(.reopening), contents[store] != nil else { return nil }
            return operation
        case .add(let store, let batch):
            guard let store = aliases[store], let contents = contents[store] else { return nil }
            let traces = batch.traces.compactMap { trace(from: $0, in: contents) }
            guard !traces.isEmpty || !exclusions.contains(.emptyBatches) else { return nil }
            return .add(store: store, batch: Batch(traces))
        case .filter(let store, let result, let module, let prefix, let limit):
            return filter(store, result, module, prefix, limit)
        case .decode(let result):
            return exclusions.contains(.laterDecoding) || !results.contains(result) ? nil : operation
        case .listModules(let store):
            guard !exclusions.contains(.listing), let store = readableStore(store) else { return nil }
            return .listModules(store: store)
        case .moveClock, .damage, .startProcess, .endProcess, .remark, .use, .addInTasks:
            return operation
        }
    }

    private mutating func makeStore(_ store: Int, _ connectionString: String) -> Step.Operation? {
        if exclusions.contains(.otherConnectionStrings), firstStores.keys.contains(where: { $0 != connectionString }) {
            return nil
        }
        if exclusions.contains(.reopening), let first = firstStores[connectionString] {
            aliases[store] = first
            return nil
        }
        firstStores[connectionString] = firstStores[connectionString] ?? store
        contents[store] = isPersistent ? connectionString : "store \(store)"
        aliases[store] = store
        return .makeStore(store: store, connectionString: connectionString)
    }

    private mutating func trace(from trace: CallTrace, in contents: String) -> CallTrace? {
        if exclusions.contains(.unserializableTraces), !trace.isSerializable { return nil }
        if exclusions.contains(.unusualText), !trace.hasUsualNames { return nil }
        let module = ExactString(trace.module)
        if exclusions.contains(.otherModules) {
            onlyModule = onlyModule ?? module
            guard module == onlyModule else { return nil }
        }
        var trace = trace
        if exclusions.contains(.types), trace.isSerializable {
            trace = CallTrace(module: trace.module, qualname: trace.qualname)
        }
        let isNew = added[contents, default: []].insert(trace).inserted
        guard isNew || !exclusions.contains(.duplicates) else { return nil }
        if trace.isSerializable { modules[Place(contents: contents, task: task), default: []].insert(module) }
        return trace
    }

    private mutating func filter(
        _ store: Int,
        _ result: Int,
        _ module: String,
        _ prefix: String?,
        _ limit: Int?
    ) -> Step.Operation? {
        guard let store = readableStore(store) else { return nil }
        let key = ExactString(module)
        if exclusions.contains(.unknownModules), !knownModules(of: store).contains(key) { return nil }
        if exclusions.contains(.otherModules), onlyModule != key { return nil }
        if exclusions.contains(.unusualText), !module.isUsual || !(prefix ?? "").isUsual { return nil }
        var limit = limit
        if !exclusions.isDisjoint(with: [.limits, .order]) { limit = nil }
        if exclusions.contains(.negativeLimits), let negative = limit, negative < 0 { limit = nil }
        results.insert(result)
        return .filter(
            store: store,
            result: result,
            module: module,
            qualnamePrefix: exclusions.contains(.prefixes) ? nil : prefix,
            limit: limit
        )
    }

    private func readableStore(_ store: Int) -> Int? {
        guard let store = aliases[store], contents[store] != nil else { return nil }
        if exclusions.contains(.emptyStores), knownModules(of: store).isEmpty { return nil }
        return store
    }

    /// The modules that a store certainly has: what other tasks add concurrently may come later.
    private func knownModules(of store: Int) -> Set<ExactString> {
        modules.filter { place, _ in
            place.contents == contents[store] && (task == nil || place.task == nil || place.task == task)
        }
        .values.reduce(into: []) { $0.formUnion($1) }
    }
}

extension CallTrace {
    fileprivate var hasUsualNames: Bool {
        module.isUsual && qualname.isUsual && argTypes.allSatisfy { $0.name.isUsual }
    }
}

extension String {
    fileprivate var isUsual: Bool {
        utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "<"), UInt8(ascii: ">"):
                true
            default:
                false
            }
        }
    }
}
