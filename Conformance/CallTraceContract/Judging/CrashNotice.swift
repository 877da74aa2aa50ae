import ProcessSignals

/// Names the clause being judged and the calls under way; if the process crashes, this is the last thing it prints.
final class CrashNotice: Sendable {
    private let slot: CInt

    init(_ text: String) {
        slot = process_signals_announce(text)
    }

    /// Ends the notice.
    func retract() {
        process_signals_retract(slot)
    }

    /// Announces a call while it runs.
    func during<Value>(_ call: String, _ body: () async throws -> sending Value) async rethrows -> sending Value {
        process_signals_begin_call(slot, call)
        defer { process_signals_end_call(slot) }
        return try await body()
    }
}
