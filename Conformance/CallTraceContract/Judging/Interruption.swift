import Foundation
import ProcessSignals

/// Cleans up when the process is interrupted or terminated.
enum Interruption {
    private static let isHandled: Void = {
        let descriptor = process_signals_handle_interruption()
        guard descriptor >= 0 else { return }
        Thread.detachNewThread {
            var signal: UInt8 = 0
            guard read(descriptor, &signal, 1) == 1 else { return }
            RunDirectory.removeAll()
            process_signals_raise(CInt(signal))
        }
    }()

    /// Makes SIGINT and SIGTERM remove the directories of this process before they end it, unless the program handles
    /// them itself.
    static func handle() {
        _ = isHandled
    }
}
