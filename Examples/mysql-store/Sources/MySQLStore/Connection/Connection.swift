import Dispatch

/// A connection to one of several hosts, with a thread on which it may block.
///
/// It connects when it is used, and again when the connection was lost.
actor Connection {
    private let executor = BlockingExecutor()
    private let connectionString: ConnectionString
    private let hosts: Hosts
    private let options: ConnectionOptions
    /// The open session, and the use of a host that it was opened for.
    private var open: (session: Session, host: Int)?

    init(to connectionString: ConnectionString, hosts: Hosts, options: ConnectionOptions) {
        self.connectionString = connectionString
        self.hosts = hosts
        self.options = options
    }

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// Runs a body with an open session; the next call uses the next host if this one does not answer.
    func perform<Value: Sendable>(_ body: @Sendable (Session) throws -> Value) throws -> Value {
        // Others may have moved on since this connection was opened.
        let host = open?.host ?? hosts.current
        do {
            let session = try open?.session ?? Session(to: connectionString, host: hosts[host], options: options)
            open = (session, host)
            return try body(session)
        } catch let error as ServerError where error.endsConnection {
            open = nil
            hosts.moveOn(from: host)
            throw error
        }
    }
}

/// Runs the jobs of an actor on a queue of its own, so that what blocks there blocks no other task.
///
/// `DispatchQueue.global()` would not do: on Linux, its threads are those on which Swift runs tasks.
private final class BlockingExecutor: SerialExecutor {
    private let queue = DispatchQueue(label: "MySQLStore.Connection")

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }
}
