import Testing

@testable import CallTraceContract

@Suite struct ChildMessageTests {
    private func read(_ text: String) -> [ChildMessage] {
        text.utf8.split(separator: UInt8(ascii: "\n")).compactMap { ChildMessage($0) }
    }

    @Test(arguments: [
        ChildMessage.started, .opened, .added(0), .added(17), .threw("no disk, not even a small one"), .done, .held,
        .limited(2, 12_345), .refused(2, "File too large"), .saw("5 traces in `filter`"),
    ])
    func `a message is read as written, whatever was printed before it`(_ message: ChildMessage) {
        #expect(read("a test runner's half line" + message.line + "and more") == [message])
    }

    @Test(arguments: [
        "", "added 1", "call-trace-child: ", "call-trace-child: added", "call-trace-child: added one",
        "call-trace-child: limited 2",
    ])
    func `a line of anything else is no message`(_ text: String) {
        #expect(ChildMessage(text.utf8) == nil)
    }

    @Test func `the text of an error is cut to one line that fits into a pipe`() {
        let message = ChildMessage.threw("first\nsecond\r\n" + String(repeating: "é", count: 10_000))
        guard case .threw(let text)? = read(message.line).first else {
            Issue.record("\(message.line)")
            return
        }
        #expect(text.hasPrefix("first second") && message.line.utf8.count < 4_096)
    }
}
