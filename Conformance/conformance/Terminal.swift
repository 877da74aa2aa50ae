import Foundation

/// Where the command prints, and what can be shown there.
struct Terminal: Sendable {
    /// The colors of outcomes.
    enum Color: String {
        case green = "32"
        case red = "31"
        case yellow = "33"
        case gray = "90"
    }

    /// Whether a person is watching, for whom there are colors and progress.
    let isInteractive: Bool
    private let width: @Sendable () -> Int
    private let write: @Sendable (String) -> Void

    /// Describes a terminal.
    ///
    /// - Parameters:
    ///   - isInteractive: Whether a person is watching.
    ///   - width: Returns the number of columns.
    ///   - write: Prints a text.
    init(
        isInteractive: Bool,
        width: @escaping @Sendable () -> Int = { 80 },
        write: @escaping @Sendable (String) -> Void
    ) {
        self.isInteractive = isInteractive
        self.width = width
        self.write = write
    }

    static let standardOutput = Terminal(
        isInteractive: isatty(STDOUT_FILENO) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb",
        width: {
            var size = winsize()
            guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
            return Int(size.ws_col)
        },
        write: { FileHandle.standardOutput.write(Data($0.utf8)) }
    )

    /// Prints a line, replacing any progress.
    func line(_ text: String) {
        write(isInteractive ? "\r\u{1b}[K\(text)\n" : "\(text)\n")
    }

    /// Shows a text until the next one replaces it, if a person is watching; only what fits on a line can be replaced.
    func progress(_ text: String) {
        if isInteractive { write("\r\u{1b}[K\(text.prefix(max(1, width() - 1)))") }
    }

    func colored(_ text: String, _ color: Color) -> String {
        let isPlain = !isInteractive || ProcessInfo.processInfo.environment["NO_COLOR"]?.isEmpty == false
        return isPlain ? text : "\u{1b}[\(color.rawValue)m\(text)\u{1b}[0m"
    }
}
