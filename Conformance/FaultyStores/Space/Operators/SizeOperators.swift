import CallTraceContract
import CallTraces

extension FaultSpace {
    /// A number is exceeded or met, and something is lost or refused.
    static let sizeOperators: [FaultOperator] = [
        FaultOperator(
            kind: .size,
            name: "lose what exceeds",
            places: TraceSize.all.map { size in
                size.place { count in { $0.filter { size.of($0) <= count } } }
            } + [batches { count in { $0.count > count ? [] : $0 } }]
        ),
        FaultOperator(
            kind: .size,
            name: "refuse what exceeds",
            places: TraceSize.all.map { size in
                size.place { count in
                    { traces in
                        guard !traces.contains(where: { size.of($0) > count }) else { throw Fault("too large") }
                        return traces
                    }
                }
            } + [
                batches { count in
                    { traces in
                        guard traces.count <= count else { throw Fault("too many") }
                        return traces
                    }
                },
                results([.filter7, .filter6]) { count in
                    { thunks in
                        guard thunks.count <= count else { throw Fault("too many") }
                        return thunks
                    }
                },
                modules { count in
                    { modules in
                        guard modules.count <= count else { throw Fault("too many") }
                        return modules
                    }
                },
            ] + refusedQueries
        ),
        FaultOperator(
            kind: .size,
            name: "truncate to",
            places: TraceSize.all.filter { !$0.isText }.compactMap { size in
                size.truncate.map { truncate in size.place { count in { $0.map { truncate($0, count) } } } }
            } + [
                batches { count in { Array($0.prefix(count)) } },
                results([.filter7, .filter6, .filter5]) { count in { Array($0.prefix(count)) } },
                modules { count in { Array($0.prefix(count)) } },
                FaultPlace(
                    "limit",
                    [.filter7, .filter6, .filter5],
                    FaultSizes.all.map { count in
                        FaultValue(
                            "\(count)",
                            allowedBecause: count < 20_000 ? nil : "the contract promises 20000 traces of a result"
                        ) {
                            $0.changeQueries { $0.limit = min($0.limit, count) }
                        }
                    }
                ),
                rows("newest rows of a module") { records, count in Array(records.prefix(count)) },
                rows("oldest rows of a module") { records, count in Array(records.suffix(count)) },
            ]
        ),
        FaultOperator(
            kind: .size,
            name: "wrap at",
            places: TraceSize.all.compactMap { size in
                size.truncate.map { truncate in
                    size.place(FaultSizes.powersOfTwo) { count in
                        { traces in
                            traces.map { trace in
                                let actual = size.of(trace)
                                return actual < count ? trace : truncate(trace, actual % count)
                            }
                        }
                    }
                }
            } + [
                batches(FaultSizes.powersOfTwo) { count in
                    { Array($0.prefix($0.count < count ? count : $0.count % count)) }
                },
                results([.filter7, .filter6], FaultSizes.powersOfTwo) { count in
                    { Array($0.prefix($0.count < count ? count : $0.count % count)) }
                },
                modules(FaultSizes.powersOfTwo) { count in
                    { Array($0.prefix($0.count < count ? count : $0.count % count)) }
                },
                FaultPlace(
                    "limit",
                    [.filter7, .filter5, .filter6],
                    (FaultSizes.powersOfTwo + [65_536, 1 << 31, 1 << 32]).map { count in
                        FaultValue("\(count)") { $0.changeQueries { if $0.limit >= count { $0.limit %= count } } }
                    }
                ),
            ]
        ),
        FaultOperator(
            kind: .size,
            name: "lose what is exactly",
            places: TraceSize.all.map { size in
                size.place(exactly: true) { count in { $0.filter { size.of($0) != count } } }
            } + [
                batches(exactly: true) { count in { $0.count == count ? [] : $0 } },
                results([.filter7, .filter6, .filter5], exactly: true) { count in { $0.count == count ? [] : $0 } },
                modules(exactly: true) { count in { $0.count == count ? [] : $0 } },
                FaultPlace(
                    "limit",
                    [.filter5, .filter6, .filter7],
                    FaultSizes.all.map { count in
                        FaultValue(
                            "\(count)",
                            allowedBecause: count < 20_000 ? nil : "the contract promises 20000 traces of a result"
                        ) {
                            $0.changeQueries { if $0.limit == count { $0.limit -= 1 } }
                        }
                    }
                ),
            ]
        ),
        FaultOperator(
            kind: .size,
            name: "store in chunks of",
            places: [
                FaultPlace(
                    "incomplete chunk of a batch, which is lost",
                    [.add4],
                    chunks { traces, count in
                        traces.count < count ? traces : Array(traces.prefix(traces.count / count * count))
                    }
                ),
                FaultPlace(
                    "first trace of each later chunk, which is lost",
                    [.add4],
                    chunks { traces, count in
                        traces.indices.filter { $0 == 0 || $0 % count != 0 }.map { traces[$0] }
                    }
                ),
                FaultPlace(
                    "last chunk of a batch, which is written twice and replaces the one before",
                    [.add4],
                    chunks(atLeast: 2) { traces, count in
                        guard traces.count >= 2 * count else { return traces }
                        let end = traces.count / count * count
                        return Array(traces[..<(end - count)] + traces[end...])
                    }
                ),
                FaultPlace(
                    "chunks of a batch, which are stored last first",
                    [.filter4],
                    chunks { traces, count in
                        stride(from: 0, to: traces.count, by: count).reversed().flatMap { start in
                            traces[start..<min(start + count, traces.count)]
                        }
                    }
                ),
                FaultPlace(
                    "chunks of a batch, each stored newest first",
                    [.filter4],
                    chunks { traces, count in
                        guard traces.count > count else { return traces }
                        return stride(from: 0, to: traces.count, by: count).flatMap { start in
                            traces[start..<min(start + count, traces.count)].reversed()
                        }
                    }
                ),
            ]
        ),
        FaultOperator(kind: .size, name: "stop after", places: stopping),
    ]

