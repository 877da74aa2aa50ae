import Foundation

/// Whatever may be shown of an error, in a log or a debugger.
func everyText(of error: any Error) -> String {
    var text = "\(error) \(error.localizedDescription) \(String(reflecting: error)) \(error as NSError)"
    dump(error, to: &text)
    return text
}
