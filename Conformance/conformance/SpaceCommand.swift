import ArgumentParser
import CallTraceContract
import FaultyStores

/// Measures the kit by faults that nobody listed.
struct SpaceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "space",
        abstract: "Measures the kit: judges a random sample of the space of faults.",
        discussion: """
            Each fault is judged by the clauses that name it, and then by the others, until one condemns it. Exits with \
            1 if too many faults survive that the contract does not allow, or if one is condemned that it does.
            """
    )

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text
        case markdown
    }

    @Option(help: "How many faults to draw for each seed.")
    var sample = 300

    @Option(help: "A seed that determines the faults; repeatable. It is 1 unless given.")
    var seed: [UInt64] = []

    @Option(
        name: .customLong("operator"),
        help: "The kind of operators to draw from: \(FaultKind.allCases.map(\.rawValue).joined(separator: ", "))."
    )
    var kind: FaultKind?

    @Option(help: ArgumentHelp("A fault to judge alone, by a name that --list prints; repeatable.", valueName: "name"))
    var only: [String] = []

    @Flag(help: "Lists every fault and counts them, without judging.")
    var list = false

    @Option(help: "The percentage of faults that must be killed.")
    var atLeast = 100

    @Option(help: "How to print it.")
    var format = Format.text

    func validate() throws {
        guard sample > 0 else { throw ValidationError("--sample must be at least 1") }
        guard (0...100).contains(atLeast) else { throw ValidationError("--at-least must be from 0 to 100") }
        let names = Set(only)
        guard !names.isEmpty else { return }
        let known = Set(FaultSpace.all.map(\.name).filter(names.contains))
        for name in only where !known.contains(name) {
            throw ValidationError(
                "There is no fault named \(name.debugDescription). `conformance space --list` lists them all."
            )
        }
    }

    func run() async throws {
        let terminal = Terminal.standardOutput
        guard !list else { return printList(to: terminal) }
        let seeds = !only.isEmpty ? [] : seed.isEmpty ? [1] : seed
        let points =
            only.isEmpty
            ? seeds.flatMap { FaultSpace.sample(sample, seed: $0, of: kind) }
            : FaultSpace.all.filter { only.contains($0.name) }
        let start = ContinuousClock.now
        let survey = await FaultSurvey(judging: points, seeds: seeds) { verdict in
            terminal.progress("  \(verdict.condemning?.id ?? "survives"): \(verdict.point.name)")
        }
        let duration = ContinuousClock.now - start
        switch format {
        case .markdown: terminal.line(survey.markdown)
        case .text:
            terminal.line(survey.text)
            terminal.line("\(points.count) faults in \(duration.seconds)")
        }
        let faults = survey.faults(killingAtLeast: atLeast)
        guard faults.isEmpty else { throw Faults(sentences: faults) }
    }

    private func printList(to terminal: Terminal) {
        var counts: [(name: String, count: Int)] = []
        for point in FaultSpace.all where kind == nil || kind == point.kind {
            terminal.line(point.name)
            for name in ["all", point.kind.rawValue, "\(point.kind.rawValue): \(point.operation) at \(point.place)"] {
                if let index = counts.firstIndex(where: { $0.name == name }) {
                    counts[index].count += 1
                } else {
                    counts.append((name, 1))
                }
            }
        }
        terminal.line("")
        for (name, count) in counts { terminal.line("\(name): \(count)") }
    }

    /// What the sample reveals to be wrong with the kit.
    private struct Faults: Error, CustomStringConvertible {
        let sentences: [String]

        var description: String { sentences.joined(separator: "\n") }
    }
}

extension FaultKind: ExpressibleByArgument {}
