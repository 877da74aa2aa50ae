import ArgumentParser

/// How much is measured.
struct Sizes: ParsableArguments {
    @Option(help: "How many distinct traces are added.")
    var traces = 200_000

    @Option(help: "How many calls of the recorded stream are added.")
    var calls = 400_000

    @Option(help: "How many traces are added at once.")
    var batch = 1_000

    @Option(help: "How many calls are added while memory is watched.")
    var memoryCalls = 10_000_000

    func validate() throws {
        guard traces > 0, calls > 0, batch > 0 else {
            throw ValidationError("Traces, calls and batch must be at least 1.")
        }
        guard memoryCalls >= 10 else {
            throw ValidationError("Memory is read after a tenth of the calls; give at least 10.")
        }
    }

    func count(of recording: Recording) -> Int {
        switch recording {
        case .distinct: traces
        case .stream: calls
        }
    }
}
