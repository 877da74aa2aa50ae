import CallTraces
import Foundation
import ProcessSignals

extension ChildInstructions {
    /// Carries out the instructions, reports each step on standard output, and exits.
    ///
    /// - Parameter subject: The store; only the way to open it is used.
    package func run(on subject: AnySubject) async -> Never {
        Self.send(.started)
        do {
            try await work(with: subject)
        } catch {
            Self.send(.threw(text(of: error)))
            exit(EXIT_FAILURE)
        }
        Self.send(.done)
        exit(EXIT_SUCCESS)
    }

    private func work(with subject: AnySubject) async throws {
        var orders = 0
        if case .isStoppedOpening(let connectionStrings) = work {
            var stops = StopSchedule()
            for connectionString in connectionStrings {
                Self.waitForOrder(&orders)
                let store = try await stops.call { try await subject.open(connectionString) }
                Self.send(.opened)
                withExtendedLifetime(store) {}
            }
            return
        }
        if case .addsOnOrder = work { Self.waitForOrder(&orders) }
        let store = try await subject.open(connectionString)
        Self.send(.opened)
        switch work {
        case .adds:
            for number in 0..<series.count { try await add(number, to: store) }
        case .addsOnOrder:
            for number in 0..<series.count {
                Self.waitForOrder(&orders)
                try await add(number, to: store)
            }
        case .addsUnderLimits(let limits):
            try await add(to: store, under: limits, holding: false)
        case .isHeld(let limit):
            try await add(to: store, under: [limit], holding: true)
        case .isStoppedAdding:
            var stops = StopSchedule()
            for number in 0..<series.count {
                Self.waitForOrder(&orders)
                try await stops.call { try await store.add(series.traces(number)) }
                Self.send(.added(number))
            }
        case .watches:
            try await watch(store)
        case .isStoppedOpening:
            break
        }
        // The store must be open when the process is killed.
        if waitsForKill { withExtendedLifetime(store) { while true { pause() } } }
    }

    private func add(_ number: Int, to store: any CallTraceStore) async throws {
        try await store.add(series.traces(number))
        Self.send(.added(number))
    }

    private func add(to store: any CallTraceStore, under limits: [FileSizeLimit], holding: Bool) async throws {
        var limits = limits[...]
        var largest: [Int] = []
        for number in 0..<series.count {
            if number >= 2, number.isMultiple(of: 2), let limit = limits.popFirst() {
                let bytes = limit.bytes(after: largest, batch: number)
                Self.send(.limited(number, bytes))
                FileSizeLimit.prepare(holding: holding)
                FileSizeLimit.set(bytes)
                do {
                    try await add(number, to: store)
                } catch {
                    Self.send(.refused(number, text(of: error)))
                }
                FileSizeLimit.set(nil)
            } else {
                try await add(number, to: store)
            }
            largest.append(FileSizeLimit.largestFile(below: directory))
        }
    }

    private func watch(_ store: any CallTraceStore) async throws {
        var watch = BatchWatch(series)
        while process_signals_orders() == 0 {
            try await watch.look {
                try await store.filter(module: BatchSeries.module, limit: series.ampleLimit)
            } listModules: {
                try await store.listModules()
            }
            try await BatchWatch.pause(isAdapted: store is any AdaptedStore)
        }
        if let fault = watch.fault ?? (watch.isOrdered ? watch.faultIfOrdered : nil) { Self.send(.saw(fault)) }
    }

    private func text(of error: any Error) -> String {
        let text = "\(type(of: error)): \(error)"
        return URIPassword(in: connectionString)?.redacted(in: text) ?? text
    }

    /// Waits for one more order than were followed so far.
    private static func waitForOrder(_ followed: inout Int) {
        while process_signals_orders() <= followed { usleep(50) }
        followed += 1
    }

    /// Writes a message without buffering: what is acknowledged must get out before the process is killed.
    static func send(_ message: ChildMessage) {
        var rest = Array(message.line.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
            // The parent no longer reads.
            guard count > 0 else { _exit(EXIT_FAILURE) }
            rest = rest.dropFirst(count)
        }
    }
}
