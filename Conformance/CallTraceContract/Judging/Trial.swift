import CallTraces
import Synchronization

/// One clause applied to one subject: gives a check its stores, records what was done, and collects violations.
///
/// A check is a series of scenarios. Each has stores of its own, so that a violation prints the operations of its own
/// scenario and no others.
package final class Trial: Sendable {
    private struct State {
        var scenario = ""
        var stores: [TrialStore] = []
        /// What every store of the scenario is used for before the scenario begins.
        var past: Set<PastCall> = []
        var usedConnectionStrings: Set<ExactString> = []
        var calls = 0
        var traces = 0
        var progress = 0
    }

    let clauseID: String
    private let ownCalls: Set<PastCall>
    let subject: AnySubject
    let children = ChildProcesses()
    let recorder = StepRecorder()
    let findings = Findings()
    let secrets = Secrets()
    private let names: ConnectionStrings
    let crashNotice: CrashNotice
    private let state = Mutex(State())

    /// Creates a trial.
    ///
    /// - Parameters:
    ///   - clauseID: The clause.
    ///   - title: The clause as a crash notice names it.
    ///   - ownCalls: The calls that the clause is about, which used stores have answered before.
    ///   - subject: The subject.
    ///   - directory: The directory for stores in files.
    init(
        of clauseID: String,
        titled title: String,
        about ownCalls: Set<PastCall>,
        on subject: AnySubject,
        in directory: ScratchDirectory
    ) {
        self.clauseID = clauseID
        self.ownCalls = ownCalls
        self.subject = subject
        crashNotice = CrashNotice("\(subject.storeName): \(title)")
        names = ConnectionStrings(of: subject, in: directory, hiding: secrets)
    }

    // MARK: Scenarios

    /// Runs a part of a check that starts without stores, first on new stores, and if they uphold the clause, on stores
    /// that have been used before: some mistakes show only then.
    ///
    /// An unexpected error from the store ends it.
    func scenario(_ title: String, _ body: () async throws -> Void) async throws {
        let violations = findings.violations.count
        try await scenario(title, after: [], body)
        guard findings.violations.count == violations else { return }
        try await scenario(title, after: ownCalls, body)
    }

    /// Runs a scenario once, on stores that are used before it begins.
    ///
    /// - Parameters:
    ///   - title: What the scenario tries, as a report shows it.
    ///   - past: The kinds of calls that every store has answered before; none for new stores.
    ///   - body: The scenario; an unexpected error from the store ends it.
    /// - Throws: ``KitError`` when something goes wrong that is not the store's.
    func scenario(_ title: String, after past: Set<PastCall>, _ body: () async throws -> Void) async throws {
        state.withLock {
            ($0.scenario, $0.past) = (title, past)
            $0.usedConnectionStrings = []
        }
        recorder.begin()
        // Keeps the stores alive until the scenario ends, so that the optimizer does not decide when they are released.
        defer {
            state.withLock { state in
                state.stores = []
                state.past = []
            }
        }
        do {
            try await body()
        } catch let error as StoreError {
            expect(false, expected: "no error", got: "threw \(describe(error.error))")
        }
    }

    /// Runs a scenario whose stores and their contents are removed as soon as it ends, because many more will follow.
    func disposableScenario(
        _ title: String,
        after past: Set<PastCall> = [],
        _ body: () async throws -> Void
    ) async throws {
        try await names.withDisposableDirectory { try await scenario(title, after: past, body) }
    }

    /// Runs a body in several tasks at once, numbered from one.
    ///
    /// - Returns: What the tasks return, in the order of their numbers.
    @discardableResult
    func concurrently<Value: Sendable>(
        _ tasks: Int,
        _ body: @escaping @Sendable (Int) async throws -> Value
    ) async throws -> [Value] {
        try await withThrowingTaskGroup(of: (Int, Value).self) { group in
            for number in 1...tasks {
                group.addTask {
                    (number, try await StepRecorder.$task.withValue(number) { try await body(number) })
                }
            }
            var values: [(Int, Value)] = []
            for try await value in group { values.append(value) }
            return values.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    /// Adds batches in several tasks at once.
    ///
    /// - Parameters:
    ///   - batches: What each task adds.
    ///   - stores: The store of all tasks, or one for each.
    /// - Throws: What a store threw, as a violation of the scenario.
    func addInTasks(_ batches: TaskBatches, to stores: [TrialStore]) async throws {
        recorder.record(.addInTasks(stores: stores.map(\.number), batches: batches))
        try await recorder.summarizing {
            _ = try await concurrently(batches.tasks) { task in
                let store = batches.store(of: task, among: stores)
                for number in 1...batches.count { try await store.add(batches.batch(number, of: task)) }
            }
        }
    }

    // MARK: Stores

    /// The directory for stores in files, which a disposable scenario has for itself.
    var directory: String { names.directory }

    /// Opens a store with a fresh connection string.
    func makeStore() async throws -> TrialStore {
        try await makeStore(freshConnectionString())
    }

    /// Opens a store with a fresh connection string, which is not used before, even if others of the scenario are.
    func makeNewStore() async throws -> TrialStore {
        try await open(freshConnectionString()).store
    }

    /// Opens a store with a connection string that may have been opened before.
    func makeStore(_ connectionString: String) async throws -> TrialStore {
        let (store, past) = try await open(connectionString)
        if !past.isEmpty { await store.use(past) }
        return store
    }

    /// Opens a store; returns what it is to be used for before the scenario goes on.
    private func open(_ connectionString: String) async throws -> (store: TrialStore, past: Set<PastCall>) {
        let number = recorder.nextStore()
        recorder.record(.makeStore(store: number, connectionString: connectionString))
        let store = try await throwing("makeStore") { try await self.subject.open(connectionString) }
        let trialStore = TrialStore(number: number, connectionString: connectionString, store: store, trial: self)
        let past = state.withLock { state in
            state.stores.append(trialStore)
            let isFirst = state.usedConnectionStrings.insert(ExactString(connectionString)).inserted
            return isFirst || !subject.isPersistent ? state.past : []
        }
        return (trialStore, past)
    }

    /// A connection string that no store has used.
    func freshConnectionString() throws -> String {
        try names.fresh()
    }

    /// Connection strings that no store has used, for names that differ only in their suffixes.
    func freshConnectionStrings(endingIn suffixes: [String]) throws -> [String] {
        try names.fresh(endingIn: suffixes)
    }

    /// The calls that every store of the scenario has answered before.
    var past: Set<PastCall> { state.withLock(\.past) }

    /// The connection string that the subject says cannot be opened.
    func unopenableConnectionString() throws -> String? {
        try names.unopenable()
    }

    /// Damages the stored record of a trace with the subject's `damage`.
    ///
    /// - Returns: A store that sees the damage: a persistent one with a cache is opened again.
    /// - Throws: ``KitError`` when the record still decodes to the trace.
    func damage(_ trace: CallTrace, in store: TrialStore) async throws -> TrialStore {
        guard let damage = subject.damage else { throw KitError("the subject has no way to damage a stored record") }
        recorder.record(.damage(store: store.number, module: trace.module, qualname: trace.qualname))
        let record = StoredRecord(
            connectionString: store.connectionString,
            module: trace.module,
            qualname: trace.qualname
        )
        do {
            try await damage(store.opened, record)
        } catch {
            throw KitError("the subject's damage failed: \(describe(error))")
        }
        if await !stillDecodes(trace, in: store) { return store }
        if subject.isPersistent {
            let reopened = try await makeStore(store.connectionString)
            if await !stillDecodes(trace, in: reopened) { return reopened }
        }
        throw KitError(
            """
            the subject's damage changed nothing: the record of module \(trace.module.debugDescription), qualname \
            \(trace.qualname.debugDescription) still decodes; overwrite its types and leave module and qualname readable
            """
        )
    }

    /// Whether a store still returns a trace, unless it throws, which is for the clause to judge.
    private func stillDecodes(_ trace: CallTrace, in store: TrialStore) async -> Bool {
        let found = try? await recorder.summarizing { try await store.filter(trace.module).decoded() }
        return found?.contains(.trace(trace)) == true
    }

    /// Moves the clock of the store with the subject's `moveClock`.
    func moveClock(by seconds: Int) async throws {
        guard let moveClock = subject.moveClock else { throw KitError("the subject has no way to move a clock") }
        recorder.record(.moveClock(seconds: seconds))
        do {
            try await moveClock(seconds)
        } catch {
            throw KitError("the subject's moveClock failed: \(describe(error))")
        }
    }

    /// Removes everything that the stores kept.
    ///
    /// - Returns: What could not be removed, one sentence each.
    func removeStores() async -> [String] {
        await names.removeAll().map { "the subject's remove failed: \(describe($0))" }
    }

    // MARK: Observations

    /// Counts one observation that upholds the clause.
    func observe() {
        findings.observe()
    }

    /// Counts one observation, and reports a violation unless it upholds the clause.
    func expect(_ isUpheld: Bool, expected: @autoclosure () -> String, got: @autoclosure () -> String) {
        guard !isUpheld else { return observe() }
        findings.report(violation(expected: expected(), got: got()))
    }

    /// What the body of a run returned, or `nil` after reporting that it could never return.
    ///
    /// - Throws: What the body threw.
    func answer<Value>(of run: Interleaving.Run<Value>) throws -> Value? {
        do {
            return try run.result.get()
        } catch let stall as Interleaving.Stall {
            findings.report(violation(of: stall))
            return nil
        }
    }

    /// The violation of a store that keeps a run from ever returning.
    ///
    /// - Parameters:
    ///   - stall: What happened.
    ///   - program: Writes the program that shows it; by default, the recorded steps.
    /// - Returns: The violation.
    func violation(
        of stall: Interleaving.Stall,
        program: (@Sendable (_ steps: [Step], _ writer: ProgramWriter) -> [String])? = nil
    ) -> Violation {
        violation(expected: "an answer", got: stall.description, program: program)
    }

    /// Describes a violation in this scenario, with everything done in it so far, without reporting it.
    ///
    /// - Parameters:
    ///   - expected: What the clause demands.
    ///   - got: What the store did.
    ///   - program: Writes the program that shows it; by default, the recorded steps.
    /// - Returns: The violation.
    func violation(
        expected: String,
        got: String,
        program: (@Sendable (_ steps: [Step], _ writer: ProgramWriter) -> [String])? = nil
    ) -> Violation {
        let steps = recorder.steps
        let writer = ProgramWriter(opener: subject.opener, folder: names.directory)
        let writeProgram = subject.writeProgram
        return Violation(scenario: state.withLock(\.scenario), steps: steps, expected: expected, got: got) {
            (writeProgram ?? program)?(steps, writer) ?? writer.program(steps)
        }
    }

    // MARK: Calls

    /// Calls the store, marking what it throws as the store's.
    ///
    /// - Parameters:
    ///   - name: The call, as a crash notice names it.
    ///   - call: Calls the store.
    /// - Returns: What the call returns.
    /// - Throws: ``StoreError`` with what the call throws.
    func throwing<Value>(
        _ name: String,
        _ call: () async throws -> sending Value
    ) async throws -> sending Value {
        state.withLock { $0.calls += 1 }
        advance()
        defer { advance() }
        do {
            return try await crashNotice.during(name, call)
        } catch {
            throw StoreError(error: error)
        }
    }

    /// Records that a call began or ended, or that a child process made progress.
    func advance() {
        state.withLock { $0.progress += 1 }
    }

    /// A number that grows as long as the store makes progress.
    var progress: Int { state.withLock(\.progress) }

    /// How many calls of the store were made.
    var calls: Int { state.withLock(\.calls) }

    /// How many traces were added.
    var traces: Int { state.withLock(\.traces) }

    /// Counts traces that are added.
    func count(traces: Int) {
        state.withLock { $0.traces += traces }
    }

    /// The text of an error for a report, without passwords.
    func describe(_ error: any Error) -> String {
        secrets.redact("\(type(of: error)): \(error)")
    }
}
