import Foundation
import Testing

/// No folder of a module depends on one above it.
@Suite struct LayoutTests {
    /// The folders of each module, from the ground up; `.` stands for the files at its root.
    private static let floors = [
        "Sources/CallTraces": ["Bytes", ".", "SwiftTypeNames", "Encoding", "Stores"],
        "Sources/CallTracesSQLite": ["Rows", "Access", "Adding", "Opening", "."],
        "Conformance/CallTraceContract": [
            ".", "Interleaving", "Program", "Subject", "Workloads", "ChildProcess", "Judging", "History", "Clauses",
            "Verdict", "Report", "Cost",
        ],
        "Conformance/CallTraceContract/History": [".", "Random", "Replay", "Concurrent", "Shrinking"],
        "Conformance/StoreAdapters": ["Requests", "Program", "."],
        "Conformance/FaultyStores": ["PlainStore", "Space", "Faulty", "Lawful", "Catalog", "Matrix", "LikelyCause"],
    ]

    private func files(of folder: String, in module: String) -> [String] {
        let path = folder == "." ? module : "\(module)/\(folder)"
        return Repository.files(in: path, withExtensions: ["swift"])
            .filter { folder != "." || !$0.dropFirst(module.count + 1).contains("/") }
    }

    /// The types that a file declares at the top level.
    private func types(in text: String) -> Set<String> {
        let declaration =
            #/^(?:(?:public|package|private|fileprivate|final) )*(?:struct|class|enum|actor|protocol) (\w+)/#
        return Set(
            text.matches(of: declaration.anchorsMatchLineEndings())
                .filter { !$0.0.contains("private") }
                .map { String($0.1) }
        )
    }

    @Test(arguments: floors.keys.sorted()) func `a folder mentions no type of a folder above it`(_ module: String)
        throws
    {
        let floors = try #require(Self.floors[module])
        let folders = Set(
            Repository.files(in: module, withExtensions: ["swift"]).map { file in
                let parts = file.dropFirst(module.count + 1).split(separator: "/")
                return parts.count == 1 ? "." : String(parts[0])
            }
        )
        #expect(folders == Set(floors))
        for (floor, folder) in floors.enumerated() {
            let above = try floors[(floor + 1)...].flatMap { files(of: $0, in: module) }
                .reduce(into: Set<String>()) { $0.formUnion(types(in: try Repository.text($1))) }
            for file in files(of: folder, in: module) {
                let code = try Repository.text(file).split(separator: "\n")
                    .filter { !$0.drop(while: \.isWhitespace).hasPrefix("//") }
                    .joined(separator: "\n")
                    // Texts may mention any type.
                    .replacing(#/"[^"\n]*"/#, with: "")
                let words = Set(code.matches(of: #/\b[A-Z]\w*/#).map { String($0.0) })
                #expect(words.isDisjoint(with: above), "\(file): \(words.intersection(above).sorted())")
            }
        }
    }
}
