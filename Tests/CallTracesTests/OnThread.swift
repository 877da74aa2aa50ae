import Foundation

/// Runs something on a thread with a stack of its own, as small as that of a secondary thread elsewhere.
func onThread<Value: Sendable>(
    stackSize: Int,
    _ body: @escaping @Sendable () throws -> Value
) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        let thread = Thread { continuation.resume(with: Result(catching: body)) }
        thread.stackSize = stackSize
        thread.start()
    }
}
