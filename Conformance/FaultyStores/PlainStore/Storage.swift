/// Where a store keeps its records, which decides who sees them.
enum Storage: Sendable {
    /// The memory of one process, which no other process sees and which does not survive a crash.
    case memory
    /// Files in the directory of a fresh name.
    case files
}
