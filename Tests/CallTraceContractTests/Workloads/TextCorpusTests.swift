import CallTraces
import Foundation
import Testing

@testable import CallTraceContract

enum TextCorpusSamples {
    static let specials = TextCorpus.punctuation + TextCorpus.spaces + TextCorpus.controls

    /// The first of the texts that Swift takes for equal.
    static let dictionary = Dictionary(TextCorpus.texts.map { ($0, $0) }) { first, _ in first }
}

@Suite struct TextCorpusTests {
    /// Every text, short and long.
    private static let texts = TextCorpus.texts + TextCorpus.longTwins.filter { $0.utf8.count < 1 << 18 }

    @Test func `no text occurs twice, and none is empty or has NUL in it`() {
        #expect(Set(TextCorpus.texts.map(ExactString.init)).count == TextCorpus.texts.count)
        #expect(TextCorpus.texts.allSatisfy { !$0.isEmpty && !$0.utf8.contains(0) })
        #expect(TextCorpus.kinds.allSatisfy { !$0.cases.isEmpty })
        #expect((400...1_000).contains(TextCorpus.texts.count), "\(TextCorpus.texts.count)")
    }

    /// A change that is made both to what is stored and to what is asked shows only if it merges two texts.
    @Test(arguments: TextChange.all) func `a change to text alters some texts, and merges two of them`(
        _ change: TextChange
    ) {
        let changed = Self.texts.map { ExactString(change.apply($0)) }
        let originals = Self.texts.map(ExactString.init)
        #expect(zip(changed, originals).contains { $0 != $1 }, "nothing is altered")
        guard !Self.isInvertible.contains(change.name) else { return }
        #expect(Set(changed).count < Set(originals).count, "nothing is merged")
    }

    /// Changes that keep different texts different.
    private static let isInvertible: Set<String> = [
        "percent-encoded once more", "escaped once more", "bytes reversed", "UTF-8 read as Latin-1",
    ]

    @Test func `there are many changes, each with a name of its own`() {
        #expect(TextChange.all.count > 250)
        #expect(Set(TextChange.all.map(\.name)).count == TextChange.all.count)
    }

    @Test(arguments: TextPlace.allCases)
    func `every text occurs in every place, alone and beside others that differ in nothing else`(_ place: TextPlace) {
        for isUnique in [true, false] {
            let traces = TextPlace.traces(unique: isUnique).flatMap(\.cases).filter { $0.module == place.rawValue }
            #expect(traces.count >= TextCorpus.texts.count)
            #expect(Set(traces).count == traces.count)
            #expect(traces.allSatisfy { $0.isSerializable })
            let printed = traces.map { place.texts(in: $0) }
            #expect(
                zip(TextCorpus.texts, printed).allSatisfy { text, texts in texts.contains { $0.hasSameBytes(as: text) }
                }
            )
        }
        let alike = TextPlace.traces(unique: false).flatMap(\.cases).filter { $0.module == place.rawValue }
        #expect(Set(alike.map { place.blanked($0) }).count == 1)
    }

    @Test func `a text has as many bytes as asked for, up to 1 MiB`() {
        for length in UsualSizes.upTo(65_537) + [0, 1 << 20] {
            #expect(TextCorpus.text(of: length).utf8.count == length)
        }
        #expect(TextCorpus.oneMebibyte.utf8.count == 1 << 20)
    }

    @Test func `modules of mixtures hold every text`() {
        for kind in TextCorpus.kinds {
            #expect(
                TextCorpus.mixtures.contains { mixture in
                    mixture.cases.contains { mixed in kind.cases.allSatisfy { mixed.contains($0, by: .bytes) } }
                }
            )
        }
    }
}

extension TextPlace {
    /// The texts that a trace has in this place.
    fileprivate func texts(in trace: CallTrace) -> [String] {
        func names(_ type: TypeReference?) -> [String] {
            guard let type else { return [] }
            switch type.content {
            case .bare: return [type.module, type.qualname]
            case .elementTypes(let types): return types.flatMap(names)
            case .typedDict(let fields): return fields.flatMap { [$0.name] + names($0.type) }
            }
        }
        return [trace.qualname] + trace.argTypes.map(\.name)
            + [trace.argTypes.first?.type, trace.returnType, trace.yieldType].flatMap(names)
    }

    /// A trace with an `x` in place of the text.
    fileprivate func blanked(_ trace: CallTrace) -> CallTrace {
        switch self {
        case .qualname:
            var trace = trace
            trace.qualname = "x"
            return trace
        default:
            return CallTrace(module: trace.module, qualname: trace.qualname)
        }
    }
}

private enum ByteComparison {
    case bytes
}

extension String {
    fileprivate func contains(_ text: String, by comparison: ByteComparison) -> Bool {
        Data(utf8).range(of: Data(text.utf8)) != nil
    }
}
