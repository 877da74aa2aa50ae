import Foundation

/// Where the command prints, and what that place can show.
struct Terminal: Sendable {
    /// The colours of outcomes.
    enum Colour: String {
        case green = "32"
        case red = "31"
        case yellow = "33"
        case grey = "90"
    }

    /// Whether a person is looking: then there is colour and progress.
    let isInteractive: Bool
    private let write: @Sendable (String) -> Void

    init(isInteractive: Bool, write: @escaping @Sendable (String) -> Void) {
        self.isInteractive = isInteractive
        self.write = write
    }

    static let standardOutput = Terminal(
        isInteractive: isatty(STDOUT_FILENO) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb"
    ) {
        FileHandle.standardOutput.write(Data($0.utf8))
    }

    /// Prints a line, over any progress.
    func line(_ text: String) {
        write(isInteractive ? "\r\u{1b}[K\(text)\n" : "\(text)\n")
    }

    /// Shows a text that the next one replaces, where somebody is looking.
    func progress(_ text: String) {
        if isInteractive { write("\r\u{1b}[K\(text)") }
    }

    func coloured(_ text: String, _ colour: Colour) -> String {
        let isPlain = !isInteractive || ProcessInfo.processInfo.environment["NO_COLOR"]?.isEmpty == false
        return isPlain ? text : "\u{1b}[\(colour.rawValue)m\(text)\u{1b}[0m"
    }
}
