import ArgumentParser
import CallTraceContract

extension ExitCode {
    /// The store does not conform.
    static let doesNotConform = ExitCode(1)
    /// The command line was wrong.
    static let incorrectUsage = ExitCode(2)
    /// The kit could not judge.
    static let kitError = ExitCode(3)

    /// The code of a conclusion; `nil` when the store conforms.
    init?(_ conclusion: Report.Conclusion) {
        switch conclusion {
        case .conforms, .deviates: return nil
        case .doesNotConform, .unjudged: self = .doesNotConform
        case .kitError: self = .kitError
        }
    }
}
