import CallTraceContract
import Testing

@testable import FaultyStores

@Suite struct FaultSurveyTests {
    private static func point(_ operation: String, allowedBecause allowance: String? = nil) -> FaultPoint {
        let value = FaultValue("9", allowedBecause: allowance) { _ in }
        return FaultPoint(.size, operation, FaultPlace("a place", [.add4, .add7], [value]), value, from: 1)
    }

    private let survey = FaultSurvey(
        verdicts: [
            FaultVerdict(point: point("lose"), condemning: .add4),
            FaultVerdict(point: point("refuse"), condemning: .model1),
            FaultVerdict(point: point("truncate"), condemning: nil),
            FaultVerdict(point: point("wrap", allowedBecause: "8 are promised"), condemning: nil),
        ],
        seeds: [1, 2]
    )

    @Test func `the rates count what the contract does not allow`() {
        #expect(
            survey.sentence
                == "2 of 3 faults killed (66 %), 1 named right (33 %); 1 more are allowed; points drawn by the seeds 1, 2."
        )
        #expect(survey.ratesByKind.map(\.name) == ["size"])
    }

    @Test func `the text has rates, every survivor, and what other clauses condemned`() {
        let lines = survey.text.split(separator: "\n").map(String.init)
        #expect(lines.first == "  all   2 of 3 killed (66 %), 1 named right (33 %)")
        #expect(lines.contains("  size: truncate at a place (9) survives; named by ADD-4, ADD-7"))
        #expect(lines.contains("  size: wrap at a place (9) survives, as it may: 8 are promised"))
        #expect(lines.contains("  size: refuse at a place (9) is condemned by MODEL-1; named by ADD-4, ADD-7"))
        #expect(lines.last == survey.sentence)
    }

    @Test func `the page has rates, every survivor, and what other clauses condemned`() {
        let lines = survey.markdown.split(separator: "\n").map(String.init)
        #expect(lines.contains("| all | 3 | 2 (66 %) | 1 (33 %) |"))
        #expect(lines.contains("- size: truncate at a place (9) survives; named by ADD-4, ADD-7"))
        #expect(lines.contains("- size: refuse at a place (9) is condemned by MODEL-1; named by ADD-4, ADD-7"))
        #expect(lines.contains(survey.sentence))
    }

    @Test func `a survivor that shows only at some moments says at which`() {
        let place = FaultPlace("a place", [.add10], [FaultValue { _ in }], showsIf: "another task adds")
        let point = FaultPoint(.visibility, "page", place, place.values[0], from: 1)
        let survey = FaultSurvey(verdicts: [FaultVerdict(point: point, condemning: nil)], seeds: [])
        #expect(
            survey.text.contains(
                "visibility: page at a place survives; named by ADD-10; it shows only if another task adds"
            )
        )
    }

    @Test func `a survivor that is not allowed is a fault of the kit`() {
        #expect(survey.faults == ["truncate at a place (9) survives; ADD-4, ADD-7 should condemn it"])
        #expect(survey.faults(killingAtLeast: survey.rate.killed * 100 / survey.rate.points).isEmpty)
    }

    @Test func `condemning what is allowed is a fault of the kit`() {
        let verdict = FaultVerdict(point: Self.point("wrap", allowedBecause: "8 are promised"), condemning: .add4)
        #expect(
            FaultSurvey(verdicts: [verdict], seeds: []).faults
                == ["wrap at a place (9) is condemned by ADD-4, but is allowed: 8 are promised"]
        )
    }

    @Test func `points are judged in their order`() async throws {
        let names = [
            "sort at results (oldest first)", "mishandle what is missing at empty batch (refused)",
        ]
        let points = FaultSpace.all.filter { names.contains($0.name) }
        let survey = await FaultSurvey(judging: Array(points), seeds: [])
        #expect(survey.verdicts.map(\.point.name) == points.map(\.name))
        #expect(survey.verdicts.map(\.isNamedRight) == [true, true])
        #expect(survey.faults.isEmpty)
    }
}