    private static func batches(
        _ sizes: [Int] = FaultSizes.around(50_000),
        exactly: Bool = false,
        _ change: @escaping @Sendable (Int) -> @Sendable ([CallTrace]) throws -> [CallTrace]
    ) -> FaultPlace {
        FaultPlace(
            "traces of a batch",
            [.add4],
            sizes.map { count in
                FaultValue("\(count)", allowedBecause: beyond(count, 50_000, "traces of a batch", exactly)) {
                    $0.changeTraces(change(count))
                }
            }
        )
    }

    private static func results(
        _ naming: [Clause],
        _ sizes: [Int] = FaultSizes.around(20_000),
        exactly: Bool = false,
        _ change: @escaping @Sendable (Int) -> @Sendable ([PlainThunk]) throws -> [PlainThunk]
    ) -> FaultPlace {
        FaultPlace(
            "results",
            naming + [.add4],
            sizes.map { count in
                FaultValue("\(count)", allowedBecause: beyond(count, 20_000, "traces of a result", exactly)) { store in
                    store.wrapCalls { calls in
                        calls.filter = { [filter = calls.filter] in try change(count)(try await filter($0)) }
                    }
                }
            }
        )
    }

    private static func modules(
        _ sizes: [Int] = FaultSizes.around(5_000),
        exactly: Bool = false,
        _ change: @escaping @Sendable (Int) -> @Sendable ([String]) throws -> [String]
    ) -> FaultPlace {
        FaultPlace(
            "modules",
            [.list2],
            sizes.map { count in
                FaultValue("\(count)", allowedBecause: beyond(count, 5_000, "modules", exactly)) { store in
                    store.wrapCalls { calls in
                        calls.list = { [list = calls.list] in try change(count)(try await list()) }
                    }
                }
            }
        )
    }

    private static func rows(
        _ name: String,
        _ keep: @escaping @Sendable (_ newestFirst: [Record], Int) -> [Record]
    ) -> FaultPlace {
        FaultPlace(
            name,
            [.filter7, .filter5, .filter9, .add4],
            FaultSizes.around(50_000).map { count in
                FaultValue("\(count)", allowedBecause: beyond(count, 50_000, "rows of a module", false)) {
                    $0.steps.sequence = [.module, .order, .beforeDuplicates, .prefix, .duplicates, .limit]
                    $0.steps[.beforeDuplicates] = QueryStep { records, _ in keep(records, count) }
                }
            }
        )
    }

    /// Values for a batch that a store writes in chunks, of which it must have more than one, or as many as given.
    private static func chunks(
        atLeast fewest: Int = 1,
        _ change: @escaping @Sendable ([CallTrace], Int) -> [CallTrace]
    ) -> [FaultValue] {
        FaultSizes.around(50_000).filter { fewest * $0 < 50_000 }.map { count in
            FaultValue("\(count)") { $0.changeTraces { change($0, count) } }
        }
    }

