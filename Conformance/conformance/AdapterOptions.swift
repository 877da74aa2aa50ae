import ArgumentParser
import CallTraceContract
import StoreAdapters

/// What the command must be told of a store behind an adapter.
struct AdapterOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "For adapter and python: the connection string; {fresh} stands for a fresh name, {path} for a path of that name.",
            valueName: "template"
        )
    )
    var connectionString: String?

    @Flag(help: "For adapter and python: every store starts empty, and its traces are gone with it.")
    var ephemeral = false

    @Flag(help: "For adapter and python: the store returns each of several identical traces.")
    var keepsDuplicates = false

    @Option(
        help: ArgumentHelp("For adapter and python: a connection string that cannot be opened.", valueName: "template")
    )
    var unopenable: String?

    @Option(
        help: ArgumentHelp(
            "For adapter and python: how long the adapter may answer nothing while a request waits.",
            valueName: "seconds"
        )
    )
    var timeLimit = 60

    @Option(help: "For python: the Python that has MonkeyType and the store.")
    var python = "python3"

    /// The threads on which the calls of a store in Python are made.
    enum Threads: String, ExpressibleByArgument, CaseIterable {
        case own
        case shared
    }

    @Option(help: "For python: make the calls of each store on a thread of its own, or on several at once.")
    var threads = Threads.own

    func validate() throws {
        guard timeLimit > 0 else { throw ValidationError("--time-limit must be at least one second") }
    }

    /// The subject of an adapter.
    ///
    /// - Throws: `ValidationError` if there is no template of a connection string, or none that differs from name to name.
    func subject(of adapter: StoreAdapter) throws -> AnySubject {
        guard let template = connectionString else {
            throw ValidationError("--connection-string is missing, such as --connection-string '{path}.sqlite3'")
        }
        guard template.contains("{fresh}") || template.contains("{path}") else {
            throw ValidationError("--connection-string must contain {fresh} or {path}, as every store is a fresh one")
        }
        var subject = Subject(adapter) { Self.fill(template, $0) }
        subject.isEphemeral = ephemeral
        subject.keepsDuplicates = keepsDuplicates
        if let unopenable { subject.unopenable = { Self.fill(unopenable, $0) } }
        return AnySubject(subject)
    }

    /// The adapter that a store's name and its command stand for; `nil` for another store.
    func adapter(named store: String, _ command: [String]) -> StoreAdapter? {
        var adapter: StoreAdapter
        switch (store, command.first) {
        case ("adapter", let program?): adapter = StoreAdapter(program, Array(command.dropFirst()))
        case ("python", let name?): adapter = .python(name, python: python, sharesThreads: threads == .shared)
        default: return nil
        }
        adapter.timeLimit = .seconds(timeLimit)
        return adapter
    }

    /// How to start this command as a child process that opens a store of the adapter.
    ///
    /// The child is told connection strings otherwise, as arguments can be read by any user of the machine.
    func launcher(ofStoreNamed store: String, _ command: [String]) -> ProcessLauncher {
        let options = ["--python", python, "--threads", threads.rawValue, "--time-limit", "\(timeLimit)"]
        return .child(of: store, ["--connection-string", "{path}"] + options + ["--"] + command)
    }

    private static func fill(_ template: String, _ name: FreshName) -> String {
        template.replacing("{fresh}", with: name.name).replacing("{path}", with: name.path)
    }
}
