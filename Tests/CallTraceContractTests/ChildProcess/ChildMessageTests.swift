import Testing

@testable import CallTraceContract

@Suite struct WriterLineTests {
    private func read(_ text: String) -> [ChildMessage] {
        text.utf8.split(separator: UInt8(ascii: "\n")).compactMap { ChildMessage($0) }
    }

    @Test(arguments: [
        ChildMessage.started, .opened, .added(0), .added(17), .threw("no disk, not even a small one"), .done,
    ])
    func `a line is read as it was written, whatever was printed before it`(_ line: ChildMessage) {
        #expect(read("a test runner's half line" + line.text + "and more") == [line])
    }

    @Test(arguments: ["", "added 1", "call-trace-writer: ", "call-trace-writer: added", "call-trace-writer: added one"])
    func `what is no line of the writer is none`(_ text: String) {
        #expect(ChildMessage(text.utf8) == nil)
    }

    @Test func `the text of an error is brought to one line that a pipe takes in one piece`() {
        let line = ChildMessage.threw("first\nsecond\r\n" + String(repeating: "é", count: 10_000))
        guard case .threw(let text)? = read(line.text).first else {
            Issue.record("\(line.text)")
            return
        }
        #expect(text.hasPrefix("first second") && line.text.utf8.count < 4_096)
    }
}
