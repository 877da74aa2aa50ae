import CallTraces
import Foundation

/// Calls of real libraries, recorded by MonkeyType.
enum RecordedTraces {
    /// The sample, oldest first: distinct traces of many modules.
    ///
    /// - Throws: ``KitError`` when the resource cannot be read.
    static func sample() throws -> [CallTrace] {
        switch loaded {
        case .success(let traces): return traces
        case .failure(let error): throw error
        }
    }

    /// The newest trace of every function, so that a check does not depend on what makes traces identical.
    static func oneOfEachFunction() throws -> [CallTrace] {
        var seen: Set<[ExactString]> = []
        return try sample().reversed()
            .filter { seen.insert([ExactString($0.module), ExactString($0.qualname)]).inserted }
            .reversed()
    }

    private static let loaded = Result(catching: load).mapError {
        KitError("the recorded traces cannot be read: \($0)")
    }

    private static func load() throws -> [CallTrace] {
        guard let url = Bundle.module.url(forResource: "recorded-traces", withExtension: "json") else {
            throw KitError("the resource recorded-traces.json is missing; rebuild the package")
        }
        return try JSONDecoder().decode([[String?]].self, from: Data(contentsOf: url)).map { parts in
            guard parts.count == 5, let module = parts[0], let qualname = parts[1], let argTypes = parts[2] else {
                throw KitError("a recorded trace must have a module, qualname, arguments, return type and yield type")
            }
            let row = CallTraceRow(
                module: module,
                qualname: qualname,
                argTypes: argTypes,
                returnType: parts[3],
                yieldType: parts[4]
            )
            return try row.toTrace()
        }
    }
}
