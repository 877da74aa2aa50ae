import Foundation

/// Everything that a log or a debugger may show of an error.
func everyText(of error: any Error) -> String {
    var text = "\(error) \(error.localizedDescription) \(String(reflecting: error)) \(error as NSError)"
    dump(error, to: &text)
    return text
}
