"""MonkeyType's side of the comparison: adds to and queries a database through MonkeyType's own SQLiteStore.

usage: monkeytype_peer.py version
       monkeytype_peer.py add WORKLOAD DATABASE BATCH REPETITIONS
       monkeytype_peer.py query DATABASE MODULE MANY FEW

Prints one JSON object of figures. Times are in seconds and start once everything is in memory.
"""

import functools
import gc
import importlib.metadata
import json
import sqlite3
import statistics
import sys
import time
import types
import typing

from monkeytype.db.sqlite import SQLiteStore
from monkeytype.encoding import CallTraceRow
from monkeytype.tracing import CallTrace
from mypy_extensions import TypedDict


def class_named(module, qualname):
    return type(
        qualname.rsplit(".", 1)[-1],
        (),
        {"__module__": module, "__qualname__": qualname},
    )


def made_type(described):
    """A type that MonkeyType encodes as the given JSON; empty classes stand in for those of the recorded libraries."""
    module, qualname = described["module"], described["qualname"]
    elements = described.get("elem_types")
    if described.get("is_typed_dict"):
        made = TypedDict(
            qualname, {name: made_type(field) for name, field in elements.items()}
        )
        made.__module__ = module
        return made
    found = getattr(typing, qualname, None) if module == "typing" else None
    if elements is None:
        return class_named(module, qualname) if found is None else found
    return found[tuple(made_type(element) for element in elements)]


@functools.lru_cache(maxsize=None)
def type_of(text):
    return None if text is None else made_type(json.loads(text))


@functools.lru_cache(maxsize=None)
def arguments_of(text):
    return {name: type_of(json.dumps(described)) for name, described in json.loads(text).items()}


def template():
    pass


def made_trace(row):
    """A trace of an empty function with the module and qualname of the row."""
    module, qualname, arguments, returned, yielded = row
    function = types.FunctionType(template.__code__, {})
    function.__module__ = module
    function.__qualname__ = qualname
    return CallTrace(
        function, dict(arguments_of(arguments)), type_of(returned), type_of(yielded)
    )


def version():
    print(
        json.dumps(
            {
                "monkeytype": importlib.metadata.version("monkeytype"),
                "python": ".".join(map(str, sys.version_info[:3])),
                "sqlite": sqlite3.sqlite_version,
            }
        )
    )


def add(workload, database, batch, repetitions):
    with open(workload, encoding="utf-8") as file:
        content = json.load(file)
    traces = [made_trace(row) for row in content["rows"]]
    for trace, row in zip(traces[: content["checked"]], content["rows"]):
        if CallTraceRow.from_trace(trace) != CallTraceRow(*row):
            sys.exit(f"the trace of {row[0]} {row[1]} does not encode as the row it was created from")
    calls = [traces[index] for index in content["calls"]]
    batches = [calls[start : start + batch] for start in range(0, len(calls), batch)]
    del content
    store = SQLiteStore.make_store(database)
    # Keep the garbage collector from traversing these objects on MonkeyType's time.
    gc.collect()
    gc.freeze()
    start = time.perf_counter()
    for _ in range(repetitions):
        for traces_of_batch in batches:
            store.add(traces_of_batch)
    seconds = time.perf_counter() - start
    store.conn.close()
    print(json.dumps({"add": seconds}))


def typical_seconds(operation):
    """The median time of at least three runs and 0.2 seconds, after a warm-up."""
    operation()
    runs = []
    while len(runs) < 3 or sum(runs) < 0.2:
        start = time.perf_counter()
        operation()
        runs.append(time.perf_counter() - start)
    return statistics.median(runs)


def query(database, module, many, few):
    store = SQLiteStore.make_store(database)
    print(
        json.dumps(
            {
                "filterMany": typical_seconds(lambda: store.filter(module, limit=many)),
                "filterFew": typical_seconds(lambda: store.filter(module, limit=few)),
                "listModules": typical_seconds(store.list_modules),
                "foundMany": len(store.filter(module, limit=many)),
                "foundFew": len(store.filter(module, limit=few)),
                "foundModules": len(store.list_modules()),
            }
        )
    )


def main(action=None, *arguments):
    if action == "version":
        version()
    elif action == "add":
        workload, database, batch, repetitions = arguments
        add(workload, database, int(batch), int(repetitions))
    elif action == "query":
        database, module, many, few = arguments
        query(database, module, int(many), int(few))
    else:
        sys.exit(__doc__)


main(*sys.argv[1:])
