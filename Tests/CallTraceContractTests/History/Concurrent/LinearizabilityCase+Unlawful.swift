extension LinearizabilityCase {
    static let unlawful: [LinearizabilityCase] = [
        .unlawful(
            "a reader begins after an add has ended, and does not see it",
            butLawfulByProgram: true,
            "1 1...2 add a.f -> done\n2 3...4 filter a -> none"
        ),
        .unlawful(
            "an add is newer than one that began after it",
            butLawfulByProgram: true,
            """
            1 1...2 add a.f -> done
            2 3...4 add a.g -> done
            - 5...6 filter a -> f g
            """
        ),
        .unlawful(
            "a chain of adds whose ends are exchanged",
            butLawfulByProgram: true,
            """
            1 1...3 add a.f -> done
            2 2...5 add a.g -> done
            3 4...7 add a.h -> done
            - 8...9 filter a -> f h g
            """
        ),
        .unlawful(
            "a reader sees nothing after another saw the add",
            butLawfulByProgram: true,
            """
            1 1...9 add a.f -> done
            2 2...3 filter a -> f
            3 4...5 filter a -> none
            """
        ),
        .unlawful(
            "a reader sees what is added after it",
            butLawfulByProgram: true,
            "1 1...2 filter a -> f\n2 3...4 add a.f -> done"
        ),
        .unlawful("an add was lost", "1 1...2 add a.f -> done\n- 3...4 filter a -> none"),
        .unlawful(
            "one of two overlapping adds was lost",
            """
            1 1...4 add a.f -> done
            2 2...3 add a.g -> done
            - 5...6 filter a -> g
            """
        ),
        .unlawful("a trace was duplicated", "1 1...4 add a.f -> done\n- 5...6 filter a -> f f"),
        .unlawful(
            "one of two identical traces was lost",
            keepsDuplicates: true,
            """
            1 1...4 add a.f -> done
            2 2...3 add a.f -> done
            - 5...6 filter a -> f
            """
        ),
        .unlawful(
            "identical traces collapsed where they are kept",
            keepsDuplicates: true,
            "1 1...2 add a.f a.g a.f -> done\n1 3...4 filter a -> f g"
        ),
        .unlawful(
            "identical traces are kept where they collapse",
            "1 1...2 add a.f a.g a.f -> done\n1 3...4 filter a -> f g f"
        ),
        .unlawful("the older part of a batch is seen alone", "1 1...4 add a.f a.g -> done\n2 2...3 filter a -> f"),
        .unlawful("the newer part of a batch is seen alone", "1 1...4 add a.f a.g -> done\n2 2...3 filter a -> g"),
        .unlawful("one module of a batch is seen alone", "1 1...4 add a.f b.g -> done\n2 2...3 modules -> a"),
        .unlawful("the order of a batch is turned around", "1 1...4 add a.f a.g -> done\n- 5...6 filter a -> f g"),
        .unlawful(
            "another add lies between the traces of a batch",
            """
            1 1...4 add a.f a.g -> done
            2 2...3 add a.h -> done
            - 5...6 filter a -> g h f
            """
        ),
        .unlawful(
            "a reader sees the new and then the old",
            """
            1 1...9 add a.f -> done
            2 2...3 filter a -> f
            2 4...5 filter a -> none
            """
        ),
        .unlawful(
            "two readers disagree about the order of overlapping adds",
            """
            1 1...20 add a.f -> done
            2 2...21 add a.g -> done
            3 3...6 filter a -> g f
            4 4...5 filter a -> f g
            """
        ),
        .unlawful(
            "two readers see overlapping adds come in different orders",
            """
            1 1...20 add a.f -> done
            2 2...21 add b.g -> done
            3 3...4 filter a -> f
            3 5...6 filter b -> none
            4 3...4 filter b -> g
            4 5...6 filter a -> none
            """
        ),
        .unlawful(
            "each of two tasks sees its own add and not the other's",
            """
            1 1...3 add a.f -> done
            2 2...4 add a.g -> done
            1 5...7 filter a -> f
            2 6...8 filter a -> g
            """
        ),
        .unlawful(
            "a reader sees the later add of a task without the earlier",
            """
            1 1...2 add a.f -> done
            1 3...6 add a.g -> done
            2 4...5 filter a -> g
            """
        ),
        .unlawful("the list of modules is stale", "1 1...2 add a.f -> done\n1 3...4 modules -> none"),
        .unlawful("a module is listed twice", "1 1...2 add a.f a.g -> done\n1 3...4 modules -> a a"),
        .unlawful("a module is listed that nothing is of", "1 1...2 add a.f -> done\n1 3...4 modules -> a b"),
        .unlawful(
            "a module is listed in another normal form",
            "1 1...2 add caf\u{e9}.f -> done\n1 3...4 modules -> cafe\u{301}"
        ),
        .unlawful(
            "a trace that is added again keeps its place",
            """
            1 1...2 add a.f -> done
            1 3...4 add a.g -> done
            1 5...6 add a.f -> done
            - 7...8 filter a -> g f
            """
        ),
        .unlawful("a limit keeps the oldest", "1 1...2 add a.f a.g -> done\n1 3...4 filter a limit 1 -> f"),
        .unlawful("a limit keeps one too many", "1 1...2 add a.f a.g -> done\n1 3...4 filter a limit 1 -> g f"),
        .unlawful(
            "a limit applies before the prefix",
            "1 1...2 add a.f a.g -> done\n1 3...4 filter a prefix f limit 1 -> none"
        ),
        .unlawful("a negative limit is answered", "1 1...2 add a.f -> done\n1 3...4 filter a limit -1 -> none"),
        .unlawful("an add threw", "1 1...2 add a.f -> threw"),
        .unlawful("a filter threw", "1 1...2 filter a -> threw"),
        .unlawful("a list of modules threw", "1 1...2 modules -> threw"),
        .unlawful("a thunk does not decode", "1 1...2 add a.f -> done\n1 3...4 filter a -> ?"),
        .unlawful("a trace that cannot be serialized is found", "1 1...2 add a.f! -> done\n1 3...4 filter a -> f!"),
        .unlawful("a trace of another module is found", "1 1...4 add b.f -> done\n2 2...3 filter a -> b.f"),
        .unlawful("a trace is found that nobody added", "1 1...4 add a.f -> done\n2 2...3 filter a -> g"),
        .unlawful("a type is lost", "1 1...4 add a.f:int -> done\n2 2...3 filter a -> f"),
    ]
}
