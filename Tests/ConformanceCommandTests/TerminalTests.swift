import CallTraceContract
import Synchronization
import Testing

@testable import conformance

@Suite struct TerminalTests {
    /// Collects what a terminal prints.
    private final class Screen: Sendable {
        private let text = Mutex("")

        var printed: String { text.withLock(\.self) }

        func terminal(isInteractive: Bool, width: Int = 80) -> Terminal {
            Terminal(isInteractive: isInteractive, width: { width }) { text in
                self.text.withLock { $0 += text }
            }
        }
    }

    @Test func `a line replaces progress where a person is looking`() {
        let screen = Screen()
        let terminal = screen.terminal(isInteractive: true)
        terminal.progress("one")
        terminal.progress("two")
        terminal.line("three")
        #expect(screen.printed == "\r\u{1b}[Kone\r\u{1b}[Ktwo\r\u{1b}[Kthree\n")
    }

    @Test func `only lines are printed where nobody is looking`() {
        let screen = Screen()
        let terminal = screen.terminal(isInteractive: false)
        terminal.progress("one")
        terminal.line("two")
        #expect(screen.printed == "two\n")
        #expect(terminal.colored("text", .red) == "text")
    }

    @Test(arguments: [(10, "123456789"), (13, "123456789012"), (80, "123456789012"), (1, "1"), (0, "1")])
    func `progress is cut to one column less than the terminal's width`(width: Int, shown: String) {
        let screen = Screen()
        screen.terminal(isInteractive: true, width: width).progress("123456789012")
        #expect(screen.printed == "\r\u{1b}[K\(shown)")
    }

    @Test func `lines are never cut`() {
        let screen = Screen()
        screen.terminal(isInteractive: true, width: 5).line("123456789012")
        #expect(screen.printed == "\r\u{1b}[K123456789012\n")
    }

    @Test(arguments: [20, 40, 200])
    func `the clause in progress fits on a line`(width: Int) {
        let screen = Screen()
        VerdictPrinter(terminal: screen.terminal(isInteractive: true, width: width)).begin(.filter5)
        let text = "  FILTER-5  \(Clause.filter5.title) ..."
        #expect(screen.printed == "\r\u{1b}[K\(text.prefix(width - 1))")
    }
}
