/// A line in which a child process reports what it has done, mixed with whatever else it prints.
enum ChildMessage: Equatable {
    /// The process has read its instructions.
    case started
    /// A program has been started that does the work of the store.
    case helper(Int32)
    /// The store is open.
    case opened
    /// The `add` of a batch has returned.
    case added(Int)
    /// The files of the process are limited to a size, and a batch is about to be added.
    case limited(Int, Int)
    /// The `add` of a batch threw under a file-size limit.
    case refused(Int, String)
    /// A write exceeded the file-size limit, and does not return.
    case held
    /// The process is about to be stopped in the middle of a call.
    case stopped
    /// A reader saw part of a batch.
    case saw(String)
    /// The store threw.
    case threw(String)
    /// Every batch was added, and the store was released.
    case done

    private static let mark = "call-trace-child: "

    /// The maximum length of an error's text, in bytes: a pipe accepts a message of this size in one piece.
    private static let maximumText = 2_000

    /// The message on a line of its own, whatever was printed before it.
    var line: String {
        let message =
            switch self {
            case .started: "started"
            case .helper(let process): "helper \(process)"
            case .opened: "opened"
            case .added(let batch): "added \(batch)"
            case .limited(let batch, let bytes): "limited \(batch) \(bytes)"
            case .refused(let batch, let error): "refused \(batch) \(Self.oneLine(error))"
            case .held: "held"
            case .stopped: "stopped"
            case .saw(let text): "saw \(Self.oneLine(text))"
            case .threw(let error): "threw \(Self.oneLine(error))"
            case .done: "done"
            }
        return "\n\(Self.mark)\(message)\n"
    }

    /// Parses a line; `nil` if it is something else that the process printed.
    init?(_ line: some Sequence<UInt8>) {
        let line = String(decoding: Array(line), as: UTF8.self)
        guard line.utf8.starts(with: Self.mark.utf8) else { return nil }
        let words = line.dropFirst(Self.mark.count).split(separator: " ", maxSplits: 1).map(String.init)
        switch (words.first, words.dropFirst().first) {
        case ("started", nil): self = .started
        case ("helper", let process?):
            guard let number = Int32(process) else { return nil }
            self = .helper(number)
        case ("opened", nil): self = .opened
        case ("added", let batch?):
            guard let number = Int(batch) else { return nil }
            self = .added(number)
        case ("limited", let rest?):
            let numbers = rest.split(separator: " ").compactMap { Int($0) }
            guard numbers.count == 2 else { return nil }
            self = .limited(numbers[0], numbers[1])
        case ("refused", let rest?):
            let parts = rest.split(separator: " ", maxSplits: 1).map(String.init)
            guard let number = parts.first.flatMap({ Int($0) }) else { return nil }
            self = .refused(number, parts.dropFirst().first ?? "")
        case ("held", nil): self = .held
        case ("stopped", nil): self = .stopped
        case ("saw", let text?): self = .saw(text)
        case ("threw", let text): self = .threw(text ?? "")
        case ("done", nil): self = .done
        default: return nil
        }
    }

    private static func oneLine(_ text: String) -> String {
        let scalars = text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }
        return String(decoding: String(String.UnicodeScalarView(scalars)).utf8.prefix(maximumText), as: UTF8.self)
    }
}
