import Testing

/// The project is written in American English.
@Suite struct SpellingTests {
    @Test func `no file has British spelling`() throws {
        let british =
            #/
            \b\w*(?:
                (?:serial|normal|optim|recogn|initial|organ|real|summar|special|util|minim|maxim)is(?:e|ed|es|ing|ation)\b
                | colour | behaviour | catalogue | favour | neighbour | honour | judgement | acknowledgement
                | labelled | modelled | cancelled | cancelling | travelled | centre | \bgrey\b | licence | defence
                | whilst | amongst | artefact | analys(?:e|ed|ing)\b
            )\w*\b
            /#.ignoresCase()
        for file in Repository.files(withExtensions: ["swift", "md", "py", "c", "h", "sh"])
        where !file.hasSuffix("SpellingTests.swift") {
            let found = try Repository.text(file).matches(of: british).map { String($0.0) }
            #expect(found.isEmpty, "\(file): \(Set(found).sorted())")
        }
    }
}
