"""Tests of the Python adapter, driven over pipes as the kit drives it.

    python -m unittest Tests/StoreAdaptersTests/store_adapter_tests.py

Needs MonkeyType. The throughput is printed, not judged.
"""

import contextlib
import itertools
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import textwrap
import threading
import time
import unittest
from pathlib import Path

RESOURCES = Path(__file__).resolve().parents[2] / "Conformance/StoreAdapters/Resources"
ADAPTER = RESOURCES / "store_adapter.py"
RECORDED_TRACES = RESOURCES.parents[1] / "CallTraceContract/Resources/recorded-traces.json"
SQLITE = "monkeytype.db.sqlite:SQLiteStore"
SECONDS = 60

INT = {"module": "builtins", "qualname": "int"}
STR = {"module": "builtins", "qualname": "str"}
NONE = {"module": "builtins", "qualname": "NoneType"}


class CallError(Exception):
    """An error that the adapter has answered."""

    def __init__(self, error):
        super().__init__(f"{error['kind']}: {error['text']}")
        self.kind = error["kind"]
        self.text = error["text"]


class AdapterProcess:
    """A running adapter, and the requests that wait for an answer."""

    def __init__(self, store, *options, cwd=None):
        self.process = subprocess.Popen(
            [sys.executable, str(ADAPTER), *options, store],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=cwd,
        )
        self._ids = itertools.count(1)
        self._numbers = itertools.count(1)
        self._answers = {}
        self._arrived = threading.Condition()
        self._is_open = True
        self.errors = b""
        self._readers = [threading.Thread(target=run, daemon=True) for run in (self._read, self._read_errors)]
        for reader in self._readers:
            reader.start()

    def __enter__(self):
        self.call("hello", protocol=1, contract="1.3")
        return self

    def __exit__(self, *_):
        self.end()

    def end(self):
        """Ends the standard input and returns the exit code and the standard error."""
        try:
            self.process.stdin.close()
        except BrokenPipeError:
            pass
        code = self.process.wait(SECONDS)
        for reader in self._readers:
            reader.join(SECONDS)
        self.process.stdout.close()
        self.process.stderr.close()
        return code, self.errors.decode()

    def send(self, call, **arguments):
        """Sends a request and returns its id."""
        identifier = next(self._ids)
        self.process.stdin.write(json.dumps({"id": identifier, "call": call, **arguments}).encode() + b"\n")
        self.process.stdin.flush()
        return identifier

    def answer(self, identifier, seconds=SECONDS):
        """Waits for the answer to a request."""
        with self._arrived:
            arrived = self._arrived.wait_for(lambda: identifier in self._answers or not self._is_open, seconds)
            if not arrived or identifier not in self._answers:
                raise TimeoutError(f"no answer to request {identifier}")
            answer = self._answers.pop(identifier)
        if "error" in answer:
            raise CallError(answer["error"])
        return answer

    def has_answered(self, identifier):
        with self._arrived:
            return identifier in self._answers

    def call(self, call, **arguments):
        return self.answer(self.send(call, **arguments))

    def make_store(self, connection_string):
        """Opens a store and returns its number."""
        store = next(self._numbers)
        self.call("make_store", store=store, connection_string=connection_string)
        return store

    def filter(self, store, module, **options):
        """Queries a store and returns the number of the result, and how many thunks it has."""
        result = next(self._numbers)
        return result, self.call("filter", store=store, result=result, module=module, **options)["count"]

    def decoded(self, store, module, **options):
        """Returns what a query finds, newest first: traces, and the errors of those that cannot be decoded."""
        result, count = self.filter(store, module, **options)
        waiting = [self.send("to_trace", result=result, thunk=position) for position in range(count)]
        decoded = []
        for identifier in waiting:
            try:
                decoded.append(self.answer(identifier)["trace"])
            except CallError as error:
                decoded.append(error)
        self.call("close", result=result)
        return decoded

    def _read(self):
        for line in self.process.stdout:
            answer = json.loads(line.decode("utf-8", "strict"))
            with self._arrived:
                if answer["id"] in self._answers:
                    raise AssertionError(f"answered twice: {line!r}")
                self._answers[answer["id"]] = answer
                self._arrived.notify_all()
        with self._arrived:
            self._is_open = False
            self._arrived.notify_all()

    def _read_errors(self):
        for line in self.process.stderr:
            self.errors += line


