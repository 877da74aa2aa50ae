import Foundation

/// The texts that a program prints of a value.
enum SaidText {
    static func all(of value: some Any) -> [String] {
        [String(describing: value), String(reflecting: value)]
    }

    static func all(of error: any Error) -> [String] {
        [String(describing: error), String(reflecting: error), error.localizedDescription]
    }
}