    private static let refusedQueries: [FaultPlace] = [
        FaultPlace(
            "bytes of a queried module",
            [.filter13, .add7],
            FaultSizes.ofTexts.map { count in
                FaultValue("\(count)") { store in
                    store.check = lawfulUnless("the module is too long") { $1.module.utf8.count > count }
                }
            }
        ),
        FaultPlace(
            "bytes of a queried prefix",
            [.filter13, .filter2],
            FaultSizes.ofTexts.map { count in
                FaultValue("\(count)") { store in
                    store.check = lawfulUnless("the prefix is too long") {
                        ($1.qualnamePrefix ?? "").utf8.count > count
                    }
                }
            }
        ),
        FaultPlace(
            "limit",
            [.filter7, .filter6],
            (FaultSizes.all + [1 << 31, 1 << 32]).map { count in
                FaultValue("\(count)") { $0.check = lawfulUnless("the limit is too large") { $1.limit > count } }
            }
        ),
    ]

    private static let stopping: [FaultPlace] = {
        let counts = FaultSizes.all.filter { $0 <= 512 }
        func values(
            promised: Int = .max,
            _ mutate: @escaping @Sendable (inout Components, Int) -> Void
        ) -> [FaultValue] {
            counts.map { count in
                let allowance = count >= promised ? "the contract promises \(promised) open handles" : nil
                return FaultValue("\(count)", allowedBecause: allowance, fromCalls: [1]) { mutate(&$0, count) }
            }
        }
        return [
            FaultPlace(
                "adds, whose batches are then lost",
                [.add4, .add8, .model1],
                values { store, count in
                    let adds = store.shared("batches", 0)
                    store.changeTraces { adds.next() > count ? [] : $0 }
                }
            ),
            FaultPlace(
                "adds, which are then refused",
                [.add4, .add8, .model1],
                values { store, count in
                    let adds = store.shared("batches", 0)
                    store.changeTraces { traces in
                        guard adds.next() <= count else { throw Fault("too many batches") }
                        return traces
                    }
                }
            ),
            FaultPlace(
                "queries, which are then refused",
                [.filter11, .model1],
                values { store, count in
                    let queries = store.shared("queries", 0)
                    store.check = { _, query in
                        guard queries.next() <= count else { throw Fault("too many queries") }
                        return try query.checked()
                    }
                }
            ),
            FaultPlace(
                "open handles, after which opening is refused",
                [.make7, .make2],
                values(promised: 32) { store, count in
                    let handles = store.shared("handles", 0)
                    store.open = { [open = store.open] in
                        try await open()
                        guard handles.next() <= count else { throw Fault("too many handles") }
                    }
                    store.close = { handles.update { $0 -= 1 } }
                }
            ),
            FaultPlace(
                "openings, after which opening is refused",
                [.make7, .make2],
                values { store, count in
                    let handles = store.shared("openings", 0)
                    store.open = { [open = store.open] in
                        try await open()
                        guard handles.next() <= count else { throw Fault("too many openings") }
                    }
                }
            ),
        ]
    }()

    /// Why a fault at a size is allowed, if it is; what is promised must be kept, and nothing above it.
    fileprivate static func beyond(_ count: Int, _ promised: Int, _ what: String, _ exactly: Bool) -> String? {
        count > promised || (count == promised && !exactly) ? "the contract promises \(promised) \(what)" : nil
    }
}

extension FaultSizes {
    static let powersOfTwo = [16, 32, 64, 128, 256, 512, 1_024, 2_048, 4_096, 8_192, 16_384]
}

/// A size of a trace, up to a number that the contract promises.
private struct TraceSize: Sendable {
    let name: String
    let naming: [Clause]
    let promised: Int
    let isText: Bool
    let of: @Sendable (CallTrace) -> Int
    /// Reduces a trace to a size; `nil` where that is no single thing.
    let truncate: (@Sendable (CallTrace, Int) -> CallTrace)?

    static let all: [TraceSize] = TextPlace.allCases.map(bytes) + counts

    func place(
        _ sizes: [Int]? = nil,
        exactly: Bool = false,
        _ change: @escaping @Sendable (Int) -> @Sendable ([CallTrace]) throws -> [CallTrace]
    ) -> FaultPlace {
        let sizes =
            sizes.map { $0.filter { $0 < promised } } ?? (isText ? FaultSizes.ofTexts : FaultSizes.around(promised))
        return FaultPlace(
            name,
            naming,
            sizes.map { count in
                FaultValue("\(count)", allowedBecause: FaultSpace.beyond(count, promised, name, exactly)) {
                    $0.changeTraces(change(count))
                }
            }
        )
    }