class AdapterTestCase(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def write(self, code, name="stores.py"):
        """Writes a file with store classes and returns its path."""
        path = self.folder / name
        path.write_text(textwrap.dedent(PREAMBLE) + textwrap.dedent(code))
        return path

    def database(self, name="traces.sqlite3"):
        return str(self.folder / name)


PREAMBLE = """
    import sys, threading, time, typing
    from monkeytype.db.base import CallTraceStore, CallTraceThunk
    from monkeytype.encoding import CallTraceRow
    from monkeytype.tracing import CallTrace

    class Thunk(CallTraceThunk):
        def __init__(self, trace):
            self.trace = trace

        def to_trace(self):
            return self.trace

    class ListStore(CallTraceStore):
        def __init__(self):
            self.traces = []

        @classmethod
        def make_store(cls, connection_string):
            return cls()

        def add(self, traces):
            self.traces.extend(traces)

        def filter(self, module, qualname_prefix=None, limit=2000):
            if limit < 0:
                raise ValueError("limit is negative")
            found = [t for t in reversed(self.traces) if t.func.__module__ == module]
            return [Thunk(t) for t in found if t.func.__qualname__.startswith(qualname_prefix or "")][:limit]

        def list_modules(self):
            return list({trace.func.__module__ for trace in self.traces})
"""


class ProtocolTests(AdapterTestCase):
    def test_transcript_of_the_protocol_page(self):
        with AdapterProcess(f"{self.write('')}:ListStore") as adapter:
            traces = [{"module": "m", "qualname": "f"}, {"module": "m", "qualname": "g"}]
            for call, arguments, expected in [
                ("hello", {"protocol": 1, "contract": "1.3"}, {"protocol": 1, "name": "ListStore"}),
                ("make_store", {"store": 1, "connection_string": "list"}, {}),
                ("add", {"store": 1, "traces": traces}, {}),
                ("list_modules", {"store": 1}, {"modules": ["m"]}),
                ("filter", {"store": 1, "result": 1, "module": "m", "limit": 1}, {"count": 1}),
                ("to_trace", {"result": 1, "thunk": 0}, {"trace": traces[1]}),
                ("filter", {"store": 1, "result": 2, "module": "m", "limit": -1}, "ValueError: limit is negative"),
                ("close", {"result": 2}, {}),
                ("close", {"store": 1}, {}),
                ("to_trace", {"result": 1, "thunk": 0}, {"trace": traces[1]}),
                ("close", {"result": 1}, {}),
            ]:
                try:
                    answer = adapter.call(call, **arguments)
                    del answer["id"]
                except CallError as error:
                    answer = str(error)
                self.assertEqual(answer, expected)

    def test_requests_need_not_wait_for_answers(self):
        with AdapterProcess(f"{self.write('')}:ListStore") as adapter:
            calls = [
                adapter.send("make_store", store=1, connection_string=""),
                adapter.send("add", store=1, traces=[{"module": "m", "qualname": "f"}]),
                adapter.send("filter", store=1, result=1, module="m"),
                adapter.send("close", store=1),
            ]
            answers = [adapter.answer(call) for call in calls]
            self.assertEqual(answers[2]["count"], 1)
            self.assertEqual(adapter.call("to_trace", result=1, thunk=0)["trace"]["qualname"], "f")
            adapter.call("close", result=1)

    def test_defaults_are_those_of_the_store(self):
        path = self.write("""
            class Store(ListStore):
                def filter(self, module, qualname_prefix="the default", limit="the default"):
                    raise ValueError(f"{qualname_prefix}, {limit}")
        """)
        with AdapterProcess(f"{path}:Store") as adapter:
            store = adapter.make_store("")
            for options, expected in [
                ({}, "the default, the default"),
                ({"qualname_prefix": None, "limit": None}, "the default, the default"),
                ({"qualname_prefix": "", "limit": 0}, ", 0"),
                ({"limit": -(2**63)}, f"the default, {-2**63}"),
                ({"limit": 2**63 - 1}, f"the default, {2**63 - 1}"),
            ]:
                with self.assertRaises(CallError) as caught:
                    adapter.filter(store, "m", **options)
                self.assertEqual(caught.exception.text, expected)

    def test_requests_that_make_no_sense(self):
        with AdapterProcess(f"{self.write('')}:ListStore") as adapter:
            store = adapter.make_store("")
            other = adapter.make_store("")
            adapter.call("close", store=store)
            for call, arguments in [
                ("list_modules", {"store": store}), ("close", {"store": store}), ("close", {"result": 1}),
                ("close", {}), ("filter", {"store": 99, "result": 1, "module": "m"}),
                ("filter", {"store": other, "module": "m"}),
                ("to_trace", {"result": 1, "thunk": 0}), ("add", {"traces": []}), ("unheard_of", {}),
                ("make_store", {"connection_string": ""}), ("hello", {"protocol": 2}),
            ]:
                with self.subTest(call), self.assertRaises(CallError) as caught:
                    adapter.call(call, **arguments)
                self.assertEqual(caught.exception.kind, "LookupError")
            self.assertEqual(adapter.call("list_modules", store=other)["modules"], [])

    def test_exits_when_standard_input_ends_even_during_a_call(self):
        path = self.write("""
            class Store(ListStore):
                def list_modules(self):
                    threading.Thread(target=time.sleep, args=[600]).start()
                    time.sleep(600)
        """)
        adapter = AdapterProcess(f"{path}:Store")
        adapter.call("hello", protocol=1, contract="1.3")
        adapter.send("list_modules", store=adapter.make_store(""))
        time.sleep(0.5)
        self.assertEqual(adapter.end()[0], 0)

    def test_a_request_that_cannot_be_read_ends_the_adapter(self):
        adapter = AdapterProcess(f"{self.write('')}:ListStore")
        adapter.process.stdin.write(b"{nonsense\n")
        adapter.process.stdin.flush()
        code, errors = adapter.end()
        self.assertEqual(code, 1)
        self.assertIn("cannot read a request", errors)

    def test_a_closed_store_is_dropped_and_closed_on_its_thread(self):
        path = self.write("""
            events = []

            class Store(ListStore):
                def __init__(self):
                    super().__init__()
                    self.thread = threading.get_ident()

                def close(self):
                    events.append(f"closed {self.thread == threading.get_ident()}")

                def __del__(self):
                    events.append(f"dropped {self.thread == threading.get_ident()}")

                def list_modules(self):
                    taken = events[:]
                    events.clear()
                    return taken
        """)
        for options in [], ["--threads", "shared"]:
            with self.subTest(options), AdapterProcess(f"{path}:Store", *options) as adapter:
                other = adapter.make_store("")
                store = adapter.make_store("")
                adapter.call("add", store=store, traces=[{"module": "m", "qualname": "f"}])
                adapter.call("list_modules", store=other)
                adapter.call("close", store=store)
                time.sleep(0.2)
                events = adapter.call("list_modules", store=other)["modules"]
                self.assertEqual([event.split()[0] for event in events], ["closed", "dropped"])
                if not options:
                    self.assertEqual(events, ["closed True", "dropped True"])

    def test_thousands_of_stores(self):
        with AdapterProcess(SQLITE) as adapter:
            traces = [{"module": "m", "qualname": f"f{number}"} for number in range(1_000)]
            for number in range(2_000):
                store = adapter.make_store(self.database(f"{number % 50}.sqlite3"))
                if number % 10 == 0:
                    adapter.call("add", store=store, traces=traces)
                adapter.call("close", store=store)
            threads = len(os.listdir(f"/proc/{adapter.process.pid}/task")) if os.path.isdir("/proc") else 1
            descriptors = len(os.listdir(f"/proc/{adapter.process.pid}/fd")) if os.path.isdir("/proc") else 1
            self.assertLess(threads, 20)
            self.assertLess(descriptors, 200)


class StreamTests(AdapterTestCase):
    def test_noise_does_no_harm(self):
        path = self.write("""
            import os, subprocess
            print("imported")

            class Store(ListStore):
                @classmethod
                def make_store(cls, connection_string):
                    print("printed \\N{SNOWMAN}")
                    os.write(1, b"written\\n")
                    subprocess.run(["echo", "by a child"])
                    sys.stdout.write("without a line end")
                    sys.stderr.write("on standard error\\n")
                    assert sys.stdin.read() == ""
                    assert subprocess.run(["cat"], stdout=subprocess.PIPE).stdout == b""
                    return cls()
        """)
        adapter = AdapterProcess(f"{path}:Store")
        with adapter:
            self.assertEqual(adapter.call("list_modules", store=adapter.make_store(""))["modules"], [])
        for noise in "imported", "printed", "written", "by a child", "without a line end", "on standard error":
            self.assertIn(noise, adapter.errors.decode())

    def test_logging_is_limited(self):
        path = self.write("""
            import logging

            class Store(ListStore):
                def add(self, traces):
                    for number in range(10_000):
                        logging.getLogger("store").error("record %d", number)
        """)
        adapter = AdapterProcess(f"{path}:Store")
        with adapter:
            adapter.call("add", store=adapter.make_store(""), traces=[])
        lines = adapter.errors.decode().splitlines()
        self.assertIn("record 0", lines[0])
        self.assertLess(len(lines), 400)
        self.assertIn("no more is logged", lines[-1])


class ThreadTests(AdapterTestCase):
    BARRIER = """
        barrier = threading.Barrier(8)

        class WaitingThunk(Thunk):
            def to_trace(self):
                barrier.wait(30)
                return super().to_trace()

        class Store(ListStore):
            def list_modules(self):
                barrier.wait(30)
                return ["together"]

            def filter(self, module, **options):
                return [WaitingThunk(trace) for trace in self.traces]
    """

    def test_calls_of_stores_of_one_connection_string_overlap(self):
        for options in [], ["--threads", "shared"]:
            with self.subTest(options), AdapterProcess(f"{self.write(self.BARRIER)}:Store", *options) as adapter:
                stores = [adapter.make_store("same") for _ in range(8)]
                waiting = [adapter.send("list_modules", store=store) for store in stores]
                self.assertEqual([adapter.answer(call)["modules"] for call in waiting], [["together"]] * 8)

    def test_shared_threads_overlap_within_a_store(self):
        with AdapterProcess(f"{self.write(self.BARRIER)}:Store", "--threads", "shared") as adapter:
            store = adapter.make_store("")
            adapter.call("add", store=store, traces=[{"module": "m", "qualname": "f"}])
            for _ in range(3):
                waiting = [adapter.send("list_modules", store=store) for _ in range(8)]
                self.assertEqual([adapter.answer(call)["modules"] for call in waiting], [["together"]] * 8)
            result, _ = adapter.filter(store, "m")
            waiting = [adapter.send("to_trace", result=result, thunk=0) for _ in range(8)]
            for call in waiting:
                self.assertEqual(adapter.answer(call)["trace"], {"module": "m", "qualname": "f"})

    def test_own_thread_makes_all_calls_of_a_store(self):
        path = self.write("""
            class CheckingThunk(Thunk):
                def to_trace(self):
                    assert threading.get_ident() == self.thread
                    return super().to_trace()

            class Store(ListStore):
                def __init__(self):
                    super().__init__()
                    self.thread = threading.get_ident()

                def check(self):
                    assert threading.get_ident() == self.thread, "another thread"

                def add(self, traces):
                    self.check()
                    super().add(traces)

                def filter(self, module, **options):
                    self.check()
                    thunk = CheckingThunk(self.traces[0])
                    thunk.thread = self.thread
                    return [thunk]

                def list_modules(self):
                    self.check()
                    return [str(self.thread)]

                def close(self):
                    self.check()
        """)
        with AdapterProcess(f"{path}:Store") as adapter:
            stores = [adapter.make_store("") for _ in range(8)]
            threads = [adapter.call("list_modules", store=store)["modules"][0] for store in stores]
            self.assertEqual(len(set(threads)), 8)
            for store in stores:
                adapter.call("add", store=store, traces=[{"module": "m", "qualname": "f"}])
                result, _ = adapter.filter(store, "m")
                adapter.call("close", store=store)
                self.assertEqual(adapter.call("to_trace", result=result, thunk=0)["trace"]["qualname"], "f")
                adapter.call("close", result=result)

    def test_a_blocked_call_blocks_no_other_store(self):
        path = self.write("""
            released = threading.Event()

            class Store(ListStore):
                @classmethod
                def make_store(cls, connection_string):
                    if connection_string == "blocked":
                        released.wait(30)
                    return cls()

                def list_modules(self):
                    released.set()
                    return []
        """)
        for options in [], ["--threads", "shared"]:
            with self.subTest(options), AdapterProcess(f"{path}:Store", *options) as adapter:
                numbers = range(1_000, 1_020)
                blocked = [adapter.send("make_store", store=n, connection_string="blocked") for n in numbers]
                store = adapter.make_store("free")
                adapter.call("add", store=store, traces=[{"module": "m", "qualname": "f"}])
                self.assertEqual(len(adapter.decoded(store, "m")), 1)
                self.assertFalse(any(map(adapter.has_answered, blocked)))
                adapter.call("list_modules", store=store)
                for call in blocked:
                    adapter.answer(call)

    def test_sqlite_needs_a_thread_of_its_own(self):
        with AdapterProcess(SQLITE, "--threads", "shared") as adapter:
            store = adapter.make_store(self.database())
            calls = [adapter.send("list_modules", store=store) for _ in range(50)]
            kinds = set()
            for call in calls:
                try:
                    adapter.answer(call)
                except CallError as error:
                    kinds.add(error.kind)
        self.assertEqual(kinds - {"ProgrammingError"}, set())


class ErrorTests(AdapterTestCase):
    def test_errors_are_answers(self):
        path = self.write("""
            class Odd(Exception):
                def __str__(self):
                    raise ValueError

            ERRORS = {
                "value": lambda: ValueError("wrong"), "exit": lambda: SystemExit(3), "key": lambda: KeyError("k"),
                "odd": Odd, "surrogate": lambda: OSError("caf\\udce9"), "interrupt": lambda: KeyboardInterrupt(),
            }

            class Store(ListStore):
                @classmethod
                def make_store(cls, connection_string):
                    if connection_string in ERRORS:
                        raise ERRORS[connection_string]()
                    return None if connection_string == "none" else cls()

                def filter(self, module, **options):
                    return {"none": None, "thunks": [None, self]}[module]

                def list_modules(self):
                    return [None]

                def to_trace(self):
                    return 1
        """)
        with AdapterProcess(f"{path}:Store") as adapter:
            def error(call, **arguments):
                with self.assertRaises(CallError) as caught:
                    adapter.call(call, **arguments)
                return caught.exception.kind, caught.exception.text

            for connection_string, expected in [
                ("value", ("ValueError", "wrong")), ("exit", ("SystemExit", "3")), ("key", ("KeyError", "'k'")),
                ("odd", ("Odd", "(the error cannot be made a text)")), ("surrogate", ("OSError", "caf\\udce9")),
                ("interrupt", ("KeyboardInterrupt", "")),
                ("none", ("TypeError", "make_store() returned NoneType, not a CallTraceStore")),
            ]:
                self.assertEqual(error("make_store", store=99, connection_string=connection_string), expected)
                self.assertEqual(error("list_modules", store=99), ("LookupError", "the store is not open"))
                adapter.call("close", store=99)
            store = adapter.make_store("")
            self.assertEqual(error("filter", store=store, result=98, module="none")[0], "TypeError")
            self.assertEqual(error("to_trace", result=98, thunk=0)[0], "LookupError")
            adapter.call("close", result=98)
            self.assertEqual(error("list_modules", store=store)[0], "TypeError")
            result, _ = adapter.filter(store, "thunks")
            self.assertEqual(error("to_trace", result=result, thunk=0)[0], "AttributeError")
            self.assertEqual(error("to_trace", result=result, thunk=1)[0], "TypeError")
            self.assertEqual(error("to_trace", result=result, thunk=2)[0], "LookupError")
            self.assertEqual(error("to_trace", result=result, thunk=-1)[0], "LookupError")

    def test_traces_in_a_single_pass(self):
        path = self.write("""
            class Store(ListStore):
                def add(self, traces):
                    self.count = sum(1 for trace in traces)
                    self.traces.extend(traces)
        """)
        traces = [{"module": "m", "qualname": "f"}]
        with AdapterProcess(f"{path}:Store") as adapter:
            store = adapter.make_store("")
            adapter.call("add", store=store, traces=traces)
            with self.assertRaises(CallError) as caught:
                adapter.call("add", store=store, single_pass=True, traces=traces)
            self.assertIn("can be walked only once", caught.exception.text)
            self.assertEqual(adapter.filter(store, "m")[1], 1)
        with AdapterProcess(f"{path}:ListStore") as adapter:
            store = adapter.make_store("")
            adapter.call("add", store=store, single_pass=True, traces=traces)
            self.assertEqual(adapter.filter(store, "m")[1], 1)

    def test_damaged_records_are_the_errors_of_their_thunks(self):
        intact = {"module": "m", "qualname": "intact", "arg_types": {"x": INT}, "return_type": STR}
        damaged = [
            ("not json", None), ("", None), ('{"a": {"module": "builtins"', None), ("[]", None), ("null", None),
            (None, None),
            ('{"a": "int"}', None), ('{"a": {"qualname": "int"}}', None), ('{"a": {"module": "builtins"}}', None),
            ('{"a": {"module": 1, "qualname": "int"}}', None), ('{"a": {"module": "m", "qualname": null}}', None),
            ('{"a": {"module": "typing", "qualname": "List", "elem_types": "int"}}', None),
            ('{"a": {"module": "typing", "qualname": "List", "elem_types": [1]}}', None),
            ('{"a": {"module": "m", "qualname": "T", "is_typed_dict": true}}', None),
            ('{"a": {"module": "", "qualname": "T"}}', None), ('{"a": {"module": "m", "qualname": ""}}', None),
            ('{"a": {"module": "m\\ud800", "qualname": "T"}}', None), ("{}", ""), ("{}", "{{"),
            ("{}", '{"module": "m"}'),
        ]
        with AdapterProcess(SQLITE) as adapter:
            store = adapter.make_store(self.database())
            adapter.call("add", store=store, traces=[intact])
            with contextlib.closing(sqlite3.connect(self.database())) as connection, connection:
                for number, (arguments, returned) in enumerate(damaged):
                    row = ("2026-01-01", "m", f"f{number:02}", arguments, returned, None)
                    connection.execute("INSERT INTO monkeytype_call_traces VALUES (?, ?, ?, ?, ?, ?)", row)
            decoded = adapter.decoded(store, "m")
        self.assertEqual(len(decoded), len(damaged) + 1)
        self.assertEqual([d for d in decoded if not isinstance(d, CallError)], [intact])

    def test_what_cannot_be_looked_up_is_stored_by_monkeytype_and_fails_to_decode(self):
        local = {"module": "m", "qualname": "f.<locals>.T"}
        nameless = [local, typ("", "T"), typ("m", ""), typ("", "")]
        bad = [{"module": "m", "qualname": "f", "return_type": typ} for typ in nameless]
        bad += [{"module": "m", "qualname": "f", "arg_types": {"x": list_of(list_of(typ))}} for typ in nameless]
        bad += [{"module": "m", "qualname": "f", "yield_type": typed_dict({"a": typ})} for typ in nameless]
        bad.append({"module": "m", "qualname": ""})
        good = [
            {"module": "m", "qualname": "f.<locals>.g"}, {"module": "m", "qualname": "f.<locals>.T"},
            {"module": "m", "qualname": "g", "return_type": {"module": "m", "qualname": "a<locals>b"}},
        ]
        with AdapterProcess(SQLITE) as adapter:
            store = adapter.make_store(self.database())
            adapter.call("add", store=store, traces=[*bad, *good, {"module": "", "qualname": "f"}])
            decoded = adapter.decoded(store, "m")
            errors = [trace for trace in decoded if isinstance(trace, CallError)]
            self.assertEqual({error.kind for error in errors}, {"NameLookupError"})
            self.assertEqual(len(errors), len(bad))
            self.assertEqual(canonical(t for t in decoded if not isinstance(t, CallError)), canonical(good))
            self.assertEqual([error.kind for error in adapter.decoded(store, "")], ["NameLookupError"])

    def test_nesting_too_deep_for_python_is_unrepresentable(self):
        typ = INT
        for _ in range(470):
            typ = list_of(typ)
        deep = {"module": "m", "qualname": "f", "return_type": typ}
        with AdapterProcess(f"{self.write('')}:ListStore") as adapter:
            store = adapter.make_store("")
            for _ in range(2):
                with self.assertRaises(CallError) as caught:
                    adapter.call("add", store=store, traces=[{"module": "m", "qualname": "g"}, deep])
                self.assertEqual(caught.exception.kind, "unrepresentable")
                self.assertEqual(adapter.call("list_modules", store=store)["modules"], [])


class LoadingTests(AdapterTestCase):
    def test_a_class_that_cannot_be_loaded(self):
        path = self.write("""
            class Abstract(CallTraceStore):
                pass

            class NoStore:
                pass
        """)
        self.write("import no_such_dependency", "needy.py")
        self.write("raise SystemExit('left')", "leaving.py")
        self.write("def broken(:", "broken.py")
        for store, sentence in [
            ("nothing", "write MODULE:CLASS"),
            ("no.such.module:Store", "there is no module 'no.such.module'"),
            ("monkeytype.no_such:Store", "there is no module 'monkeytype.no_such'"),
            ("no_such_file.py:Store", "there is no file 'no_such_file.py'"),
            (f"{path}:Missing", "has no class 'Missing'; name one of its stores: ListStore, Abstract"),
            ("json:loads", "it has no subclass of CallTraceStore"),
            (f"{path}:NoStore", "is not a subclass of monkeytype.db.base.CallTraceStore"),
            (f"{path}:Abstract", "implement add, filter"),
            ("needy:Store", "ModuleNotFoundError: No module named 'no_such_dependency'"),
            (f"{self.folder}/needy.py:Store", "No module named 'no_such_dependency'"),
            ("leaving:Store", "SystemExit: left"),
            ("broken:Store", "SyntaxError"),
        ]:
            with self.subTest(store):
                done = self.run_adapter(sys.executable, str(ADAPTER), store)
                self.assertEqual(done.returncode, 2)
                self.assertEqual(done.stdout, "")
                self.assertEqual(len(done.stderr.splitlines()), 1, done.stderr)
                self.assertIn(sentence, done.stderr)

    def run_adapter(self, *command):
        return subprocess.run(command, cwd=self.folder, stdin=subprocess.DEVNULL, capture_output=True, text=True)

    def test_without_monkeytype(self):
        done = self.run_adapter(sys.executable, "-S", str(ADAPTER), SQLITE)
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertIn("-m pip install MonkeyType", done.stderr)

    def test_files_modules_and_nested_classes(self):
        (self.folder / "json.py").write_text((self.write("class Outer:\n    class Store(ListStore): pass")).read_text())
        self.write("from helper import *", "using.py")
        self.write("class Store(ListStore): pass", "helper.py")
        for module, name in [
            ("stores", "ListStore"), ("stores", "Outer.Store"), ("stores.py", "ListStore"), ("json.py", "Outer.Store"),
            ("using.py", "Store"),
        ]:
            with self.subTest(module), AdapterProcess(f"{module}:{name}", cwd=self.folder) as adapter:
                answer = adapter.call("hello", protocol=1, contract="1.3")
                self.assertEqual(answer["name"], name.rpartition(".")[2])


# Round trips.


def typ(module, qualname, *content):
    """A type; without content bare, with one argument generic or, if that is an object, a typed dict."""
    made = {"module": module, "qualname": qualname}
    if content:
        made["elem_types"] = content[0]
        if isinstance(content[0], dict):
            made["is_typed_dict"] = True
    return made


def list_of(element):
    return typ("typing", "List", [element])


def typed_dict(fields, module="t", qualname="T"):
    return typ(module, qualname, fields)


def nested(depth, wrap):
    made = INT
    for level in range(depth - 1):
        made = wrap(made, level)
    return made


def canonical(traces):
    """Texts by which traces are compared, in any order."""
    return sorted(json.dumps(trace, sort_keys=True) for trace in traces)


def around(character):
    return [f"a{character}b", f"a{character}", f"{character}a", f"a{character}{character}b", character]


def odd_texts():
    """Texts that Python, MonkeyType, JSON or SQL could take for something else."""
    characters = [chr(code) for code in range(0x80) if not chr(code).isalnum()]
    characters += "\x80\x85\x9f\xa0\xad\u0301\u034f\u061c\u1680\u180e\u200b\u200d\u2028\u2029\u202e\u3000\ufeff\ufffd"
    characters += "\U0001f600\U00010000\U0010ffff\U000e0041\ue000\ufdd0\uffff"
    words = """
        . .. ... .a a. a..b .a. a.b.c ..a a...b a/b ../a a\\b C:\\a \\u0041 \\x00
        caf\xe9 cafe\u0301 \u212b \xc5 A\u030a \ufb01 fi \u0131 \xdf \u1e9e
        null None true False 0 -1 1e999 NaN '' "" [] {} % _ a% *
        typing builtins os json json.decoder sys monkeytype monkeytype.typing __main__ this antigravity loads
        int List Union Optional Any Text Generic Protocol ClassVar TypedDict NoneType T AnyStr io re mappingproxy
        function ellipsis self class mro _name __class__ __dict__ __name__ __qualname__ __module__ __init__ __wrapped__
        __origin__ __args__ __getattr__ __annotations__ __total__ __doc__ __slots__
        module qualname elem_types is_typed_dict arg_types return_type yield_type
        f.<locals> <locals> f.<locals>.g <lambda> a.<lambda> .<locals>. a<locals>b
    """.split()
    long = ["x" * 65_537, "\u20ac" * 65_537, ".".join("ab" * 100), "." * 1_000, "y" * (1 << 20)]
    texts = [text for character in characters for text in around(character)]
    return list(dict.fromkeys(texts + words + ["", "a' OR '1'='1"] + long))


def is_found_by_name(module, qualname):
    return bool(module and qualname and "<locals>" not in qualname.split("."))


def traces_with(text, number):
    """A trace with a text in each place, and a name of the place; without those that cannot be looked up."""
    unique = f"f{number}"
    types = {}
    if is_found_by_name(text, "T"):
        types["module of a type"] = typ(text, "T")
        types["module of an element"] = list_of(typ(text, "T"))
        types["module of a type of a field"] = typed_dict({"a": typ(text, "T")})
        types["module of a generic type"] = typ(text, "T", [INT, typ("t", "T")])
    if is_found_by_name("t", text):
        types["qualname of a type"] = typ("t", text)
        types["qualname of an element"] = list_of(typ("t", text))
        types["qualname of a type of a field"] = typed_dict({"a": typ("t", text)})
        types["qualname of a generic type"] = typ("t", text, [INT, typ("t", "T")])
        types["qualname in typing"] = typ("typing", text)
        types["qualname of a generic type in typing"] = typ("typing", text, [INT, STR])
        types["qualname of an empty generic type in typing"] = typ("typing", text, [])
        types["qualname in builtins"] = typ("builtins", text)
        types["qualname of a generic type in builtins"] = typ("builtins", text, [INT])
    if is_found_by_name(text, text):
        types["module and qualname of a type"] = typ(text, text)
    types["module of a typed dict"] = typed_dict({"a": INT}, module=text)
    types["qualname of a typed dict"] = typed_dict({"a": INT}, qualname=text)
    types["name of a field"] = typed_dict({text: INT})
    types["name of a field in an element"] = list_of(typed_dict({"a": typed_dict({text: INT, "b": STR})}))
    for place, made in types.items():
        yield {"module": place, "qualname": unique, "arg_types": {"x": made}, "return_type": made, "yield_type": made}
    yield {"module": "name of an argument", "qualname": unique, "arg_types": {text: INT, "y": STR}}
    if text:
        yield {"module": "qualname", "qualname": text, "return_type": INT}
        yield {"module": text, "qualname": "f"}
        yield {"module": text, "qualname": text, "return_type": typ("t", "T")}


TYPING_NAMES = """
    List Dict Set FrozenSet Tuple Type Union Optional Callable Iterator Iterable Generator AsyncGenerator Coroutine
    DefaultDict OrderedDict Counter ChainMap Deque Any Generic Protocol ClassVar Final Literal Annotated Concatenate
    TypeGuard NoReturn Hashable Sized ByteString Pattern ContextManager Text T AnyStr NamedTuple TypedDict
    _GenericAlias Unheard Mapping.Inner
""".split()

OTHER_NAMES = """
    builtins:int builtins:list builtins:tuple builtins:type builtins:NoneType builtins:None builtins:Ellipsis
    builtins:print t:A t:Union t.A:B collections:OrderedDict collections.abc:Iterable types:UnionType
    monkeytype.typing:DUMMY_NAME m:f
""".split()


def odd_shapes():
    """Types that Python's typing refuses, normalizes, or holds for others."""
    def typing(name, *content):
        return typ("typing", name, *content)

    a, b, c = typ("t", "A"), typ("t", "B"), typ("t.A", "B")
    optional = typing("Union", [a, NONE])
    ellipsis = typ("builtins", "ellipsis")
    dicts = [typed_dict({}), typed_dict({"a": a, "b": b}), typed_dict({"b": b, "a": a}), typed_dict({"a": a}, "u")]
    alone = [
        a, optional, *dicts, typing("Union", [a, b]), typing("Union", [b, a]), typing("Tuple", []), typing("Tuple"),
        typing("Any", [a]), typ("builtins", "list", [a]), typ("t", "A", [a]), typ("t", "A", []), ellipsis,
        *(typing(name) for name in ["Generic", "Protocol", "ClassVar", "NoReturn", "Union", "Optional"]),
    ]
    elements = [
        [], [a, b], [b, a], [a, a], [NONE, a], [a, NONE], [a, b, NONE], [optional, b], [list_of(a), a], [c, b],
        [INT, STR], [typing("Any"), a], [typ("builtins", "bool"), INT], [typ("builtins", "object"), INT], [a, ellipsis],
        [dicts[1], dicts[2]], [a] * 1_000, [typ("t", f"T{number}") for number in range(1_000)],
    ]
    elements += [[element] for element in alone]
    names = [("typing", name) for name in TYPING_NAMES] + [tuple(name.split(":")) for name in OTHER_NAMES]
    shapes = [typ(*name) for name in names] + [typ(*name, content) for name in names for content in elements]
    shapes += [typ(*name, fields) for name in names for fields in [{}, {"a": INT}, {"b": b, "a": a}]]
    wide = {f"a{number}": typ("t", f"T{number}") for number in range(1_000)}
    shapes += [typed_dict(wide), list_of(typed_dict(wide)), typ("typing", "Dict", [STR, typed_dict(wide)])]
    for depth in [2, 3, 63, 64, 100]:
        shapes += [
            nested(depth, lambda made, level: list_of(made)),
            nested(depth, lambda made, level: typ("typing", "Union", [made, NONE])),
            nested(depth, lambda made, level: typ("typing", "Tuple", [made, typ("t", f"T{level}")])),
            nested(depth, lambda made, level: typ("t", f"T{level}", [typ("t", f"S{level}"), made])),
            nested(depth, lambda made, level: typed_dict({f"k{level}": made, "z": typ("t", f"T{level}")})),
            nested(depth, lambda made, level: list_of(made) if level % 2 else typed_dict({f"k{level}": made})),
        ]
    return shapes


def recorded_traces():
    for module, qualname, arguments, returned, yielded in json.loads(RECORDED_TRACES.read_text()):
        trace = {"module": module, "qualname": qualname}
        if json.loads(arguments):
            trace["arg_types"] = json.loads(arguments)
        if returned:
            trace["return_type"] = json.loads(returned)
        if yielded:
            trace["yield_type"] = json.loads(yielded)
        yield trace


class RoundTripTests(AdapterTestCase):
    def round_trip(self, traces, title):
        """Adds traces to MonkeyType's store, and decodes them in the same process and in a new one."""
        modules = list(dict.fromkeys(trace["module"] for trace in traces))
        with AdapterProcess(SQLITE) as adapter:
            store = adapter.make_store(self.database())
            unrepresentable = self.add(adapter, store, traces)
            self.check(adapter, store, modules, traces)
        with AdapterProcess(SQLITE) as adapter:
            self.check(adapter, adapter.make_store(self.database()), modules, traces)
        print(f"{title}: {len(traces)} traces, {unrepresentable} unrepresentable")

    def add(self, adapter, store, traces):
        unrepresentable = 0
        for start in range(0, len(traces), 500):
            try:
                adapter.call("add", store=store, traces=traces[start:start + 500])
            except CallError as error:
                if error.kind != "unrepresentable":
                    raise
                unrepresentable += 1
        self.assertEqual(unrepresentable, 0)
        return unrepresentable

    def check(self, adapter, store, modules, traces):
        self.assertEqual(sorted(adapter.call("list_modules", store=store)["modules"]), sorted(modules))
        found = [trace for module in modules for trace in adapter.decoded(store, module, limit=1_000_000)]
        errors = [str(trace) for trace in found if isinstance(trace, CallError)]
        self.assertEqual(errors, [])
        expected, got = set(canonical(traces)), set(canonical(found))
        difference = sorted(expected ^ got, key=len)
        self.assertEqual([text[:500] for text in difference[:6]], [])

    def test_odd_texts_in_every_place(self):
        traces = [trace for number, text in enumerate(odd_texts()) for trace in traces_with(text, number)]
        self.round_trip(traces, "odd texts in every place")

    def test_odd_shapes(self):
        places = ["return_type", "yield_type"]
        traces = [
            {"module": "m", "qualname": f"f{number}", "arg_types": {"x": shape}, places[number % 2]: shape}
            for number, shape in enumerate(odd_shapes())
        ]
        self.round_trip(traces, "odd shapes of types")

    def test_recorded_traces(self):
        self.round_trip(list(recorded_traces()), "recorded traces")

    def test_many_arguments(self):
        arguments = {f"a{number}": typ("t", f"T{number}") for number in range(1_000)}
        self.round_trip([{"module": "m", "qualname": "f", "arg_types": arguments}], "1,000 arguments")

    def test_names_that_are_functions_holders_and_types_at_once(self):
        names = ["A", "A.b", "A.b.c", "A.b.c.d", "int", "List", "loads", "JSONDecoder", "JSONDecoder.decode"]
        modules = ["m", "m.A", "m.A.b", "builtins", "typing", "json", "json.decoder"]
        traces = [
            {"module": module, "qualname": name, "arg_types": {"x": typ(module, name), "y": typ(module, name, [INT])}}
            for module in modules for name in names
        ]
        self.round_trip(traces, "names of several things")


class SeenByTheStoreTests(AdapterTestCase):
    """What the store receives: real functions and types, the same ones each time."""

    def test_real_types(self):
        path = self.write("""
            from monkeytype.typing import NoneType, is_typed_dict
            from monkeytype.encoding import type_to_dict

            class Store(ListStore):
                def add(self, traces):
                    (trace,) = traces
                    types = trace.arg_types
                    assert types["int"] is int and types["none"] is NoneType and types["any"] is typing.Any
                    assert types["list"] == typing.List[int] and types["bare"] is typing.List
                    assert types["empty"] == typing.Tuple[()], types["empty"]
                    assert types["optional"] == typing.Optional[str]
                    assert types["union"].__args__ == (str, int) and types["nuion"].__args__ == (int, str)
                    assert types["generator"] == typing.Generator[int, None, str]
                    assert is_typed_dict(types["dict"]) and types["dict"].__annotations__ == {"a": int}
                    assert (types["dict"].__module__, types["dict"].__name__) == ("t", "T")
                    assert isinstance(types["own"], type) and types["own"].__name__ == "Inner"
                    assert (types["own"].__module__, types["own"].__qualname__) == ("shop.cart", "Outer.Inner")
                    assert type(trace.func).__name__ == "function" and trace.func.__name__ == "add"
                    assert trace.funcname == "shop.cart.Cart.add"
                    assert "json" not in trace.func.__globals__
        """)
        types = {
            "int": INT, "none": NONE, "any": typ("typing", "Any"), "list": list_of(INT), "bare": typ("typing", "List"),
            "empty": typ("typing", "Tuple", []), "optional": typ("typing", "Union", [STR, NONE]),
            "union": typ("typing", "Union", [STR, INT]), "nuion": typ("typing", "Union", [INT, STR]),
            "generator": typ("typing", "Generator", [INT, NONE, STR]), "dict": typed_dict({"a": INT}),
            "own": typ("shop.cart", "Outer.Inner"),
        }
        with AdapterProcess(f"{path}:Store") as adapter:
            trace = {"module": "shop.cart", "qualname": "Cart.add", "arg_types": types}
            adapter.call("add", store=adapter.make_store(""), traces=[trace])

    def test_a_trace_equals_itself_decoded(self):
        path = self.write("""
            import copy

            class Store(ListStore):
                def add(self, traces):
                    for trace in traces:
                        decoded = CallTraceRow.from_trace(trace).to_trace()
                        assert decoded == trace and hash(decoded) == hash(trace), trace
                        assert repr(trace)
                        # Python 3.9 and 3.10 cannot copy Tuple[()].
                        assert sys.version_info < (3, 11) or copy.deepcopy(trace) == trace
        """)
        # Typed dicts hash by identity, and a decoded one has its fields in order.
        shapes = [json.loads(json.dumps(shape, sort_keys=True)) for shape in odd_shapes()]
        traces = [{"module": "m", "qualname": "f", "return_type": shape} for shape in shapes]
        with AdapterProcess(f"{path}:Store") as adapter:
            store = adapter.make_store("")
            for start in range(0, len(traces), 100):
                adapter.call("add", store=store, traces=traces[start:start + 100])

    def test_names_stay_the_same_while_they_are_held(self):
        code = f"""
            import sys
            sys.path.insert(0, {str(RESOURCES)!r})
            import store_adapter
            store_adapter.Interned.capacity = 10
            names = [("m", f"f{{number}}") for number in range(100)]
            held = [store_adapter.functions[name] for name in names]
            assert [store_adapter.functions[name] for name in names] == held
            del held
            for number in range(30):
                store_adapter.functions["n", f"f{{number}}"]
            assert len(store_adapter.functions) <= 10
            assert len(store_adapter.functions._references) <= 20
        """
        subprocess.run([sys.executable, "-c", textwrap.dedent(code)], check=True)

    def test_types_are_described_as_monkeytype_does(self):
        code = f"""
            import json, sys, typing
            sys.path.insert(0, {str(RESOURCES)!r})
            import store_adapter
            from monkeytype.encoding import type_to_dict
            from monkeytype.typing import get_type
            for reference in json.load(sys.stdin):
                made = store_adapter.types[store_adapter.key_of(reference)]
                assert type_to_dict(made) == store_adapter.reference_of(made) == reference, reference
            values = [1, [1, "a"], {{"a": 1}}, {{1: 2}}, (), (1, None), int, len, {{"a": [{{"b": 1}}]}}, [[]], iter([])]
            for value in values:
                found = get_type(value, 10)
                assert type_to_dict(found) == store_adapter.reference_of(found), value
        """
        command = [sys.executable, "-c", textwrap.dedent(code)]
        subprocess.run(command, check=True, input=json.dumps(odd_shapes()), text=True)


class SchemaTests(unittest.TestCase):
    """The schema accepts every line of the protocol's page, and no line that breaks the protocol."""

    @classmethod
    def setUpClass(cls):
        try:
            from jsonschema import Draft202012Validator
        except ImportError:
            raise unittest.SkipTest("jsonschema is not installed") from None
        schema = json.loads((RESOURCES / "adapter-protocol.schema.json").read_text())
        Draft202012Validator.check_schema(schema)
        cls.validator = Draft202012Validator(schema)

    def test_transcript(self):
        page = (RESOURCES.parent / "StoreAdapters.docc" / "AdapterProtocol.md").read_text()
        lines = [line[2:] for line in page.splitlines() if line[:2] in ("> ", "< ")]
        self.assertGreater(len(lines), 10)
        for line in lines:
            self.validator.validate(json.loads(line))

    def test_what_breaks_the_protocol(self):
        for line in (
            {"call": "list_modules", "store": 1},
            {"id": 0, "call": "list_modules", "store": 1},
            {"id": 1, "call": "list_modules"},
            {"id": 1, "call": "drop_everything", "store": 1},
            {"id": 1, "call": "close"},
            {"id": 1, "error": "no"},
            {"id": 1, "trace": {"module": "m"}},
            {"id": 1, "modules": [1]},
        ):
            self.assertFalse(self.validator.is_valid(line), line)


if __name__ == "__main__":
    unittest.main()
