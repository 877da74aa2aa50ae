/// Runs a body, its child tasks, and the actors that they call, one job at a time, in an order that a seed decides.
///
/// A job is what a task does from one suspension to the next. Whenever several could go on, the seed decides which one
/// does, so a mistake that needs an unlucky order shows under some seeds, and under each of them every time:
///
/// ```swift
/// let total = try await interleaved(seed: 7) {
///     let counter = Counter()
///     async let first: Void = counter.increment()
///     async let second: Void = counter.increment()
///     _ = await (first, second)
///     return await counter.total
/// }
/// ```
///
/// The seed decides for everything that inherits the preference for a task executor: the body, `async let`, the tasks of a
/// group, `nonisolated` and `@concurrent` functions, and default actors. It does not decide for `Task { }`,
/// `Task.detached`, actors with executors of their own, threads, or queues. ``Interleaving/run(patience:_:)`` tells whether
/// any of these had a hand in the order.
///
/// Source: clause MODEL-3.
///
/// - Parameters:
///   - seed: Decides the order. The same seed gives the same order, provided that the body does the same.
///   - strategy: How the next job is chosen.
///   - patience: How long nothing may run while the body waits for something outside.
///   - body: What to run.
/// - Returns: What the body returns.
/// - Throws: What the body throws, or ``Interleaving/Stall`` if it can never return.
public func interleaved<Value: Sendable>(
    seed: UInt64,
    _ strategy: Interleaving.Strategy = .randomWalk,
    patience: Duration = .seconds(60),
    _ body: @escaping @Sendable () async throws -> Value
) async throws -> Value {
    try await Interleaving(seed: seed, strategy).run(patience: patience, body).result.get()
}
