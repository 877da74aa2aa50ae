import Foundation

/// The texts that a program may print for a value.
enum PrintedForms {
    static func all(of value: some Any) -> [String] {
        [String(describing: value), String(reflecting: value)]
    }

    static func all(of error: any Error) -> [String] {
        [String(describing: error), String(reflecting: error), error.localizedDescription]
    }
}
