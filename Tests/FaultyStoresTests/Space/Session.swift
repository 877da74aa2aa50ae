import CallTraceContract
import CallTraces

@testable import FaultyStores

/// Stores that are called one call after another, and what they answered.
struct Session {
    private let opener: @Sendable (String, PlainServer) async throws -> PlainStore
    private let server = PlainServer()
    private var name = ""
    private var store: PlainStore?
    private var handles: [PlainStore] = []
    private(set) var observations: [String] = []

    init(open: @escaping @Sendable (String, PlainServer) async throws -> PlainStore) {
        opener = open
    }

    mutating func open(_ name: String) async {
        self.name = name
        handles = []
        store = nil
        await reopen()
    }

    /// Opens the same connection string again, and keeps the handles before.
    mutating func reopen() async {
        do {
            let store = try await opener("mysql://john:open-sesame@plain/\(name)", server)
            observations.append("\(store)")
            self.store = store
            handles.append(store)
        } catch {
            observations.append("\(error)")
        }
    }

    mutating func openUnreachable() async {
        do {
            _ = try await opener("mysql://john:open-sesame@\(Components.unreachable)/a", server)
            observations.append("opened")
        } catch {
            observations.append("\(error)")
        }
    }

    mutating func add(_ traces: [CallTrace]) async {
        await call { store in
            try await store.add(traces)
            return "added"
        }
    }

    mutating func filter(_ module: String, _ prefix: String? = nil, limit: Int = 2_000) async {
        await call { store in
            let thunks = try await store.filter(module: module, qualnamePrefix: prefix, limit: limit)
            return Self.decoded(thunks)
        }
        guard let first = handles.first, handles.count > 1 else { return }
        let thunks = try? await first.filter(module: module, qualnamePrefix: prefix, limit: limit)
        observations.append(Self.decoded(thunks ?? []))
    }

    mutating func list() async {
        await call { store in "\(try await store.listModules().map(ExactString.init).sorted())" }
        guard let first = handles.first, handles.count > 1 else { return }
        let modules = try? await first.listModules()
        observations.append("\((modules ?? []).map(ExactString.init).sorted())")
    }

    mutating func damage(_ module: String, _ qualname: String) async {
        let connectionString = "mysql://john:open-sesame@plain/\(name)"
        let record = StoredRecord(connectionString: connectionString, module: module, qualname: qualname)
        await call { store in
            try store.damage(record)
            return "damaged"
        }
    }

    func moveClock(by seconds: Int) {
        server.clock.update { $0 += seconds }
    }

    /// Decodes thunks again and again, at once, after an add and after another query, and once the store is gone.
    mutating func hold(_ module: String) async {
        guard let thunks = try? await store?.filter(module: module, qualnamePrefix: nil, limit: 3) else { return }
        for _ in 1...11 { observations.append(Self.decoded(thunks)) }
        let whole = thunks.filter { (try? $0.toTrace()) != nil }
        let failures = await withTaskGroup(of: Int.self) { group in
            for thunk in whole {
                for _ in 1...4 {
                    group.addTask { (1...20).count { _ in (try? thunk.toTrace()) == nil } }
                }
            }
            return await group.reduce(0, +)
        }
        observations.append("failed at once: \(failures > 0)")
        _ = try? await store?.filter(module: "other", qualnamePrefix: nil, limit: 3)
        observations.append(Self.decoded(thunks))
        await add([CallTrace(module: module, qualname: "newer")])
        observations.append(Self.decoded(thunks))
        store = nil
        handles = []
        observations.append(Self.decoded(thunks))
    }

