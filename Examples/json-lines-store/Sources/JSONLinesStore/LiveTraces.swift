import CallTraces
import Foundation

/// The traces that a file holds, each at its newest place: an index in memory.
struct LiveTraces {
    /// The traces of each module, oldest first; `nil` where a trace was that was added again since.
    private var modules: [ExactString: [JSONLinesThunk?]] = [:]
    /// The place of each line among those of its module.
    private var places: [ExactString: Int] = [:]
    /// Lines without a module and a qualname, or that are not UTF-8; they are kept byte for byte, but never returned.
    private var unreadable: [Data] = []
    /// How many bytes the lines take in a file.
    private(set) var byteCount = 0

    /// Makes a trace the newest of its module.
    mutating func insert(_ thunk: JSONLinesThunk) {
        let (line, module) = (ExactString(thunk.line), ExactString(thunk.module))
        if let place = places[line] {
            modules[module]?[place] = nil
        } else {
            byteCount += thunk.line.utf8.count + 1
        }
        places[line] = modules[module, default: []].count
        modules[module, default: []].append(thunk)
    }

    mutating func insert(line: Data) {
        if let thunk = JSONLinesThunk(line: line) { return insert(thunk) }
        unreadable.append(Data(line))
        byteCount += line.count + 1
    }

    /// Frees the places of traces that were added again since.
    mutating func removeOldPlaces() {
        modules = modules.mapValues { $0.filter { $0 != nil } }
        for thunks in modules.values {
            for (place, thunk) in thunks.enumerated() { if let thunk { places[ExactString(thunk.line)] = place } }
        }
    }

    /// The newest traces of a module, newest first.
    func newest(of module: String, qualnamePrefix: String, limit: Int) -> [JSONLinesThunk] {
        var found: [JSONLinesThunk] = []
        for case let thunk? in modules[ExactString(module), default: []].lazy.reversed() {
            guard found.count < limit else { break }
            if ExactString(thunk.qualname).hasPrefix(qualnamePrefix) { found.append(thunk) }
        }
        return found
    }

    var moduleNames: [String] { modules.keys.map(\.string) }

    /// Every line, the oldest of a module first.
    var lines: [Data] { unreadable + modules.values.joined().compactMap { $0.map { Data($0.line.utf8) } } }
}
