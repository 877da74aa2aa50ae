import CallTraces
import Synchronization

/// One clause put to one subject: gives a check its stores, keeps what was done, and collects violations.
///
/// A check is a row of scenarios. Each has stores of its own, so that the operations a violation prints are those of the
/// scenario and no others.
package final class Trial: Sendable {
    /// The number of the concurrent task that an operation belongs to.
    @TaskLocal static var task: Int?

    /// Whether operations are noted; many that are the same are told in other words.
    @TaskLocal private static var isRecording = true

    private struct State {
        var directory: ScratchDirectory
        var folders = 0
        var scenario = ""
        var steps: [Step] = []
        var stores: [TrialStore] = []
        var storeCount = 0
        var results = 0
        var names = 0
        var connectionStrings: [String] = []
        var passwords: [URIPassword] = []
        var violations: [Violation] = []
        var observations = 0
        var calls = 0
        var notes: [String] = []
    }

    let clause: Clause
    let subject: Subject
    let otherProcesses = OtherProcesses()
    private let directory: ScratchDirectory
    private let state: Mutex<State>

    init(of clause: Clause, on subject: Subject, in directory: ScratchDirectory) {
        self.clause = clause
        self.subject = subject
        self.directory = directory
        state = Mutex(State(directory: directory))
    }

    // MARK: What a check asks for

    /// Runs a part of a check that begins with no stores; an error of the store where none was expected ends it.
    func scenario(_ title: String, _ body: () async throws -> Void) async throws {
        state.withLock {
            $0.scenario = title
            $0.steps = []
            $0.storeCount = 0
            $0.results = 0
        }
        // Stores live until the scenario ends, not until their last use, so that it does not matter which that is.
        defer { state.withLock { $0.stores = [] } }
        do {
            try await body()
        } catch let threw as StoreThrew {
            expect(false, expected: "no error", got: "threw \(describe(threw.error))")
        }
    }

    /// Runs a scenario whose stores, and all they kept, are removed as soon as it ends, because many are to come.
    func passingScenario(_ title: String, _ body: () async throws -> Void) async throws {
        let (number, earlier) = state.withLock { state in
            state.folders += 1
            return (state.folders, state.connectionStrings.count)
        }
        let folder = try directory.folder(number)
        state.withLock { $0.directory = folder }
        let result: Result<Void, any Error>
        do {
            result = .success(try await scenario(title, body))
        } catch {
            result = .failure(error)
        }
        let connectionStrings = state.withLock { state in
            state.directory = directory
            defer { state.connectionStrings.removeSubrange(earlier...) }
            return state.connectionStrings[earlier...]
        }
        for connectionString in connectionStrings {
            do {
                try await subject.remove?(connectionString)
            } catch {
                // It is tried again at the end of the trial, which reports it then.
                state.withLock { $0.connectionStrings.append(connectionString) }
            }
        }
        try await folder.remove()
        try result.get()
    }

    /// Opens a store of a fresh connection string.
    func makeStore() async throws -> TrialStore {
        try await makeStore(freshConnectionString())
    }

    /// Opens a store of a connection string that may be open, or have been opened, before.
    func makeStore(_ connectionString: String) async throws -> TrialStore {
        let number = state.withLock {
            $0.storeCount += 1
            return $0.storeCount
        }
        record(.makeStore(store: number, connectionString: connectionString))
        let store = try await throwing { try await self.subject.open(connectionString) }
        let trialStore = TrialStore(number: number, connectionString: connectionString, store: store, trial: self)
        state.withLock { $0.stores.append(trialStore) }
        return trialStore
    }

    /// A connection string that no store has had.
    func freshConnectionString() throws -> String {
        try connectionString(for: scratch())
    }

    /// Two connection strings that no store has had, for names that differ in their endings alone.
    func freshConnectionStrings(_ one: String, _ other: String) throws -> (String, String) {
        let scratch = scratch()
        return (
            try connectionString(for: scratch.ending(in: one)), try connectionString(for: scratch.ending(in: other))
        )
    }

    private func connectionString(for scratch: Scratch) throws -> String {
        let connectionString = try subjectMade { try subject.connectionString(scratch) }
        keepQuiet(connectionString)
        let isRepeated = state.withLock { state in
            defer { state.connectionStrings.append(connectionString) }
            return state.connectionStrings.contains { $0.hasSameBytes(as: connectionString) }
        }
        guard !isRepeated else {
            throw KitError(
                "the subject gave one connection string for two names; make it from the name, unchanged"
            )
        }
        return connectionString
    }

    /// The connection string that the subject says cannot be opened.
    func unopenableConnectionString() throws -> String? {
        guard let unopenable = subject.unopenable else { return nil }
        let connectionString = try subjectMade { try unopenable(scratch()) }
        keepQuiet(connectionString)
        return connectionString
    }

    /// Damages the stored record of a trace, by the subject's own means.
    func damage(_ store: TrialStore, module: String, qualname: String) async throws {
        guard let damage = subject.damage else { throw KitError("the subject gives no way to damage a stored record") }
        record(.damage(store: store.number, module: module, qualname: qualname))
        let record = StoredRecord(connectionString: store.connectionString, module: module, qualname: qualname)
        do {
            try await damage(store.opened, record)
        } catch {
            throw KitError("the subject's damage failed: \(describe(error))")
        }
    }

    /// Runs a body in several tasks at once, numbered from one; gives back what they return, in the order of numbers.
    @discardableResult
    func concurrently<Value: Sendable>(
        _ tasks: Int,
        _ body: @escaping @Sendable (Int) async throws -> Value
    ) async throws -> [Value] {
        try await withThrowingTaskGroup(of: (Int, Value).self) { group in
            for number in 1...tasks {
                group.addTask { (number, try await Self.$task.withValue(number) { try await body(number) }) }
            }
            var values: [(Int, Value)] = []
            for try await value in group { values.append(value) }
            return values.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    /// Notes one observation that is as the clause demands.
    func observe() {
        expect(true, expected: "", got: "")
    }

    /// Notes one observation, and a violation when it is not what the clause demands.
    func expect(_ isUpheld: Bool, expected: @autoclosure () -> String, got: @autoclosure () -> String) {
        if !isUpheld { return report(violation(expected: expected(), got: got())) }
        state.withLock { $0.observations += 1 }
    }

    /// What would be a violation in this scenario, with all that was done in it.
    ///
    /// - Parameters:
    ///   - expected: What the clause demands.
    ///   - got: What the store did.
    ///   - program: The program that shows it; what was done, step by step, unless given.
    /// - Returns: The violation, which is not reported yet.
    func violation(
        expected: String,
        got: String,
        program: (@Sendable (_ steps: [Step], _ writer: ProgramWriter) -> [String])? = nil
    ) -> Violation {
        let (scenario, steps, directory) = state.withLock { ($0.scenario, $0.steps, $0.directory) }
        let writer = ProgramWriter(opener: subject.opener, folder: directory.path)
        return Violation(
            clause: clause,
            storeName: subject.storeName,
            scenario: scenario,
            steps: steps,
            expected: expected,
            got: got
        ) {
            program?(steps, writer) ?? writer.program(steps)
        }
    }

    /// Notes one observation that is a violation.
    func report(_ violation: Violation) {
        state.withLock { state in
            state.observations += 1
            state.violations.append(violation)
        }
    }

    /// Moves the clock of the store, by the subject's own means.
    func moveClock(by seconds: Int) async throws {
        guard let moveClock = subject.moveClock else { throw KitError("the subject gives no way to move a clock") }
        record(.moveClock(seconds: seconds))
        do {
            try await moveClock(seconds)
        } catch {
            throw KitError("the subject's moveClock failed: \(describe(error))")
        }
    }

    /// Adds a remark to the verdict, once.
    func note(_ text: String) {
        state.withLock { state in
            if !state.notes.contains(text) { state.notes.append(text) }
        }
    }

    /// Does what is noted as one operation that comes to the same, or as none.
    func abridged<Value>(as operation: Operation? = nil, _ body: () async throws -> Value) async rethrows -> Value {
        if let operation { record(operation) }
        return try await Self.$isRecording.withValue(false) { try await body() }
    }

    // MARK: What the recorders and the judge ask for

    func record(_ operation: Operation) {
        guard Self.isRecording else { return }
        state.withLock { $0.steps.append(Step(operation: operation, task: Self.task)) }
    }

    func nextResult() -> Int {
        state.withLock {
            $0.results += 1
            return $0.results
        }
    }

    /// Calls the store, marking what it throws as the store's.
    func throwing<Value>(_ call: () async throws -> sending Value) async throws -> sending Value {
        state.withLock { $0.calls += 1 }
        defer { state.withLock { $0.calls += 1 } }
        do {
            return try await call()
        } catch {
            throw StoreThrew(error: error)
        }
    }

    /// The text of an error, for a report, which tells no password either.
    func describe(_ error: any Error) -> String {
        quiet("\(type(of: error)): \(error)")
    }

    /// A text without the passwords of the trial's connection strings.
    func quiet(_ text: String) -> String {
        state.withLock(\.passwords).reduce(text) { $1.hidden(in: $0) }
    }

    /// Notes that another process got on.
    func advance() {
        state.withLock { $0.calls += 1 }
    }

    /// How many calls of the store were begun or have returned, and how often another process got on.
    var progress: Int { state.withLock(\.calls) }

    var connectionStrings: [String] { state.withLock(\.connectionStrings) }
    var violations: [Violation] { state.withLock(\.violations) }
    var observations: Int { state.withLock(\.observations) }
    var notes: [String] { state.withLock(\.notes) }

    private func keepQuiet(_ connectionString: String) {
        guard let password = URIPassword(in: connectionString) else { return }
        state.withLock { $0.passwords.append(password) }
    }

    private func scratch() -> Scratch {
        let number = state.withLock {
            $0.names += 1
            return $0.names
        }
        return Scratch(name: "\(directory.token)-\(number)", directory: state.withLock(\.directory.path))
    }

    private func subjectMade(_ make: () throws -> String) throws -> String {
        do {
            return try make()
        } catch {
            throw KitError("the subject gave no connection string: \(describe(error))")
        }
    }
}
