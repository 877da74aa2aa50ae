import CallTraces
import Foundation

/// The part of the process that was started: adds the batches of an order, a line for each, and ends the process.
package enum Writer {
    /// Does what an order says and ends the process; nothing after the call is run.
    ///
    /// - Parameters:
    ///   - order: The order.
    ///   - subject: The store, of which only the way to open it is used.
    package static func run(_ order: WriterOrder, on subject: Subject) async -> Never {
        endWithStandardInput()
        say(.started)
        do {
            try await add(order, to: subject)
        } catch {
            let text = "\(type(of: error)): \(error)"
            say(.threw(URIPassword(in: order.connectionString)?.hidden(in: text) ?? text))
            exit(EXIT_FAILURE)
        }
        say(.done)
        exit(EXIT_SUCCESS)
    }

    private static func add(_ order: WriterOrder, to subject: Subject) async throws {
        let store = try await subject.open(order.connectionString)
        say(.opened)
        for batch in 0..<order.batches {
            try await store.add(order.batch(batch))
            say(.added(batch))
        }
        // The kill must find the store open.
        if order.waitsForKill { withExtendedLifetime(store) { while true { pause() } } }
    }

    /// Ends the process when nobody holds the other end of its standard input, so that it never outlives its judge.
    private static func endWithStandardInput() {
        Thread.detachNewThread {
            var byte: UInt8 = 0
            while read(STDIN_FILENO, &byte, 1) > 0 {}
            _exit(EXIT_FAILURE)
        }
    }

    /// Writes a line at once, past every buffer: what is acknowledged must be told before the process is killed.
    private static func say(_ line: WriterLine) {
        var rest = Array(line.text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
            // Nobody reads any longer.
            guard count > 0 else { _exit(EXIT_FAILURE) }
            rest = rest.dropFirst(count)
        }
    }
}
