import CallTraceConformance
import CallTracesSQLite
import LayeredStore
import Testing

/// A wrapper that neither samples nor buffers has nothing to declare: it upholds what its base upholds.
@Test(arguments: Contract.clauses)
func transparentStoreUpholds(_ clause: Clause) async throws {
    try await clause.verify(Subject(LayeredStore<SQLiteStore>.self) { $0.path })
}

// MARK: Sampling

/// Opens a store with options, which a connection string does not have; printed programs call this, too.
enum SamplingStore {
    static func makeStore(connectionString: String) async throws -> LayeredStore<InMemoryStore> {
        LayeredStore(try await InMemoryStore.makeStore(connectionString: connectionString), oneIn: 10)
    }
}

/// A store that samples loses copies, and says so: the clause that it breaks is declared, and all others are judged.
private let samplingSubject = {
    var subject = Subject(LayeredStore<InMemoryStore>.self) { "\($0)" }
    subject.name = "SamplingStore"
    subject.opener = "SamplingStore"
    subject.makeStore = { try await SamplingStore.makeStore(connectionString: $0) }
    subject.isEphemeral = true
    subject.deviations = [.filter9: "a trace added again becomes the newest one time in ten"]
    return subject
}()

@Test(arguments: Contract.clauses)
func samplingStoreUpholds(_ clause: Clause) async throws {
    try await clause.verify(samplingSubject)
}

// MARK: Buffering

enum BufferingStore<Base: CallTraceStore> {
    static func makeStore(connectionString: String) async throws -> LayeredStore<Base> {
        LayeredStore(try await Base.makeStore(connectionString: connectionString), bufferSize: 500)
    }
}

/// Where nobody else can look into the base, nobody can tell that it is behind: a buffer breaks no clause.
private let bufferingSubject = {
    var subject = Subject(LayeredStore<SuspendingStore>.self) { "\($0)" }
    subject.name = "BufferingStore<SuspendingStore>"
    subject.opener = subject.name
    subject.makeStore = { try await BufferingStore.makeStore(connectionString: $0) }
    subject.isEphemeral = true
    return subject
}()

@Test(arguments: Contract.clauses)
func bufferingStoreUpholds(_ clause: Clause) async throws {
    try await clause.verify(bufferingSubject)
}

/// Others can look into a persistent base: there, a buffer breaks every clause that is about others, or about a crash.
@Test(arguments: Contract.clauses)
func bufferingPersistentStoreUpholds(_ clause: Clause) async throws {
    var subject = Subject(LayeredStore<SQLiteStore>.self) { $0.path }
    subject.name = "BufferingStore<SQLiteStore>"
    subject.opener = subject.name
    subject.makeStore = { try await BufferingStore.makeStore(connectionString: $0) }
    let others = "another store does not have up to 500 of the newest traces"
    let crash = "up to 500 of the newest traces are lost with the process"
    subject.deviations = [
        .make2: others, .make6: others, .make7: others, .add8: others, .add9: others, .add10: crash, .add11: crash,
    ]
    try await clause.verify(subject)
}

// MARK: Cost

@Test(.whenMeasuring)
func cost() async throws {
    var transparentSubject = Subject(LayeredStore<InMemoryStore>.self) { "\($0)" }
    transparentSubject.isEphemeral = true
    print(try await transparentSubject.measure())
    print(try await samplingSubject.measure())
    print(try await bufferingSubject.measure())
}
