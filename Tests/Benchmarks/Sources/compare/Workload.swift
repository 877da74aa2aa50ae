import ArgumentParser

/// A part of the comparison that can be measured alone.
enum Workload: String, CaseIterable, ExpressibleByArgument {
    /// Adding traces of which no two are identical.
    case distinct
    /// Adding the recorded stream of calls, and the size of the file.
    case stream
    /// `filter` and `listModules` on what the first two wrote.
    case queries
    /// Encoding and decoding a row.
    case coding
    /// The memory that adding a long stream takes.
    case memory
}
