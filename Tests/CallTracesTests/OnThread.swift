import Foundation

/// Whether a sanitizer adds guards to the stack, so that code needs several times as much of it.
private let stackIsGuarded = dlsym(nil, "__asan_init") != nil || dlsym(nil, "__tsan_init") != nil

/// Runs a closure on a thread with a stack of a given size, as secondary threads on other platforms have small ones.
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
