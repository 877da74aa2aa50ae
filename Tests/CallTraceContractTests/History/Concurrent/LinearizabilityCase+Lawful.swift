extension LinearizabilityCase {
    static let lawful: [LinearizabilityCase] = [
        .lawful("nothing was done", ""),
        .lawful("a batch of nothing", "- 1...2 add -> done\n- 3...4 modules -> none"),
        .lawful(
            "overlapping adds, the later begun is the newer",
            """
            1 1...4 add a.f -> done
            2 2...3 add a.g -> done
            - 5...6 filter a -> g f
            """
        ),
        .lawful(
            "overlapping adds, the earlier begun is the newer",
            """
            1 1...4 add a.f -> done
            2 2...3 add a.g -> done
            - 5...6 filter a -> f g
            """
        ),
        .lawful("a reader beside an add sees nothing", "1 1...4 add a.f -> done\n2 2...3 filter a -> none"),
        .lawful("a reader beside an add sees it", "1 1...4 add a.f -> done\n2 2...3 filter a -> f"),
        .lawful(
            "readers beside an add see nothing and then all",
            """
            1 1...8 add a.f a.g -> done
            2 2...3 filter a -> none
            2 4...5 filter a -> g f
            3 6...7 modules -> a
            """
        ),
        .lawful(
            "calls that touch overlap",
            """
            1 1...2 add a.f -> done
            2 2...3 filter a -> none
            """
        ),
        .lawful(
            "a long reader comes before what is nested in it",
            """
            1 1...10 filter a -> none
            2 2...3 add a.f -> done
            3 4...5 filter a -> f
            """
        ),
        .lawful(
            "a long reader comes in the middle of what is nested in it",
            """
            1 1...10 filter a -> f
            2 2...3 add a.f -> done
            2 4...5 add a.g -> done
            """
        ),
        .lawful(
            "a chain of adds, each beside the next, the last two exchanged",
            """
            1 1...3 add a.f -> done
            2 2...5 add a.g -> done
            1 4...7 add a.h -> done
            - 8...9 filter a -> g h f
            """
        ),
        .lawful(
            "a chain of adds, each beside the next, the first two exchanged",
            """
            1 1...3 add a.f -> done
            2 2...5 add a.g -> done
            1 4...7 add a.h -> done
            - 8...9 filter a -> h f g
            """
        ),
        .lawful(
            "a reader sees one of two modules that are being added",
            """
            1 1...6 add a.f -> done
            2 2...7 add b.g -> done
            3 3...4 modules -> b
            - 8...9 modules -> b a
            """
        ),
        .lawful(
            "a trace that is added again becomes the newest",
            """
            1 1...2 add a.f -> done
            1 3...4 add a.g -> done
            1 5...6 add a.f -> done
            - 7...8 filter a -> f g
            """
        ),
        .lawful(
            "a trace that is added again is kept twice",
            keepsDuplicates: true,
            """
            1 1...2 add a.f -> done
            1 3...4 add a.g -> done
            1 5...6 add a.f -> done
            - 7...8 filter a -> f g f
            """
        ),
        .lawful(
            "a trace that is added again beside another is not the newest",
            """
            - 1...2 add a.f -> done
            1 3...6 add a.f -> done
            2 4...5 add a.g -> done
            - 7...8 filter a -> g f
            """
        ),
        .lawful("a trace twice in a batch", "1 1...2 add a.f a.g a.f -> done\n1 3...4 filter a -> f g"),
        .lawful(
            "a limit keeps the newest, whichever that is",
            """
            1 1...4 add a.f -> done
            2 2...3 add a.g -> done
            - 5...6 filter a limit 1 -> f
            - 7...8 filter a limit 9 -> f g
            """
        ),
        .lawful("a limit of nothing", "1 1...2 add a.f -> done\n1 3...4 filter a limit 0 -> none"),
        .lawful(
            "a limit of what was kept twice",
            keepsDuplicates: true,
            "1 1...2 add a.f a.f a.f -> done\n1 3...4 filter a limit 2 -> f f"
        ),
        .lawful("a negative limit throws", "1 1...2 add a.f -> done\n1 3...4 filter a limit -1 -> threw"),
        .lawful("a prefix", "1 1...2 add a.f a.fg a.g -> done\n1 3...4 filter a prefix f -> fg f"),
        .lawful("a trace that cannot be serialized is left out", "1 1...2 add a.f! b.g -> done\n1 3...4 modules -> b"),
        .lawful("traces that differ in a type alone", "1 1...2 add a.f a.f:int -> done\n1 3...4 filter a -> f:int f"),
        .lawful(
            "modules in both normal forms",
            "1 1...2 add caf\u{e9}.f cafe\u{301}.g -> done\n1 3...4 modules -> cafe\u{301} caf\u{e9}"
        ),
        .lawful(
            "two readers see one order of overlapping adds",
            """
            1 1...20 add a.f -> done
            2 2...21 add a.g -> done
            3 3...4 filter a -> f
            4 5...6 filter a -> f
            3 7...8 filter a -> g f
            4 9...10 filter a -> g f
            """
        ),
        .lawful(
            "a long chain of tasks that take turns",
            (0..<12).map { "\($0 % 3 + 1) \(10 * $0 + 1)...\(10 * $0 + 15) add a.f\($0) -> done" }.joined(
                separator: "\n"
            )
                + "\n- 200...201 filter a limit 3 -> f10 f11 f9"
        ),
    ]
}
