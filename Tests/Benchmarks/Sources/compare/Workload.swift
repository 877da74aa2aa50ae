import ArgumentParser

/// A part of the comparison that can be measured on its own.
enum Workload: String, CaseIterable, ExpressibleByArgument {
    /// Adding distinct traces.
    case distinct
    /// Adding the recorded stream of calls, and the size of the file.
    case stream
    /// `filter` and `listModules` on the databases of the first two.
    case queries
    /// Encoding and decoding a row.
    case coding
    /// The peak memory of adding a long stream.
    case memory
}
