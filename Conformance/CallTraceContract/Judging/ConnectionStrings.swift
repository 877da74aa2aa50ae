import CallTraces
import Synchronization

/// The connection strings that a subject makes during a trial, and the directories for those that are paths.
final class ConnectionStrings: Sendable {
    private struct State {
        var directory: ScratchDirectory
        var directories = 0
        var names = 0
        var made: [String] = []
    }

    private let subject: AnySubject
    private let root: ScratchDirectory
    private let secrets: Secrets
    private let state: Mutex<State>

    init(of subject: AnySubject, in directory: ScratchDirectory, hiding secrets: Secrets) {
        self.subject = subject
        self.secrets = secrets
        root = directory
        state = Mutex(State(directory: directory))
    }

    /// The path of the directory for stores in files.
    var directory: String { state.withLock(\.directory.path) }

    func fresh() throws -> String {
        try make(from: nextName())
    }

    func fresh(endingIn suffixes: [String]) throws -> [String] {
        let name = nextName()
        return try suffixes.map { try make(from: name.appending($0)) }
    }

    func unopenable() throws -> String? {
        guard let unopenable = subject.unopenable else { return nil }
        let connectionString = try describingFailure { try unopenable(nextName()) }
        secrets.register(connectionString)
        return connectionString
    }

    /// Runs a body with a directory of its own, then removes it and everything its connection strings refer to.
    func withDisposableDirectory(_ body: () async throws -> Void) async throws {
        let (number, earlier) = state.withLock { state in
            state.directories += 1
            return (state.directories, state.made.count)
        }
        let directory = try root.subdirectory(number)
        state.withLock { $0.directory = directory }
        let result: Result<Void, any Error>
        do {
            result = .success(try await body())
        } catch {
            result = .failure(error)
        }
        let made = state.withLock { state in
            state.directory = root
            defer { state.made.removeSubrange(earlier...) }
            return state.made[earlier...]
        }
        for connectionString in made {
            do {
                try await subject.remove?(connectionString)
            } catch {
                // `removeAll` tries again at the end of the trial, and reports a failure.
                state.withLock { $0.made.append(connectionString) }
            }
        }
        try await directory.remove()
        try result.get()
    }

    /// Removes what every connection string refers to; returns what the subject's `remove` threw.
    func removeAll() async -> [any Error] {
        guard let remove = subject.remove else { return [] }
        var errors: [any Error] = []
        for connectionString in state.withLock(\.made) {
            do {
                try await remove(connectionString)
            } catch {
                errors.append(error)
            }
        }
        return errors
    }

    private func nextName() -> FreshName {
        state.withLock { state in
            state.names += 1
            return FreshName(name: "\(root.token)-\(state.names)", directory: state.directory.path)
        }
    }

    private func make(from name: FreshName) throws -> String {
        let connectionString = try describingFailure { try subject.connectionString(name) }
        secrets.register(connectionString)
        let isRepeated = state.withLock { state in
            defer { state.made.append(connectionString) }
            return state.made.contains { $0.hasSameBytes(as: connectionString) }
        }
        guard !isRepeated else {
            throw KitError("the subject made the same connection string from two names; use the name unchanged")
        }
        return connectionString
    }

    private func describingFailure(_ make: () throws -> String) throws -> String {
        do {
            return try make()
        } catch {
            throw KitError("the subject gave no connection string: \(secrets.redact("\(type(of: error)): \(error)"))")
        }
    }
}
