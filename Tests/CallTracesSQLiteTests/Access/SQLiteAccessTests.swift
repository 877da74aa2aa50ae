import CallTraces
import GRDB
import Synchronization
import Testing

@testable import CallTracesSQLite

/// An operation is retried only because of a lock.
struct SQLiteAccessTests {
    private func run(failing codes: [ResultCode], patience: Duration = .seconds(86_400)) async throws -> Int {
        let runs = Mutex(0)
        return try await SQLiteAccess.perform({ CallTraceError(.cannotRead, $0) }, patience: patience) {
            let run = runs.withLock { runs in
                defer { runs += 1 }
                return runs
            }
            guard run >= codes.count else { throw DatabaseError(resultCode: codes[run]) }
            return run
        }
    }

    @Test func `an operation is retried until the lock is gone`() async throws {
        #expect(try await run(failing: []) == 0)
        let codes: [ResultCode] = [.SQLITE_BUSY, .SQLITE_LOCKED_SHAREDCACHE, .SQLITE_BUSY_SNAPSHOT, .SQLITE_PROTOCOL]
        #expect(try await run(failing: codes) == 4)
    }

    @Test func `when time runs out, the error says what to do`() async throws {
        let error = await #expect(throws: CallTraceError.self) {
            try await run(failing: [.SQLITE_BUSY], patience: .zero)
        }
        #expect(error?.code == .cannotRead)
        #expect(error?.message.contains("locked") == true)
    }

    @Test func `another error is thrown at once`() async throws {
        let error = await #expect(throws: CallTraceError.self) { try await run(failing: [.SQLITE_IOERR_READ]) }
        #expect((error?.cause as? DatabaseError)?.extendedResultCode == .SQLITE_IOERR_READ)
    }
}
