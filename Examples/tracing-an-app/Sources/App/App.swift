import CallTraces
import CallTracesSQLite

/// Records the calls of the whole program.
let tracer = Tracer()

/// Runs a shop while its calls are recorded, and then shows what was recorded.
@main struct App {
    static func main() async throws {
        guard !CommandLine.arguments.contains("--cost") else { return await Cost.measure() }

        // The file that MT_DB_PATH names, or monkeytype.sqlite3.
        let store = try await DefaultConfig().traceStore()
        let sales = await tracer.recording(into: store, oneIn: 10) { await Shop.open(forCustomers: 10_000) }
        print("\(sales) sales\n")

        for module in try await store.listModules().sorted() { print(module) }
        print("\nThe newest traces of App.Cart:")
        for thunk in try await store.filter(module: "App.Cart", limit: 10) {
            print("    \(try thunk.toTrace().signature)")
        }
    }
}
