import CallTraces
import Foundation
import JSONLinesStore
import Testing

struct JSONLinesStoreTests {
    @Test func theFileIsReadable() async throws {
        let file = try ScratchFile()
        let float = TypeReference(module: "builtins", qualname: "float")
        let list = TypeReference(module: "typing", qualname: "List", elementTypes: [float])
        try await file.store().add([
            CallTrace(module: "shop.cart", qualname: "Cart.total", argTypes: ["rate": list], returnType: float)
        ])
        #expect(
            try String(decoding: file.bytes, as: UTF8.self) == """
                {"argTypes":[{"name":"rate","type":{"elements":[{"module":"builtins","qualname":"float"}],\
                "module":"typing","qualname":"List"}}],"module":"shop.cart","qualname":"Cart.total",\
                "returnType":{"module":"builtins","qualname":"float"}}
                "committed"

                """
        )
    }

    @Test func aStoreThatWaitsBlocksNoTask() async throws {
        let file = try ScratchFile()
        let path = file.path
        _ = try await file.store()
        // As another process would hold it.
        let descriptor = open(path, O_RDWR)
        defer { close(descriptor) }
        try #require(flock(descriptor, LOCK_EX) == 0)
        try await withThrowingTaskGroup { group in
            for number in 0..<64 {
                group.addTask {
                    let store = try await JSONLinesStore.makeStore(connectionString: path)
                    try await store.add(["f\(number)"])
                }
            }
            // None of these would ever run.
            for _ in 0..<1_000 { await Task.detached { await Task.yield() }.value }
            flock(descriptor, LOCK_UN)
            try await group.waitForAll()
        }
        #expect(try await file.store().qualnames().count == 64)
    }

    @Test func aReaderWaitsForAWriter() async throws {
        let file = try ScratchFile()
        let store = try await file.store()
        try await store.add(["f"])
        let batch = try file.bytes
        let descriptor = open(file.path, O_RDWR | O_APPEND)
        defer { close(descriptor) }
        try #require(flock(descriptor, LOCK_EX) == 0)
        // The lines of a batch, of which the writer thinks better before it unlocks.
        let torn = Data(String(decoding: batch, as: UTF8.self).replacing("\"f\"", with: "\"g\"").utf8)
        try FileHandle(fileDescriptor: descriptor).write(contentsOf: torn)
        async let qualnames = store.qualnames()
        for _ in 0..<1_000 { await Task.yield() }
        try #require(ftruncate(descriptor, off_t(batch.count)) == 0)
        flock(descriptor, LOCK_UN)
        #expect(try await qualnames == ["f"])
    }

    @Test func typesMayBeNestedDeeperThanTheContractDemands() async throws {
        func trace(_ depth: Int, _ wrap: (TypeReference) -> TypeReference.Content) -> CallTrace {
            let type = (0..<depth).reduce(TypeReference.noneType) { inner, _ in
                TypeReference(module: "t", qualname: "T", content: wrap(inner))
            }
            return CallTrace(module: "m", qualname: "f\(depth)", argTypes: ["x": type])
        }
        let wraps: [(TypeReference) -> TypeReference.Content] = [
            { .elementTypes([$0]) }, { .typedDict(["k": $0]) },
        ]
        for wrap in wraps {
            let file = try ScratchFile()
            let store = try await file.store()
            try await store.add([trace(150, wrap), trace(151, wrap), trace(1_000, wrap)])
            #expect(try await store.filter(module: "m").map { try $0.toTrace() } == [trace(150, wrap)])
            #expect(try await file.store().filter(module: "m").map { try $0.toTrace() } == [trace(150, wrap)])
        }
    }

    @Test func aFileThatIsRemovedIsAnEmptyStore() async throws {
        let file = try ScratchFile()
        let store = try await file.store()
        try await store.add(["f", "g"])
        try FileManager.default.removeItem(atPath: file.path)
        #expect(try await store.qualnames() == [])
        try await store.add(["i"])
        #expect(try await file.store().qualnames() == ["i"])
    }

    @Test(arguments: ["", "/dev/null", "/", "/missing/folder/calls.jsonl", "a\0b", "mysql://john:pass@localhost/db"])
    func whatIsNoFileCannotBeOpened(_ connectionString: String) async {
        let error = await #expect(throws: CallTraceError.self) {
            try await JSONLinesStore.makeStore(connectionString: connectionString)
        }
        #expect(error?.code == .cannotOpen)
        #expect(error?.message.contains("pass") == false)
    }
}
