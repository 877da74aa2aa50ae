"""MonkeyType's side of the tests: reads and writes a database through MonkeyType's own SQLiteStore.

usage: monkeytype_peer.py read DATABASE            prints modules and rows as JSON
       monkeytype_peer.py add DATABASE COUNT       adds COUNT traces of the module "peer"
       monkeytype_peer.py add-for DATABASE SECONDS adds traces of the module "peer" for that many seconds, prints how many
       monkeytype_peer.py insert DATABASE COUNT    adds COUNT rows of the module "peer" by position
"""

import datetime
import json
import sys
import time

from monkeytype.db.sqlite import SQLiteStore
from monkeytype.encoding import CallTraceRow
from monkeytype.tracing import CallTrace


def read(store):
    modules = store.list_modules()
    rows = [
        [row.module, row.qualname, row.arg_types, row.return_type, row.yield_type]
        for module in modules
        for row in store.filter(module, limit=1_000_000)
    ]
    decoded = [
        CallTraceRow(*row).to_trace().funcname for row in rows if row[0] == "json.decoder"
    ]
    print(json.dumps({"modules": modules, "rows": rows, "decoded": decoded}))


def function(number):
    def called():
        pass

    called.__module__ = "peer"
    called.__qualname__ = f"f{number}"
    return called


def add(store, count):
    for number in range(count):
        store.add([CallTrace(function(number), {"value": int}, return_type=str)])


def add_for(store, seconds):
    end = time.monotonic() + seconds
    count = 0
    while time.monotonic() < end:
        store.add([CallTrace(function(count), {"value": int}, return_type=str)])
        count += 1
    print(count)


def insert(store, count):
    value = '{"value": {"module": "builtins", "qualname": "int"}}'
    result = '{"module": "builtins", "qualname": "str"}'
    for number in range(count):
        with store.conn:
            store.conn.execute(
                "INSERT INTO monkeytype_call_traces VALUES (?, ?, ?, ?, ?, ?)",
                (str(datetime.datetime.now()), "peer", f"f{number}", value, result, None),
            )


def main(action, database, count="0"):
    store = SQLiteStore.make_store(database)
    if action == "read":
        read(store)
    elif action == "add":
        add(store, int(count))
    elif action == "add-for":
        add_for(store, int(count))
    elif action == "insert":
        insert(store, int(count))
    else:
        sys.exit(__doc__)


main(*sys.argv[1:])
