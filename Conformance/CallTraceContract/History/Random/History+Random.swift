import CallTraces

extension History {
    /// The nth random history of a seed.
    ///
    /// - Parameters:
    ///   - number: Which history.
    ///   - histories: The seed, and how many operations there are.
    ///   - subject: The store under test; whether it is ephemeral decides how it is opened.
    ///   - keepsNUL: Whether the store keeps names with NUL, which it may reject (ADD-7).
    /// - Returns: The history.
    /// - Throws: ``KitError`` when the recorded traces cannot be read.
    static func random(
        _ number: Int,
        of histories: Histories,
        for subject: AnySubject,
        keepsNUL: Bool
    ) throws -> History {
        var generator = SeededGenerator(seed: histories.seed, history: number)
        let vocabulary: Vocabulary =
            generator.happens(75)
            ? .made(keepsNUL: keepsNUL, using: &generator) : try .recorded(using: &generator)
        var builder = HistoryBuilder(of: subject, vocabulary: vocabulary, generator: generator)
        for _ in 0..<histories.steps { builder.appendStep() }
        builder.appendFinalQueries()
        return History(steps: builder.steps)
    }
}

/// Builds a history operation by operation, so that it uses only stores and results that exist.
private struct HistoryBuilder {
    private struct Handle {
        let store: Int
        let connectionString: String
    }

    private let isPersistent: Bool
    private let canMoveClock: Bool
    private let vocabulary: Vocabulary
    private var generator: SeededGenerator
    private var open: [Handle] = []
    private var storeCount = 0
    private var results: [Int] = []
    private var resultCount = 0
    private(set) var steps: [Step] = []

    init(of subject: AnySubject, vocabulary: Vocabulary, generator: SeededGenerator) {
        isPersistent = subject.isPersistent
        canMoveClock = subject.moveClock != nil
        self.vocabulary = vocabulary
        self.generator = generator
        makeStore("1")
    }

    mutating func appendStep() {
        switch Int.random(in: 0..<100, using: &generator) {
        case 0..<40: append(.add(store: store, batch: batch()))
        case 40..<72: filter()
        case 72..<82: append(.listModules(store: store))
        case 82..<88:
            if let result = results.randomElement(using: &generator) {
                append(.decode(result: result))
            } else {
                filter()
            }
        case 88..<93: reopen()
        case 93..<96: if canMoveClock { moveClock() } else { filter() }
        default: makeAnother()
        }
    }

    /// Queries everything once more, from every open store.
    mutating func appendFinalQueries() {
        for handle in open {
            append(.listModules(store: handle.store))
            for module in vocabulary.modules { filter(handle.store, module: module, prefix: nil, limit: nil) }
        }
    }

    private mutating func append(_ operation: Step.Operation) {
        steps.append(Step(operation: operation, task: nil))
    }

    private var store: Int {
        mutating get { open.randomElement(using: &generator)?.store ?? storeCount }
    }

    private mutating func makeStore(_ connectionString: String) {
        storeCount += 1
        open.append(Handle(store: storeCount, connectionString: connectionString))
        append(.makeStore(store: storeCount, connectionString: connectionString))
    }

    private mutating func reopen() {
        guard let index = open.indices.randomElement(using: &generator) else { return }
        let handle = open.remove(at: index)
        append(.release(store: handle.store))
        makeStore(handle.connectionString)
    }

    /// Opens another store, on a connection string that is in use only if the contract says what the two share.
    private mutating func makeAnother() {
        guard open.count < 3 else { return reopen() }
        let used = open.map(\.connectionString)
        let fresh = ["1", "2", "3"].filter { !used.contains($0) }
        makeStore(generator.pick(isPersistent && generator.happens(70) ? used : fresh, else: "1"))
    }

    private mutating func moveClock() {
        append(.moveClock(seconds: generator.pick([0, -1, -3_600, 3_600, 86_400, -86_400], else: 0)))
    }

    private mutating func batch() -> Batch {
        let count =
            switch Int.random(in: 0..<100, using: &generator) {
            case 0..<5: 0
            case 5..<50: 1
            case 50..<90: Int.random(in: 2...5, using: &generator)
            default: Int.random(in: 6...40, using: &generator)
            }
        return Batch((0..<count).map { _ in trace() })
    }

    private mutating func trace() -> CallTrace {
        guard !generator.happens(2) else { return Unserializable.inReturn }
        return generator.pick(vocabulary.traces, else: Unserializable.inReturn)
    }

    private mutating func filter() {
        let limits: [Int?] = [nil, nil, nil, nil, nil, 0, 1, 1, 1, 1, 2, 2, 2, 3, 3, 10, 2_000, .max, -1]
        filter(store, module: module(), prefix: prefix(), limit: generator.pick(limits, else: nil))
    }

    private mutating func filter(_ store: Int, module: String, prefix: String?, limit: Int?) {
        resultCount += 1
        results.append(resultCount)
        append(.filter(store: store, result: resultCount, module: module, qualnamePrefix: prefix, limit: limit))
    }

    private mutating func module() -> String {
        let module = generator.pick(vocabulary.modules, else: "a")
        guard generator.happens(12) else { return module }
        let others = [
            String(module.unicodeScalars.dropLast()), module + ".", module.lowercased(), "%", "*", "' OR '1'='1",
        ]
        return generator.pick(others, else: module)
    }

    private mutating func prefix() -> String? {
        guard generator.happens(60) else { return generator.happens(85) ? nil : "" }
        let qualname = generator.pick(vocabulary.prefixes, else: "f")
        guard generator.happens(85) else {
            return generator.pick(["_", "%", "*", "f.", "f_", "e", "F"], else: qualname)
        }
        let length = Int.random(in: 1...max(1, qualname.unicodeScalars.count), using: &generator)
        return String(qualname.unicodeScalars.prefix(length))
    }
}