    private static func bytes(of place: TextPlace) -> TraceSize {
        TraceSize(
            name: "bytes of \(place == .argumentName ? "an" : "a") \(place.rawValue)",
            naming: [.add7, .add13],
            promised: 1 << 20,
            isText: true,
            of: { trace in
                var bytes = 0
                _ = trace.changing(place) { text in
                    bytes = max(bytes, text.utf8.count)
                    return text
                }
                return bytes
            },
            truncate: { trace, count in
                trace.changing(place) { String(decoding: $0.utf8.prefix(count), as: UTF8.self) }
            }
        )
    }

    private static let counts: [TraceSize] = [
        TraceSize(
            name: "arguments",
            naming: [.add13],
            promised: 1_000,
            isText: false,
            of: { $0.argTypes.count },
            truncate: { trace, count in
                var trace = trace
                trace.argTypes = NamedTypes(trace.argTypes.prefix(count).map { ($0.name, $0.type) })
                return trace
            }
        ),
        TraceSize(
            name: "elements of a type",
            naming: [.add13],
            promised: 1_000,
            isText: false,
            of: { trace in
                trace.largest { type, _ in
                    if case .elementTypes(let elements) = type.content { elements.count } else { 0 }
                }
            },
            truncate: { trace, count in
                var trace = trace
                trace.changeTypes { type, _ in
                    guard case .elementTypes(let elements) = type.content else { return }
                    type.content = .elementTypes(Array(elements.prefix(count)))
                }
                return trace
            }
        ),
        TraceSize(
            name: "fields of a typed dict",
            naming: [.add13],
            promised: 1_000,
            isText: false,
            of: { trace in
                trace.largest { type, _ in if case .typedDict(let fields) = type.content { fields.count } else { 0 } }
            },
            truncate: { trace, count in
                var trace = trace
                trace.changeTypes { type, _ in
                    guard case .typedDict(let fields) = type.content else { return }
                    type.content = .typedDict(NamedTypes(fields.prefix(count).map { ($0.name, $0.type) }))
                }
                return trace
            }
        ),
        TraceSize(
            name: "depth of element types",
            naming: [.add13],
            promised: 64,
            isText: false,
            of: { $0.depth(countsElements: true, countsFields: false) },
            truncate: { trace, count in
                var trace = trace
                trace.changeTypes { type, depth in
                    if depth >= count, case .elementTypes = type.content { type.content = .bare }
                }
                return trace
            }
        ),
        TraceSize(
            name: "depth of typed dicts",
            naming: [.add13],
            promised: 64,
            isText: false,
            of: { $0.depth(countsElements: false, countsFields: true) },
            truncate: { trace, count in
                var trace = trace
                trace.changeTypes { type, depth in
                    if depth >= count, case .typedDict = type.content { type.content = .bare }
                }
                return trace
            }
        ),
        TraceSize(
            name: "depth of types",
            naming: [.add13],
            promised: 64,
            isText: false,
            of: { $0.depth(countsElements: true, countsFields: true) },
            truncate: { trace, count in
                var trace = trace
                trace.changeTypes { type, depth in if depth >= count { type.content = .bare } }
                return trace
            }
        ),
        TraceSize(
            name: "bytes of encoded arguments",
            naming: [.add13, .add7],
            promised: 1 << 20,
            isText: true,
            of: { (try? CallTraceRow($0))?.argTypes.utf8.count ?? 0 },
            truncate: nil
        ),
        TraceSize(
            name: "bytes of an encoded return type",
            naming: [.add13, .add7],
            promised: 1 << 20,
            isText: true,
            of: { (try? CallTraceRow($0))?.returnType?.utf8.count ?? 0 },
            truncate: nil
        ),
    ]
}

extension CallTrace {
    fileprivate func largest(_ size: (TypeReference, _ depth: Int) -> Int) -> Int {
        var (trace, largest) = (self, 0)
        trace.changeTypes { type, depth in largest = max(largest, size(type, depth)) }
        return largest
    }

    /// How many types are nested in each other, counting only what is in element types or in fields, and the innermost.
    fileprivate func depth(countsElements: Bool, countsFields: Bool) -> Int {
        func depth(_ type: TypeReference) -> Int {
            switch type.content {
            case .bare: 1
            case .elementTypes(let elements): (countsElements ? 1 : 0) + (elements.map(depth).max() ?? 1)
            case .typedDict(let fields): (countsFields ? 1 : 0) + (fields.map { depth($0.type) }.max() ?? 1)
            }
        }
        let types = argTypes.map(\.type) + [returnType, yieldType].compactMap(\.self)
        return types.map(depth).max() ?? 0
    }
}
