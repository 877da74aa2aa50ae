import CallTraces
import Foundation

extension ChildInstructions {
    /// Carries out the instructions, reports each step on standard output, and exits.
    ///
    /// - Parameter subject: The store; only the way to open it is used.
    package func run(on subject: AnySubject) async -> Never {
        Self.send(.started)
        do {
            try await addBatches(to: subject)
        } catch {
            let text = "\(type(of: error)): \(error)"
            Self.send(.threw(URIPassword(in: connectionString)?.redacted(in: text) ?? text))
            exit(EXIT_FAILURE)
        }
        Self.send(.done)
        exit(EXIT_SUCCESS)
    }

    private func addBatches(to subject: AnySubject) async throws {
        let store = try await subject.open(connectionString)
        Self.send(.opened)
        for number in 0..<batches {
            try await store.add(batch(number))
            Self.send(.added(number))
        }
        // The store must be open when the process is killed.
        if waitsForKill { withExtendedLifetime(store) { while true { pause() } } }
    }

    /// Writes a message without buffering: what is acknowledged must get out before the process is killed.
    private static func send(_ message: ChildMessage) {
        var rest = Array(message.line.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
            // The parent no longer reads.
            guard count > 0 else { _exit(EXIT_FAILURE) }
            rest = rest.dropFirst(count)
        }
    }
}
