import Foundation
import GRDB
import Synchronization

/// The open databases, which are closed when the program ends.
///
/// A store in a global variable is never deinitialized, and would leave what it added in the write-ahead log.
enum OpenDatabases {
    private static let databases = Mutex<[ObjectIdentifier: any DatabaseWriter]>([:])

    private static let exitHandler: Void = {
        atexit {
            // What cannot be closed now, the next program to open the file recovers from the log.
            for database in OpenDatabases.databases.withLock({ $0.values }) { try? database.checkpointAndClose() }
        }
    }()

    static func insert(_ database: any DatabaseWriter) {
        exitHandler
        databases.withLock { $0[ObjectIdentifier(database)] = database }
    }

    static func remove(_ database: any DatabaseWriter) {
        _ = databases.withLock { $0.removeValue(forKey: ObjectIdentifier(database)) }
    }
}

extension DatabaseWriter {
    /// Closes the database, once what is in its log has been moved into its file as far as other connections allow.
    func checkpointAndClose() throws {
        // Readers first, as only a connection that can write removes the log when it is the last to be closed.
        if let pool = self as? DatabasePool {
            pool.invalidateReadOnlyConnections()
            pool.writeWithoutTransaction { $0.moveLogIntoFile() }
        }
        try close()
    }
}
