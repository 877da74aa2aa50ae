import CallTraceContract

/// The verdicts on a sample of the space: how much of it the contract kills.
package struct FaultSurvey: Sendable {
    /// The verdicts, in the order of the points.
    package let verdicts: [FaultVerdict]
    /// The seeds that drew the points; empty if they were chosen.
    package let seeds: [UInt64]

    package init(verdicts: [FaultVerdict], seeds: [UInt64]) {
        self.verdicts = verdicts
        self.seeds = seeds
    }

    /// Judges points, two at a time.
    ///
    /// - Parameters:
    ///   - points: The points.
    ///   - seeds: The seeds that drew them.
    ///   - progress: Called with each verdict once it is reached.
    package init(
        judging points: [FaultPoint],
        seeds: [UInt64],
        progress: @escaping @Sendable (FaultVerdict) -> Void = { _ in }
    ) async {
        verdicts = await points.mapTwoAtATime { point in
            let verdict = await FaultVerdict(judging: point)
            progress(verdict)
            return verdict
        }
        self.seeds = seeds
    }

    /// The verdicts on points that the contract does not allow.
    package var counted: [FaultVerdict] { verdicts.filter { $0.point.allowance == nil } }

    /// The faults that no clause condemned, those that the contract does not allow first.
    package var survivors: [FaultVerdict] {
        let survivors = verdicts.filter { $0.condemning == nil }
        return survivors.filter(\.isUnexpectedSurvivor) + survivors.filter { !$0.isUnexpectedSurvivor }
    }

    /// The faults that only clauses condemned that do not name them.
    package var misnamed: [FaultVerdict] { counted.filter { $0.condemning != nil && !$0.isNamedRight } }

    /// What the sample reveals to be wrong with the kit, one sentence each; empty if nothing is.
    package var faults: [String] { faults(killingAtLeast: 100) }

    /// What the sample reveals to be wrong with a kit that need not kill everything, one sentence each.
    ///
    /// - Parameter percentage: The percentage of faults that must be killed for survivors to be no fault of the kit.
    /// - Returns: The sentences; none if nothing is wrong.
    package func faults(killingAtLeast percentage: Int) -> [String] {
        let isEnough = rate.killed * 100 >= percentage * rate.points
        return verdicts.flatMap { verdict in
            var faults = verdict.kitErrors.map { "\(verdict.point.name) could not be judged: \($0)" }
            if verdict.isUnexpectedSurvivor, !isEnough {
                faults.append("\(verdict.point.name) survives; \(Self.ids(verdict.point.naming)) should condemn it")
            }
            if verdict.isUnexpectedKill, let clause = verdict.condemning, let allowance = verdict.point.allowance {
                faults.append("\(verdict.point.name) is condemned by \(clause.id), but is allowed: \(allowance)")
            }
            return faults
        }
    }

    static func ids(_ clauses: [Clause]) -> String { clauses.map(\.id).joined(separator: ", ") }
}

extension FaultSurvey {
    /// How many of some points were killed, and by the clauses that name them.
    struct Rate {
        let name: String
        let points: Int
        let killed: Int
        let namedRight: Int

        init(_ name: String, _ verdicts: [FaultVerdict]) {
            self.name = name
            points = verdicts.count
            killed = verdicts.count { $0.condemning != nil }
            namedRight = verdicts.count(where: \.isNamedRight)
        }

        var percentKilled: String { percent(killed) }
        var percentNamedRight: String { percent(namedRight) }

        private func percent(_ count: Int) -> String {
            // Rounded down: only all of them are 100 %.
            points == 0 ? "-" : "\(count * 100 / points) %"
        }
    }

    /// The rate of the whole sample.
    var rate: Rate { Rate("all", counted) }

    /// The rates by kind of operator.
    var ratesByKind: [Rate] {
        FaultKind.allCases.compactMap { kind in rate(kind.rawValue) { $0.kind == kind } }
    }

    /// The rates by operator and place, in the order of the space.
    var ratesByPlace: [Rate] {
        FaultSpace.operators.flatMap { operation in
            operation.places.compactMap { place in
                rate("\(operation.name) at \(place.name)") { $0.operation == operation.name && $0.place == place.name }
            }
        }
    }

    private func rate(_ name: String, _ isCounted: (FaultPoint) -> Bool) -> Rate? {
        let verdicts = counted.filter { isCounted($0.point) }
        return verdicts.isEmpty ? nil : Rate(name, verdicts)
    }
}
