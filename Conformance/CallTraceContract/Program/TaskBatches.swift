package import CallTraces

/// Batches that several tasks add at once: each task its own, one after another.
package struct TaskBatches: Sendable {
    /// How many tasks there are.
    package let tasks: Int

    /// How many batches each task adds.
    package let count: Int

    /// How many traces a batch has.
    package let size: Int

    /// Whether all tasks add the same traces.
    package var areShared = false

    /// The return type of every trace.
    package var returnType: TypeReference?

    /// The module of every trace.
    package static let module = "m"

    /// The traces of all tasks.
    var traces: [CallTrace] {
        (1...tasks).flatMap { task in (1...count).flatMap { batch($0, of: task).traces } }
    }

    /// A batch of a task; both are counted from one.
    package func batch(_ number: Int, of task: Int) -> Batch {
        Batch(
            (1...size).map { trace in
                CallTrace(
                    module: Self.module,
                    qualname: qualname(task: "\(task)", batch: "\(number)", trace: "\(trace)"),
                    returnType: returnType
                )
            }
        )
    }

    /// The store that a task adds to: the only one of all tasks, or its own.
    package func store<Store>(of task: Int, among stores: [Store]) -> Store {
        stores[stores.count == 1 ? 0 : task - 1]
    }

    /// A qualname, or with variables instead of numbers, what a program makes them of.
    package func qualname(task: String, batch: String, trace: String) -> String {
        "\(areShared ? "" : "task\(task).")batch\(batch).f\(trace)"
    }

    /// A batch as a Swift expression with the variables `task` and `batch`.
    var swift: String {
        let name = qualname(task: "\\(task)", batch: count == 1 ? "1" : "\\(batch)", trace: size == 1 ? "1" : "\\($0)")
        let type = returnType.map { ", returnType: \(SwiftText.type($0))" } ?? ""
        let trace = "CallTrace(module: \"\(Self.module)\", qualname: \"\(name)\"\(type))"
        return size == 1 ? "[\(trace)]" : "(1...\(size)).map { \(trace) }"
    }
}
