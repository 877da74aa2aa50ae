import CallTraces
import Testing

@testable import CallTraceContract
@testable import FaultyStores

/// Proves, without judging a store, that MAKE-6 opens connection strings that any change would take for one.
@Suite struct ConnectionStringWorkloadTests {
    private static let connectionStrings = Clause.make6Endings.flatMap(\.1).map { "mysql://john@plain/MAKE-6-1\($0)" }

    @Test func `every change to connection strings makes two of them one`() throws {
        for operation in FaultSpace.textOperators {
            guard let place = operation.places.first(where: { $0.name == "connection string" }) else { continue }
            let changes = TextChange.byOperator.first { $0.name == operation.name }?.changes ?? []
            for value in place.values {
                let change = try #require(changes.first { $0.name == value.name })
                let changed = Set(Self.connectionStrings.map { ExactString(change.apply($0)) })
                #expect(changed.count < Self.connectionStrings.count, "\(operation.name) (\(value.name))")
            }
        }
    }

    @Test func `no connection string is there twice`() {
        #expect(Set(Self.connectionStrings.map(ExactString.init)).count == Self.connectionStrings.count)
    }
}
