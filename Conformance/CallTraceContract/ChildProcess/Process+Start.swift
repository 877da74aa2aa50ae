package import Foundation
import Synchronization

extension Process {
    private static let isStarting = Mutex(())

    /// Starts the process while no other one is being started here.
    ///
    /// `Process` learns of the end of a process through a socket that only that process should have. Another one that is
    /// started at the same time may inherit it: as long as that one runs, the end would go unnoticed.
    ///
    /// - Throws: The errors of `run()`.
    package func start() throws {
        try Self.isStarting.withLock { _ in try run() }
    }
}
