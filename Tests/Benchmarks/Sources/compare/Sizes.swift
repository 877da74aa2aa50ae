import ArgumentParser

/// The sizes of the workloads.
struct Sizes: ParsableArguments {
    @Option(help: "The number of distinct traces to add.")
    var traces = 200_000

    @Option(help: "The number of calls of the recorded stream to add.")
    var calls = 400_000

    @Option(help: "The number of traces in a batch.")
    var batch = 1_000

    @Option(help: "The number of calls to add while memory is measured.")
    var memoryCalls = 10_000_000

    func validate() throws {
        guard traces > 0, calls > 0, batch > 0 else {
            throw ValidationError("Traces, calls and batch must be at least 1.")
        }
        guard memoryCalls >= 10 else {
            throw ValidationError("Memory is first measured after a tenth of the calls, so there must be at least 10.")
        }
    }

    func count(of recording: Recording) -> Int {
        switch recording {
        case .distinct: traces
        case .stream: calls
        }
    }
}
