import Foundation

/// How figures leave a measured process.
enum Printed {
    static func line(_ figures: Figures) throws {
        FileHandle.standardOutput.write(try JSONEncoder().encode(figures) + Data("\n".utf8))
    }
}
