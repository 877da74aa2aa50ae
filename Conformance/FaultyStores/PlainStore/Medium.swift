/// Where a store keeps its records, which decides who sees them.
enum Medium: Sendable {
    /// The memory of a process, which no other process sees and which a crash takes along.
    case memory
    /// Files in the folder of a fresh name.
    case files
}
