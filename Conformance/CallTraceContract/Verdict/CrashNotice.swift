import ProcessSignals

/// Names what is being judged, in case the process crashes.
enum CrashNotice {
    /// Runs an operation; if the process crashes meanwhile, the last it prints is this text.
    static func with<Value>(_ text: String, _ operation: () async -> Value) async -> Value {
        let slot = process_signals_announce(text)
        defer { process_signals_retract(slot) }
        return await operation()
    }
}
