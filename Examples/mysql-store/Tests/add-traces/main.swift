// Adds batches from a process of its own: add-traces CONNECTION-STRING WRITER BATCHES
// Writes a line to standard output when a batch is stored. It ends when its standard input does, as it does if the process
// that started it is killed.

import Foundation
import Load

let arguments = CommandLine.arguments
guard arguments.count == 4, let batches = Int(arguments[3]) else {
    exit(2)
}
Thread.detachNewThread {
    _ = try? FileHandle.standardInput.readToEnd()
    exit(1)
}
try await Load(writer: arguments[2], batches: batches).add(to: arguments[1]) { number in
    FileHandle.standardOutput.write(Data("\(number)\n".utf8))
}
