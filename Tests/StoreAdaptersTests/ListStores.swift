import Foundation
import StoreAdapters

/// Stores in other languages that keep their rows in a list, and return identical traces once.
enum ListStores {
    /// The adapter in Perl.
    static let perl = StoreAdapter("perl", [path("list_adapter", "pl")])

    /// The class in Python.
    static let python = "\(pythonFile):ListStore"

    /// The file of the class in Python.
    static let pythonFile = path("list_store", "py")

    private static func path(_ name: String, _ type: String) -> String {
        Bundle.module.path(forResource: name, ofType: type, inDirectory: "Resources") ?? ""
    }
}
