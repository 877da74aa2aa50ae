/// A failure of the C program.
struct RawFailure: Error, CustomStringConvertible {
    /// SQLite's result code.
    let code: CInt

    var description: String { "the C program failed with SQLite code \(code); check the disk and the space on it" }

    /// SQLite's `SQLITE_NOMEM`.
    static let outOfMemory = RawFailure(code: 7)

    /// Throws unless a result code is SQLite's `SQLITE_OK`.
    static func check(_ code: CInt) throws {
        guard code == 0 else { throw RawFailure(code: code) }
    }
}
