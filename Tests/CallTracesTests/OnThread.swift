import Foundation

/// The sanitizers put guards around what stands on the stack, which makes it several times as deep.
private let stackIsGuarded = dlsym(nil, "__asan_init") != nil || dlsym(nil, "__tsan_init") != nil

/// Runs something on a thread with a stack of its own, as small as that of a secondary thread elsewhere.
func onThread<Value: Sendable>(
    stackSize: Int,
    _ body: @escaping @Sendable () throws -> Value
) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        let thread = Thread { continuation.resume(with: Result(catching: body)) }
        thread.stackSize = stackIsGuarded ? 8 * stackSize : stackSize
        thread.start()
    }
}
