import Testing

/// What an import adds to an author's file: few names at the top level.
@Suite struct PublicNamesTests {
    /// The names that the files of a folder declare public at the top level.
    private func publicNames(in folder: String) throws -> Set<String> {
        var names: Set<String> = []
        for file in Repository.files(in: folder, withExtensions: ["swift"]) {
            let text = try Repository.text(file)
            let declaration =
                #/^public (?:final )?(?:struct|class|enum|actor|protocol|typealias|func|let|var|macro) (\w+)/#
            for match in text.matches(of: declaration.anchorsMatchLineEndings()) { names.insert(String(match.1)) }
        }
        return names
    }

    @Test func `the kit adds fifteen names`() throws {
        let names = try publicNames(in: "Conformance/CallTraceContract")
            .union(publicNames(in: "Conformance/CallTraceConformance"))
            .union(publicNames(in: "Conformance/StoreAdapters"))
        #expect(
            names == [
                "AdapterStore", "Clause", "Contract", "CostTable", "FreshName", "Histories", "Interleaving", "Report",
                "StoreAdapter",
                "StoredRecord", "Subject", "Verdict", "Violation", "canceled", "interleaved",
            ]
        )
    }

    @Test func `the vocabulary adds twelve names`() throws {
        #expect(
            try publicNames(in: "Sources/CallTraces") == [
                "CallTrace", "CallTraceConfig", "CallTraceError", "CallTraceRow", "CallTraceStore",
                "CallTraceStoreLogger", "CallTraceThunk", "ExactString", "InMemoryStore", "NamedTypes",
                "TypeReference", "serializeTraces",
            ]
        )
        #expect(try publicNames(in: "Sources/CallTracesSQLite") == ["DefaultConfig", "SQLiteStore"])
    }

    @Test func `what only proves the kit has nothing public`() throws {
        #expect(try publicNames(in: "Conformance/FaultyStores") == [])
    }
}
