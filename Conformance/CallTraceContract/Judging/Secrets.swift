import CallTraces
import Synchronization

/// The passwords of a trial's connection strings, which no report may show.
final class Secrets: Sendable {
    private let passwords = Mutex<[URIPassword]>([])

    /// Remembers the password of a connection string, if it has one.
    func register(_ connectionString: String) {
        guard let password = URIPassword(in: connectionString) else { return }
        passwords.withLock { passwords in
            // Thousands of connection strings may have the same one.
            guard !passwords.contains(where: { $0.text.hasSameBytes(as: password.text) }) else { return }
            passwords.append(password)
        }
    }

    /// A text with every password replaced.
    func redact(_ text: String) -> String {
        passwords.withLock(\.self).reduce(text) { $1.redacted(in: $0) }
    }
}
