import Foundation

/// The peak memory of this process.
enum PeakMemory {
    /// Reads the peak resident set size.
    static func bytes() throws -> Double {
        #if os(Linux)
            // Not getrusage, whose peak on Linux is inherited from the parent process.
            let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
            guard let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
                let kilobytes = line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap({ Double($0) })
            else { throw CocoaError(.fileReadCorruptFile) }
            return kilobytes * 1_024
        #else
            var usage = rusage()
            guard getrusage(RUSAGE_SELF, &usage) == 0 else { throw CocoaError(.featureUnsupported) }
            return Double(usage.ru_maxrss)
        #endif
    }
}