    /// Looks at a store while a batch is added: all of it is seen, or none.
    mutating func watch(adding count: Int, gatedBy calls: Int) async {
        await open("watched")
        for number in 1..<max(calls, 2) {
            await add([CallTrace(module: "m", qualname: "before\(number)")])
            await filter("m")
            await list()
        }
        guard let store else { return }
        let before = (try? await store.filter(module: "m", limit: .max).count) ?? 0
        let isDone = Locked(false)
        let batch = (0..<count).map {
            CallTrace(module: $0 < count - 1_000 ? "m" : "\($0.isMultiple(of: 2) ? "a" : "n")\($0)", qualname: "f\($0)")
        }
        let torn = await withTaskGroup(of: [String].self) { group in
            group.addTask {
                try? await store.add(batch)
                isDone.value = true
                return []
            }
            group.addTask {
                var torn: Set<String> = []
                repeat {
                    let first = (try? await Set(store.listModules()).count) ?? 0
                    let found = (try? await store.filter(module: "m", limit: .max).count) ?? 0
                    let second = (try? await Set(store.listModules()).count) ?? 0
                    if found != before, found != before + count - 1_000 { torn.insert("part of the batch") }
                    if found != before, second < 1_000 { torn.insert("traces without modules") }
                    if found == before, first > 1_000 { torn.insert("modules without traces") }
                    if second > 2, second < 1_000 { torn.insert("part of the modules") }
                    await Task.yield()
                } while !isDone.value
                return torn.sorted()
            }
            return await group.reduce([], +)
        }
        observations += torn
        await filter("m", limit: .max)
        await list()
    }

    /// Adds batches at once and reads meanwhile: each is seen with its module, and afterward nothing is missing.
    ///
    /// Each name of a trace in the module `m` is also a module.
    ///
    /// - Parameters:
    ///   - count: How many traces there are before; an answer in pages can change only if it has several.
    ///   - calls: From which call on the store is faulty.
    mutating func race(over count: Int, gatedBy calls: Int) async {
        func named(_ name: String) -> [CallTrace] {
            [CallTrace(module: "m", qualname: name), CallTrace(module: name, qualname: "f")]
        }
        await open("raced")
        for number in 1..<max(calls, 2) {
            await add(named("before\(number)"))
            await filter("m")
            await list()
        }
        await add((0..<count).flatMap { named("old\($0)") })
        guard let store else { return }
        let (readers, reads) = count > 10 ? (4, max(3, 2_000 / max(count, 100))) : (20, 20)
        let progress = Locked(0)
        let isTorn = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<20 {
                group.addTask {
                    // Four at a time, in the first half of the reads, and not in the order of the names.
                    while progress.value < number / 4 * readers * reads / 10 { await Task.yield() }
                    try? await store.add(named("f\(number * 7 % 20)"))
                    return false
                }
                guard number < readers else { continue }
                group.addTask {
                    // If all readers began together, they would be between two calls together.
                    for _ in 0..<(number * number) { await Task.yield() }
                    var seen: [String] = []
                    for _ in 1...reads {
                        let before = ((try? await store.listModules()) ?? []).filter { $0 != "m" }
                        let thunks = (try? await store.filter(module: "m", limit: .max)) ?? []
                        let after = (try? await store.listModules()) ?? []
                        let now = Array(thunks.compactMap { try? $0.toTrace().qualname }.reversed())
                        guard now.prefix(seen.count) == seen[...], Set(now.prefix(before.count)) == Set(before),
                            Set(now).isSubset(of: after), Set(after).count == after.count
                        else {
                            progress.value = .max
                            return true
                        }
                        seen = now
                        progress.update { $0 = max($0, $0 &+ 1) }
                        await Task.yield()
                    }
                    return false
                }
            }
            return await group.contains(true)
        }
        observations.append("torn: \(isTorn)")
        let thunks = (try? await store.filter(module: "m", limit: .max)) ?? []
        observations.append("\(Set(thunks.compactMap { try? $0.toTrace() }).hashValue)")
        await list()
    }

    private mutating func call(_ body: (PlainStore) async throws -> String) async {
        if store == nil { await reopen() }
        guard let store else { return }
        do {
            observations.append(try await body(store))
        } catch {
            observations.append("\(error)")
        }
    }

    private static func decoded(_ thunks: [PlainThunk]) -> String {
        var hasher = Hasher()
        var errors: [String] = []
        for thunk in thunks {
            do {
                hasher.combine(try thunk.toTrace())
            } catch {
                errors.append("\(error)")
                hasher.combine(0)
            }
        }
        return "\(thunks.count) \(hasher.finalize()) \(errors)"
    }
}
