import CallTraces
import Foundation
import JSONLinesStore
import Testing

/// What is left of a batch whose process was killed, or whose disk was full, at each of its bytes.
struct CrashTests {
    @Test func aTornBatchIsIgnoredAndThenCutOff() async throws {
        let whole = try ScratchFile()
        let store = try await whole.store()
        try await store.add(["f1", "f2"])
        let first = try whole.bytes.count
        try await store.add(["g1", "g2", "g3"])
        let bytes = try whole.bytes
        for end in first..<bytes.count {
            let file = try ScratchFile()
            try bytes.prefix(end).write(to: URL(filePath: file.path))
            let store = try await file.store()
            let torn: Comment = "\(end - first) bytes of the second batch"
            #expect(try await store.qualnames() == ["f1", "f2"], torn)
            // What is added now must not close the torn batch.
            try await store.add(["h1", "h2"])
            #expect(try await store.qualnames() == ["f1", "f2", "h1", "h2"], torn)
            #expect(try await file.store().qualnames() == ["f1", "f2", "h1", "h2"], torn)
            #expect(try !String(decoding: file.bytes, as: UTF8.self).contains("\"g"), torn)
        }
    }

    @Test func aBatchThatDoesNotFitIsNotStored() async {
        // In a process of its own, as the limit is for all of its files.
        await #expect(processExitsWith: .success) {
            signal(SIGXFSZ, SIG_IGN)
            let file = try ScratchFile()
            let store = try await file.store()
            let reader = try await file.store()
            try await store.add(["f0"])
            let first = try file.bytes.count
            try await store.add(["f1"])
            let length = try file.bytes.count - first
            for room in 0..<length {
                let before = try file.bytes
                try limitFileSize(before.count + room)
                await #expect(throws: CallTraceError.self, "room for \(room) bytes") { try await store.add(["g1"]) }
                try limitFileSize(nil)
                #expect(try file.bytes == before, "room for \(room) bytes")
                #expect(try await reader.qualnames() == (0...room + 1).map { "f\($0)" })
                try await store.add(["f\(room + 2)"])
            }
        }
    }
}

/// Limits the size of the files that this process writes; `nil` lifts the limit.
func limitFileSize(_ bytes: Int?) throws {
    var limit = rlimit()
    #if os(Linux)
        let resource = __rlimit_resource_t(RLIMIT_FSIZE.rawValue)
    #else
        let resource = RLIMIT_FSIZE
    #endif
    try #require(getrlimit(resource, &limit) == 0)
    limit.rlim_cur = bytes.map { rlim_t($0) } ?? limit.rlim_max
    try #require(setrlimit(resource, &limit) == 0)
}
