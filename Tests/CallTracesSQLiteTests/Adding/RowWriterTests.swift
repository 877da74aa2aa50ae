import CallTraces
import Foundation
import Testing

@testable import CallTracesSQLite

/// The creation time is for MonkeyType, which reads it as a date.
struct RowWriterTests {
    @Test func `the time has Python's format: local time, with microseconds`() async throws {
        await #expect(processExitsWith: .success) {
            setenv("TZ", "Asia/Kathmandu", 1)
            let folder = try TemporaryFolder()
            let store = try await SQLiteStore.makeStore(connectionString: folder.file())
            let before = Date()
            try await store.add([.sample("f")])
            let after = Date()
            let text = try #require(try SQL.texts("SELECT created_at FROM \(SQL.table)", in: folder.file())[0])
            let format = /(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)\.\d{6}/
            let second = try #require(try format.wholeMatch(in: text)).output.1
            let formatter = DateFormatter()
            formatter.locale = Locale(identifier: "en_US_POSIX")
            formatter.timeZone = TimeZone(secondsFromGMT: 5 * 3_600 + 45 * 60)
            formatter.dateFormat = "yyyy-MM-dd HH:mm:ss"
            try #require([before, after].map(formatter.string(from:)).contains(String(second)))
        }
    }

    @Test func `numbers are padded with zeros`() async throws {
        await #expect(processExitsWith: .success) {
            setenv("TZ", "UTC", 1)
            try #require(RowWriter.createdAt(Date(timeIntervalSince1970: 1.062_5)) == "1970-01-01 00:00:01.062500")
        }
    }
}
