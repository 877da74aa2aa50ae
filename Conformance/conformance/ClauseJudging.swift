import CallTraceContract
import FaultyStores

/// Judges clauses in their order, as many at once as there are subjects.
struct ClauseJudging {
    /// The verdicts, some of them still to come, by the id of the clause.
    let verdicts: [String: Task<Verdict, Never>]

    /// Begins to judge.
    ///
    /// - Parameters:
    ///   - clauses: The clauses, each once.
    ///   - subjects: The subjects, each of which judges one clause at a time.
    init(_ clauses: [Clause], on subjects: [AnySubject]) {
        let queue = SubjectQueue(subjects)
        var verdicts: [String: Task<Verdict, Never>] = [:]
        var previous: Task<AnySubject, Never>?
        for clause in clauses {
            // A clause takes a subject once the one before it has taken its own.
            let taking = Task { [previous] in
                _ = await previous?.value
                return await queue.take()
            }
            verdicts[clause.id] = Task {
                let subject = await taking.value
                let verdict = await clause.verdict(on: subject, launcher: ProcessLauncher.child)
                await queue.giveBack(subject)
                return verdict
            }
            previous = taking
        }
        self.verdicts = verdicts
    }
}

/// Subjects that judge no clause at present.
private actor SubjectQueue {
    private var free: [AnySubject]
    private var waiting: CheckedContinuation<AnySubject, Never>?

    init(_ subjects: [AnySubject]) {
        free = subjects
    }

    /// Takes a subject, once there is one; called by one task at a time.
    func take() async -> AnySubject {
        if let subject = free.popLast() { return subject }
        return await withCheckedContinuation { waiting = $0 }
    }

    func giveBack(_ subject: AnySubject) {
        guard let continuation = waiting else { return free.append(subject) }
        waiting = nil
        continuation.resume(returning: subject)
    }
}
