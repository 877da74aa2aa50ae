import ArgumentParser
import CallTraceContract
import FaultyStores

/// A store that the command can judge by name: a reference store, or one of the catalog.
struct ChosenStore {
    /// The store as it is judged; its child process is this command.
    let subject: AnySubject

    /// Finds a store.
    ///
    /// - Throws: `ValidationError` that suggests similar names.
    init(named name: String) throws {
        let launcher = ProcessLauncher.child(of: name)
        if let store = ReferenceStore(rawValue: name) {
            subject = store.subject.launchingProcesses(with: launcher)
        } else if let subject = try? Catalog.subject(named: name, launcher: launcher) {
            self.subject = subject
        } else {
            throw ValidationError(Self.suggestion(for: name, among: Self.names))
        }
    }

    /// The names of all stores, reference stores first.
    static let names = ReferenceStore.allCases.map(\.rawValue) + Catalog.names

    /// What to say about an unknown name.
    static func suggestion(for name: String, among names: [String]) -> String {
        let similar = names.map { (name: $0, distance: editDistance(name.lowercased(), $0.lowercased())) }
            .filter { $0.distance <= max(2, $0.name.count / 3) }
            .min { $0.distance < $1.distance }
        let question = similar.map { "; did you mean \($0.name.debugDescription)?" } ?? "."
        return "There is no store named \(name.debugDescription)\(question) `conformance stores` lists them all."
    }

    /// How many characters to insert, remove or replace to turn one text into another.
    private static func editDistance(_ left: String, _ right: String) -> Int {
        let right = Array(right)
        var row = Array(0...right.count)
        for (index, character) in left.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for column in right.indices {
                let cost = character == right[column] ? diagonal : min(diagonal, row[column], row[column + 1]) + 1
                diagonal = row[column + 1]
                row[column + 1] = cost
            }
        }
        return row[right.count]
    }
}
