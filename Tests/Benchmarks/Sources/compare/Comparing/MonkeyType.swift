import Foundation
import Workloads

/// MonkeyType, in processes of its own.
struct MonkeyType {
    /// The versions of MonkeyType and what it runs on.
    struct Versions: Decodable {
        let monkeytype: String
        let python: String
        let sqlite: String
    }

    let versions: Versions
    private let python: URL
    private let script: URL

    private static let version = "23.3.0"

    /// Uses the Python that `MONKEYTYPE_PYTHON` names, or creates a virtual environment in .build.
    init() async throws {
        guard let script = Bundle.module.url(forResource: "monkeytype_peer", withExtension: "py") else {
            throw CocoaError(.fileNoSuchFile)
        }
        self.script = script
        python =
            if let path = ProcessInfo.processInfo.environment["MONKEYTYPE_PYTHON"], !path.isEmpty {
                URL(filePath: path)
            } else {
                try await Self.installed()
            }
        versions = try JSONDecoder().decode(
            Versions.self,
            from: await MeasuredProcess.output(python, [script.path, "version"])
        )
    }

    func figures(_ arguments: [String]) async throws -> Figures {
        try await MeasuredProcess.figures(python, ["-W", "ignore::DeprecationWarning", script.path] + arguments)
    }

    private static func installed() async throws -> URL {
        let folder = RepositoryFolder.benchmarks.appending(path: ".build/monkeytype-\(version)")
        let python = folder.appending(path: "bin/python")
        // Created last, so that an interrupted installation is repeated.
        let complete = folder.appending(path: "complete")
        guard !FileManager.default.fileExists(atPath: complete.path) else { return python }
        _ = try await MeasuredProcess.output(
            URL(filePath: "/usr/bin/env"),
            ["python3", "-m", "venv", "--clear", folder.path]
        )
        let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "monkeytype==\(version)"]
        _ = try await MeasuredProcess.output(python, pip)
        try Data().write(to: complete)
        return python
    }
}
