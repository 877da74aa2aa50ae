import CallTraces

@testable import CallTraceContract

extension AnySubject {
    /// A persistent store without a clock, for histories that are not played.
    static let persistent = AnySubject(Subject(InMemoryStore.self) { "\($0)" })

    /// The same, declared ephemeral.
    static let ephemeral = AnySubject(Subject(InMemoryStore.self) { "\($0)" }.with { $0.isEphemeral = true })

    /// The same, with a clock that can be moved.
    static let withClock = AnySubject(Subject(InMemoryStore.self) { "\($0)" }.with { $0.moveClock = { _ in } })
}
