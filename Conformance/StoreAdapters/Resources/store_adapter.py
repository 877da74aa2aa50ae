"""Opens MonkeyType call-trace stores for the conformance kit, over the adapter protocol, version 1.

    python store_adapter.py MODULE:CLASS            such as monkeytype.db.sqlite:SQLiteStore
    python store_adapter.py path/to/file.py:CLASS
    python store_adapter.py --threads shared MODULE:CLASS

CLASS is any subclass of ``monkeytype.db.base.CallTraceStore``. Python 3.9 to 3.13 and MonkeyType 23.3.0 are supported;
nothing else is needed. Exit codes: 0 when standard input has ended, 1 when a request cannot be read, 2 when the store
class cannot be loaded.

Threads
    Calls of different stores always overlap, also when the stores have the same connection string. With
    ``--threads own``, the default, a store is opened on a thread of its own, and all of its calls are made there, one
    after another: many Python stores, MonkeyType's ``SQLiteStore`` among them, hold a ``sqlite3`` connection, which
    raises ``ProgrammingError`` on any other thread. Whether a store may be called on several threads is not something
    to find out by trying: one that may not can raise, or silently lose data. The author of a store that may says so
    with ``--threads shared``. Calls of one store then overlap, and more is judged.

    The thunks of a store are decoded where its other calls are made. Only MonkeyType's own ``CallTraceRow`` is decoded
    at once, on the thread that reads requests: it computes, and waits for nothing.

Names
    A trace holds functions and types, not names, and MonkeyType looks up their names when it decodes. But those of the
    kit's traces exist in no program. So the adapter makes a function or a type for any module and qualname, and
    replaces two functions of ``monkeytype.encoding``: ``get_func_in_module`` and ``type_from_dict``. They find what the
    adapter has made, or make it, as the trace may have been added by another process. No other module is changed, and
    none is imported. MonkeyType's encoder and everything else between a store and its data remain as they are. A store
    that looks up names by other means does not find them.

    Types of the modules ``builtins`` and ``typing`` are the real ones, and typed dicts are those of
    ``mypy_extensions``, which MonkeyType makes. All others are classes made here. A generic type that Python would
    refuse or change, such as ``Union[int, int]``, is a ``VerbatimGeneric``, which MonkeyType takes for any other one.

    What Python could not look up is not found here either: a function or type without a module or a qualname, and a
    local type, with ``<locals>`` in its qualname. MonkeyType encodes them and fails to decode them. A local function is
    found, as it cannot be told from any other odd qualname.

Standard streams
    A store may print, read standard input, or start other programs: the protocol's streams are moved to descriptors of
    their own, and what is printed appears on standard error.
"""

from __future__ import annotations

import argparse
import builtins
import faulthandler
import gc
import importlib
import importlib.util
import inspect
import itertools
import json
import logging
import os
import queue
import sys
import threading
import types as python_types
import typing
import warnings
import weakref
from functools import partial
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, List, NoReturn, Optional, Tuple, Type, Union

try:
    from monkeytype import encoding
    from monkeytype.compat import is_any, is_generic, is_typed_dict, is_union, qualname_of_generic
    from monkeytype.db.base import CallTraceStore, CallTraceThunk
    from monkeytype.encoding import CallTraceRow
    from monkeytype.exceptions import NameLookupError
    from monkeytype.tracing import CallTrace
    from mypy_extensions import TypedDict
except Exception as error:
    print(
        f"store_adapter: MonkeyType cannot be imported ({type(error).__name__}: {error}); install it for this Python: "
        f"{sys.executable} -m pip install MonkeyType",
        file=sys.stderr,
    )
    raise SystemExit(2) from None

PROTOCOL_VERSION = 1


# Names: functions and types by module and qualname.

TypeKey = Tuple[Any, ...]
"""What tells types apart, made of texts alone, so that a type that occurs again is found by one look-up:

- ``(module, qualname)``: a type without element types;
- ``(module, qualname, elements)``: a generic type, with the keys of its element types;
- ``(module, qualname, names, fields)``: a typed dict, with the names of its fields and the keys of their types.
"""


class Interned(Dict[Any, Any]):
    """Objects by key, made when they are first asked for.

    A store may compare the traces that it holds, so a key must give the same object for as long as anyone holds it. But
    names that no one holds must not fill the memory, so only a limited number is held here.
    """

    capacity = 100_000

    def __init__(self, make: Callable[[Any], Any]) -> None:
        super().__init__()
        self._make = make
        self._references: Dict[Any, weakref.ref[Any]] = {}
        self._lock = threading.RLock()

    def __missing__(self, key: Any) -> Any:
        with self._lock:
            reference = self._references.get(key)
            value = reference() if reference else None
            if value is None:
                value = self._make(key)
                self._references[key] = weakref.ref(value)
            if len(self) >= self.capacity:
                self.clear()
                self._references = {key: ref for key, ref in self._references.items() if ref() is not None}
            self[key] = value
            return value


def make_function(name: Tuple[str, str]) -> python_types.FunctionType:
    """Returns a function with a module and a qualname."""
    module, qualname = name
    require_texts(module, qualname)
    function = python_types.FunctionType(_called.__code__, GLOBALS, qualname.rpartition(".")[2])
    function.__module__ = module
    function.__qualname__ = qualname
    return function


GLOBALS: Dict[str, Any] = {}
"""The globals of every function."""


def _called() -> None:
    """The code of every function: it is traced, never called."""


def make_class(name: Tuple[str, str]) -> type:
    """Returns a class with a module and a qualname."""
    module, qualname = name
    require_texts(module, qualname)
    return type(class_name(qualname.rpartition(".")[2]), (), {"__module__": module, "__qualname__": qualname})


def class_name(name: str) -> str:
    """Returns a name that Python accepts for a class; only ``__qualname__`` may hold NUL."""
    return name.replace("\0", "\N{SYMBOL FOR NULL}")


def require_texts(*names: Any) -> None:
    """Raises ``TypeError`` if a name is not a text, as in the damaged record of a trace."""
    for name in names:
        if not isinstance(name, str):
            raise TypeError(f"a name must be a str, not {name!r}")


class VerbatimGeneric(typing._GenericAlias, _root=True):  # type: ignore[name-defined, misc, call-arg]
    """A generic type with any name and any element types.

    ``typing`` knows how many element types a generic type has, flattens unions, and drops what occurs twice. This is
    what a trace says, and MonkeyType's ``is_generic`` accepts it.
    """

    def __init__(self, module: str, qualname: str, elements: Tuple[Any, ...]) -> None:
        vars(self).update(
            __origin__=classes[module, qualname],
            __args__=elements,
            __parameters__=(),
            __module__=module,
            __slots__=None,
            _inst=False,
            _name=qualname,
        )

    def __repr__(self) -> str:
        return f"{self.__module__}.{self._name}[{', '.join(map(repr, self.__args__))}]"

    def __reduce__(self) -> Tuple[Any, ...]:
        return VerbatimGeneric, (self.__module__, self._name, self.__args__)


def make_type(key: TypeKey) -> Any:
    """Returns the type with a key."""
    module, qualname, *content = key
    if not content:
        native = native_type(module, qualname)
        return classes[module, qualname] if native is None else native
    if len(content) == 1:
        return make_generic(module, qualname, tuple(types[element] for element in content[0]))
    return make_typed_dict(module, qualname, dict(zip(content[0], (types[field] for field in content[1]))))


HIDDEN_BUILTINS = {typ.__qualname__: typ for typ in (type(None), type(NotImplemented), python_types.MappingProxyType)}
"""The types that MonkeyType finds in ``builtins``, though Python does not have them there."""


def native_type(module: str, qualname: str) -> Any:
    """Returns the real type with a name, or ``None``.

    Only the types that MonkeyType finds by that name and encodes with the same name: ``typing.Text`` is ``str``.
    """
    if module == "builtins":
        found = HIDDEN_BUILTINS.get(qualname, vars(builtins).get(qualname))
    elif module == "typing":
        found = vars(typing).get(qualname)
    else:
        return None
    is_type = isinstance(found, type) or is_any(found) or is_generic(found)
    return found if is_type and reference_of(found) == {"module": module, "qualname": qualname} else None


def make_generic(module: str, qualname: str, elements: Tuple[Any, ...]) -> Any:
    """Returns a generic type: that of ``typing`` if it has the element types as they are given."""
    native = native_type(module, qualname)
    if is_generic(native):
        reference = {
            "module": module, "qualname": qualname, "elem_types": [reference_of(element) for element in elements]
        }
        try:
            generic = native[elements]
            if reference_of(generic) == reference:
                return generic
        except Exception:
            pass  # Python refuses the element types.
    return VerbatimGeneric(module, qualname, elements)


def make_typed_dict(module: str, qualname: str, fields: Dict[str, Any]) -> type:
    """Returns a typed dict as MonkeyType makes it, but in any module and with any types as its fields."""
    require_texts(module, qualname)
    typed_dict = TypedDict(class_name(qualname), {})
    typed_dict.__module__ = module
    typed_dict.__qualname__ = qualname
    typed_dict.__annotations__ = fields
    return typed_dict


def resolve_type(key: TypeKey) -> Any:
    """Returns the type with a key if all of its names can be looked up.

    Raises:
        NameLookupError: Like MonkeyType when it finds no such type.
    """
    module, qualname, *content = key
    is_found_by_name = len(content) < 2
    if is_found_by_name and (not module or not qualname or "<locals>" in qualname.split(".")):
        raise NameLookupError(f"Module '{module}' has no attribute '{qualname}'")
    for element in content[-1] if content else ():
        resolve_type(element)
    return types[key]


functions = Interned(make_function)
classes = Interned(make_class)
types = Interned(make_type)
resolved_types = Interned(resolve_type)


def find_function(module: str, qualname: str) -> Callable[..., Any]:
    """Returns the function with a module and a qualname, in place of MonkeyType's ``get_func_in_module``."""
    if not module or not qualname:
        raise NameLookupError(f"Module '{module}' has no attribute '{qualname}'")
    return functions[module, qualname]


def find_type(reference: Dict[str, Any]) -> Any:
    """Returns the type with MonkeyType's description, in place of MonkeyType's ``type_from_dict``."""
    return resolved_types[key_of(reference)]


def replace_lookups() -> None:
    """Lets MonkeyType find every function and type when it decodes."""
    encoding.get_func_in_module = find_function  # type: ignore[attr-defined]
    encoding.type_from_dict = find_type
    warnings.filterwarnings("ignore", "mypy_extensions.TypedDict is deprecated")


# Traces: from and to their form in the protocol.


class Unrepresentable(Exception):
    """A trace that Python cannot express."""


class SinglePassTraces:
    """Traces that can be walked once (ADD-5). A second walk, which would find nothing, is an error that says so."""

    def __init__(self, traces: List[CallTrace]) -> None:
        self._traces: Optional[List[CallTrace]] = traces

    def __iter__(self) -> Iterator[CallTrace]:
        traces, self._traces = self._traces, None
        if traces is None:
            raise RuntimeError("add() takes any iterable, and these traces can be walked only once; make a list first")
        return iter(traces)


def key_of(reference: Dict[str, Any]) -> TypeKey:
    """Returns the key of a type in MonkeyType's description, which is also the protocol's."""
    elements = reference.get("elem_types")
    if reference.get("is_typed_dict"):
        fields = reference["elem_types"]
        return reference["module"], reference["qualname"], tuple(fields), tuple([key_of(t) for t in fields.values()])
    if elements is None:
        return reference["module"], reference["qualname"]
    return reference["module"], reference["qualname"], tuple([key_of(t) for t in elements])


def make_trace(trace: Dict[str, Any]) -> CallTrace:
    """Returns the call trace that the protocol describes."""
    arg_types, return_type, yield_type = trace.get("arg_types"), trace.get("return_type"), trace.get("yield_type")
    return CallTrace(
        functions[trace["module"], trace["qualname"]],
        {name: types[key_of(reference)] for name, reference in arg_types.items()} if arg_types else {},
        types[key_of(return_type)] if return_type else None,
        types[key_of(yield_type)] if yield_type else None,
    )


def make_traces(traces: List[Dict[str, Any]]) -> List[CallTrace]:
    """Returns the call traces that the protocol describes.

    Raises:
        Unrepresentable: If the types of one are nested deeper than Python can compute with.
    """
    try:
        return [make_trace(trace) for trace in traces]
    except RecursionError:
        raise Unrepresentable("the types are nested too deep for Python's limit of recursion") from None


to_json = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode


def text_of(trace: CallTrace) -> str:
    """Returns the protocol's description of a call trace that a store has decoded, as JSON."""
    if not isinstance(trace, CallTrace):
        raise TypeError(f"to_trace() returned {type(trace).__name__}, not a CallTrace")
    function = trace.func
    require_texts(function.__module__, function.__qualname__)
    text = f'{{"module":{to_json(function.__module__)},"qualname":{to_json(function.__qualname__)}'
    if trace.arg_types:
        require_texts(*trace.arg_types)
        arg_types = [f"{to_json(name)}:{reference_text_of(typ)}" for name, typ in trace.arg_types.items()]
        text += f',"arg_types":{{{",".join(arg_types)}}}'
    if trace.return_type is not None:
        text += f',"return_type":{reference_text_of(trace.return_type)}'
    if trace.yield_type is not None:
        text += f',"yield_type":{reference_text_of(trace.yield_type)}'
    return text + "}"


reference_texts: Dict[int, Tuple[Any, str]] = {}
"""Types by their identities, and their descriptions as JSON: equal types may differ, as ``Union[int, str]`` and
``Union[str, int]`` do."""


def reference_text_of(typ: Any) -> str:
    """Returns the protocol's description of a type, as JSON."""
    known = reference_texts.get(id(typ))
    if known is not None:
        return known[1]
    text = to_json(reference_of(typ))
    if len(text) < 10_000:
        if len(reference_texts) >= 10_000:
            reference_texts.clear()
        reference_texts[id(typ)] = typ, text
    return text


def reference_of(typ: Any) -> Dict[str, Any]:
    """Returns the protocol's description of a type: the same as MonkeyType's ``type_to_dict``, but faster."""
    if type(typ) is type:
        return names(typ.__module__, typ.__qualname__)
    if is_typed_dict(typ):
        reference = names(typ.__module__, typ.__qualname__)
        return {**reference, "elem_types": references_of(typ.__annotations__), "is_typed_dict": True}
    if is_any(typ):
        return names(typ.__module__, "Any")
    if not is_generic(typ):
        return names(typ.__module__, typ.__qualname__)
    reference = names(typ.__module__, "Union" if is_union(typ) else qualname_of_generic(typ))
    elements = getattr(typ, "__args__", None)
    if elements is not None:
        is_empty_tuple_before_3_11 = elements == ((),)
        reference["elem_types"] = [] if is_empty_tuple_before_3_11 else [reference_of(element) for element in elements]
    return reference


def references_of(types_by_name: Dict[str, Any]) -> Dict[str, Any]:
    """Returns the descriptions of types by name; JSON would make texts of names that are none."""
    require_texts(*types_by_name)
    return {name: reference_of(typ) for name, typ in types_by_name.items()}


def names(module: str, qualname: str) -> Dict[str, Any]:
    """Returns the description of what has a module and a qualname."""
    require_texts(module, qualname)
    return {"module": module, "qualname": qualname}


# Executors: where the calls of a store are made.


class Executor:
    """Makes calls, each some time after it was submitted."""

    def submit(self, call: Callable[[], None]) -> None:
        """Makes a call, now or later."""
        raise NotImplementedError

    def retain(self) -> None:
        """Announces one more result that needs the executor."""

    def release(self) -> None:
        """Announces that a store or a result no longer needs the executor."""


class InlineExecutor(Executor):
    """Makes a call at once, on the thread that submits it."""

    def submit(self, call: Callable[[], None]) -> None:
        call()


class OwnThread(Executor):
    """A thread for the calls of one store, in their order. It ends when neither the store nor a result needs it.

    ``retain`` and ``release`` are called on the thread itself.
    """

    def __init__(self) -> None:
        self._calls: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._users = 1
        threading.Thread(target=self._run, daemon=True).start()

    def submit(self, call: Callable[[], None]) -> None:
        self._calls.put(call)

    def retain(self) -> None:
        self._users += 1

    def release(self) -> None:
        self._users -= 1

    def _run(self) -> None:
        while self._users:
            call = self._calls.get()
            call()
            del call  # It may hold the last reference to a store.


class SharedThreads(Executor):
    """Threads for the calls of any store, all at once: another thread starts when none is idle, up to a limit."""

    def __init__(self, limit: int = 256) -> None:
        self._calls: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._idle = threading.Semaphore(0)
        self._room = limit

    def submit(self, call: Callable[[], None]) -> None:
        self._calls.put(call)
        if not self._idle.acquire(blocking=False) and self._room:
            self._room -= 1
            threading.Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        while True:
            call = self._calls.get()
            call()
            del call  # It may hold the last reference to a store.
            self._idle.release()


# Requests and answers.


class OpenStore:
    """A store, and the executor that opens, calls, and closes it."""

    closed_stores = itertools.count(1)
    usual_descriptors = 200

    def __init__(self, executor: Executor) -> None:
        self.store: Optional[CallTraceStore] = None
        self.executor = executor

    def open(self, store_class: Type[CallTraceStore], connection_string: str) -> Dict[str, Any]:
        """Opens the store. The kit closes it in any case, so the executor is needed even if this fails."""
        store = store_class.make_store(connection_string)
        if not isinstance(store, CallTraceStore):
            raise TypeError(f"make_store() returned {type(store).__name__}, not a CallTraceStore")
        self.store = store
        return {}

    def add(self, traces: List[Dict[str, Any]], is_single_pass: bool) -> Dict[str, Any]:
        """Adds traces, as a list or as what can be walked only once."""
        made = make_traces(traces)
        self._opened().add(SinglePassTraces(made) if is_single_pass else made)
        return {}

    def filter(self, result: Result, module: str, options: Dict[str, Any]) -> Dict[str, Any]:
        """Queries the store for a result, which needs the executor until the kit closes it, even if this fails."""
        self.executor.retain()
        result.thunks = list(self._opened().filter(module, **options))
        return {"count": len(result.thunks)}

    def list_modules(self) -> Dict[str, Any]:
        """Lists the modules of the store."""
        modules = list(self._opened().list_modules())
        require_texts(*modules)
        return {"modules": modules}

    def close(self) -> Dict[str, Any]:
        """Drops the store, and closes it if it has a way to.

        Stores that are in cycles may be kept for long among many other objects, with their files open. So garbage is
        collected when many more descriptors are in use than after the last time.
        """
        store, self.store = self.store, None
        self.executor.release()
        close = getattr(store, "close", None)
        if callable(close):
            close()
        if next(self.closed_stores) % 20 == 0 and lowest_free_descriptor() > self.usual_descriptors:
            gc.collect()
            OpenStore.usual_descriptors = lowest_free_descriptor() + 200
        return {}

    def _opened(self) -> CallTraceStore:
        if self.store is None:
            raise LookupError("the store is not open")
        return self.store


def lowest_free_descriptor() -> int:
    """Returns about how many descriptors are in use."""
    descriptor = os.open(os.devnull, os.O_RDONLY)
    os.close(descriptor)
    return descriptor


class Result:
    """What a store has found, and the executor that decodes it."""

    def __init__(self, executor: Executor) -> None:
        self.thunks: List[CallTraceThunk] = []
        self.executor = executor

    def thunk(self, position: int) -> CallTraceThunk:
        """Returns the thunk at a position."""
        if not 0 <= position < len(self.thunks):
            raise LookupError(f"the result has no thunk {position}")
        return self.thunks[position]

    def close(self) -> Dict[str, Any]:
        """Drops the thunks, which may refer to the store."""
        self.thunks = []
        self.executor.release()
        return {}


class Answers:
    """The way to the kit, on which every answer is one line."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._lock = threading.Lock()
        self._kept = bytearray()

    def keep(self, line: bytes) -> None:
        """Keeps a line until ``flush``; both are called on the thread that reads requests."""
        self._kept += line
        if len(self._kept) > READ_BYTES:
            self.flush()

    def flush(self) -> None:
        """Writes the lines that were kept."""
        if self._kept:
            kept, self._kept = bytes(self._kept), bytearray()
            self.write(kept)

    def write(self, line: bytes) -> None:
        """Writes a line, now. If no one reads it, standard input is about to end as well."""
        with self._lock:
            try:
                while line:
                    line = line[os.write(self._descriptor, line) :]
            except BrokenPipeError:
                pass


Members = Union[Dict[str, Any], str]
"""The members of an answer, or their JSON."""

Call = Tuple[Executor, Callable[[], Members]]
"""What to call for an answer, and where."""


def line_of(identifier: int, members: Members) -> bytes:
    """Returns the line of an answer.

    Raises:
        UnicodeEncodeError: If a text is not Unicode, but has a lone surrogate in it.
    """
    if isinstance(members, dict):
        return to_json({"id": identifier, **members}).encode() + b"\n"
    return f'{{"id":{identifier},{members}}}\n'.encode()


class Adapter:
    """Opens stores of a class, calls them, and answers.

    All methods but ``_answer`` run on the thread that reads requests.
    """

    def __init__(
        self, store_class: Type[CallTraceStore], new_executor: Callable[[], Executor], answers: Answers
    ) -> None:
        self._store_class = store_class
        self._new_executor = new_executor
        self._answers = answers
        self._inline = InlineExecutor()
        self._stores: Dict[int, OpenStore] = {}
        self._results: Dict[int, Result] = {}
        self._calls: Dict[str, Callable[[Dict[str, Any]], Call]] = {
            "hello": self._hello,
            "make_store": self._make_store,
            "add": self._add,
            "filter": self._filter,
            "list_modules": self._list_modules,
            "to_trace": self._to_trace,
            "close": self._close,
        }

    def receive(self, request: Dict[str, Any]) -> None:
        """Makes the call of a request, or has a thread make it."""
        executor, call = self._prepared(request)
        write = self._answers.keep if executor is self._inline else self._answers.write
        executor.submit(partial(self._answer, request["id"], call, write))

    def _answer(
        self, identifier: int, call: Callable[[], Members], write: Callable[[bytes], None]
    ) -> None:
        """Makes a call and writes what it returns or raises. Even ``SystemExit`` is an answer of the store."""
        try:
            line = line_of(identifier, call())
        except BaseException as error:
            line = line_of(identifier, {"error": description_of_error(error)})
        write(line)

    def _prepared(self, request: Dict[str, Any]) -> Call:
        """Returns the call of a request, or one that raises an error if the request makes no sense."""
        try:
            return self._calls[request["call"]](request)
        except KeyError as error:
            return self._inline, partial(fail, LookupError(f"the request has no valid {error}"))
        except (LookupError, RuntimeError) as error:  # RuntimeError: no more threads can be started.
            return self._inline, partial(fail, error)

    def _hello(self, request: Dict[str, Any]) -> Call:
        if request["protocol"] != PROTOCOL_VERSION:
            raise LookupError(f"this adapter speaks version {PROTOCOL_VERSION} of the protocol")
        return self._inline, lambda: {"protocol": PROTOCOL_VERSION, "name": self._store_class.__name__}

    def _make_store(self, request: Dict[str, Any]) -> Call:
        number, connection_string = request["store"], request["connection_string"]
        opened = self._stores[number] = OpenStore(self._new_executor())
        return opened.executor, partial(opened.open, self._store_class, connection_string)

    def _add(self, request: Dict[str, Any]) -> Call:
        opened = self._store(request)
        return opened.executor, partial(opened.add, request["traces"], bool(request.get("single_pass")))

    def _filter(self, request: Dict[str, Any]) -> Call:
        opened, number, module = self._store(request), request["result"], request["module"]
        options = {name: request[name] for name in ("qualname_prefix", "limit") if request.get(name) is not None}
        result = self._results[number] = Result(opened.executor)
        return opened.executor, partial(opened.filter, result, module, options)

    def _list_modules(self, request: Dict[str, Any]) -> Call:
        opened = self._store(request)
        return opened.executor, opened.list_modules

    def _to_trace(self, request: Dict[str, Any]) -> Call:
        result = numbered(self._results, "result", request["result"])
        thunk = result.thunk(request["thunk"])
        is_only_computed = getattr(type(thunk), "to_trace", None) is CallTraceRow.to_trace
        return self._inline if is_only_computed else result.executor, partial(decode, thunk)

    def _close(self, request: Dict[str, Any]) -> Call:
        """What is closed has no number any more, so no call can follow."""
        name, table = ("store", self._stores) if "store" in request else ("result", self._results)
        closed: Any = numbered(table, name, request[name])
        del table[request[name]]
        return closed.executor, closed.close

    def _store(self, request: Dict[str, Any]) -> OpenStore:
        return numbered(self._stores, "store", request["store"])


def numbered(table: Dict[int, Any], name: str, number: int) -> Any:
    """Returns the store or the result that has a number.

    Raises:
        LookupError: If none has, or no longer.
    """
    if number not in table:
        raise LookupError(f"there is no {name} {number}")
    return table[number]


def decode(thunk: CallTraceThunk) -> str:
    """Decodes a trace."""
    return f'"trace":{text_of(thunk.to_trace())}'


def fail(error: Exception) -> NoReturn:
    """Raises an error."""
    raise error


def description_of_error(error: BaseException) -> Dict[str, str]:
    """Returns the protocol's description of an error; its text may hold bytes of a path that is not Unicode."""
    kind = "unrepresentable" if isinstance(error, Unrepresentable) else type(error).__name__
    try:
        message = str(error)
    except Exception:
        message = "(the error cannot be made a text)"
    return {"kind": kind, "text": message.encode("utf-8", "backslashreplace").decode()}


# The store class.


class NoStoreError(Exception):
    """A store class that cannot be loaded; the message says what to do."""


def load_store_class(name: str) -> Type[CallTraceStore]:
    """Returns the class with a name as the command line takes it.

    Raises:
        NoStoreError: If there is none, or it is not that of a store.
    """
    module_name, separator, class_path = name.rpartition(":")
    if not separator or not module_name or not class_path:
        raise NoStoreError(f"'{name}' names no store; write MODULE:CLASS or path/to/file.py:CLASS")
    module = load_file(module_name) if module_name.endswith(".py") else load_module(module_name)
    store_class: Any = module
    for part in class_path.split("."):
        store_class = getattr(store_class, part, None)
    if not isinstance(store_class, type):
        raise NoStoreError(f"'{module_name}' has no class '{class_path}'; {hint_for(module)}")
    if not issubclass(store_class, CallTraceStore):
        raise NoStoreError(f"'{name}' is not a subclass of monkeytype.db.base.CallTraceStore; make it one")
    if inspect.isabstract(store_class):
        missing = ", ".join(sorted(store_class.__abstractmethods__))
        raise NoStoreError(f"'{name}' cannot be used, as it is abstract; implement {missing}")
    return store_class


def load_module(name: str) -> python_types.ModuleType:
    """Imports a module, from the working directory too, as ``python -m`` does."""
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name and (name == error.name or name.startswith(error.name + ".")):
            raise NoStoreError(
                f"there is no module '{name}' for {sys.executable}; install it, or start the adapter in its folder"
            ) from None
        raise failed_import(name, error) from error
    except (Exception, SystemExit) as error:
        raise failed_import(name, error) from error


def load_file(path: str) -> python_types.ModuleType:
    """Imports a file, which may import other files of its folder."""
    file = Path(path).resolve()
    if not file.is_file():
        raise NoStoreError(f"there is no file '{path}'; check the path, which is relative to {os.getcwd()}")
    sys.path.insert(0, str(file.parent))
    name = file.stem if file.stem not in sys.modules else f"{file.stem}_of_the_store"
    spec = importlib.util.spec_from_file_location(name, file)
    if spec is None or spec.loader is None:
        raise NoStoreError(f"'{path}' cannot be imported; name a Python file")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except (Exception, SystemExit) as error:
        raise failed_import(path, error) from error
    return module


def failed_import(name: str, error: BaseException) -> NoStoreError:
    """Returns the error that a module cannot be imported, with the cause."""
    cause = f"{type(error).__name__}: {error}"
    return NoStoreError(f"'{name}' cannot be imported: {cause}; import it with Python to see why")


def hint_for(module: python_types.ModuleType) -> str:
    """Returns which classes of a module could be meant."""
    stores = [
        name for name, value in vars(module).items()
        if isinstance(value, type) and issubclass(value, CallTraceStore) and value is not CallTraceStore
    ]
    return f"name one of its stores: {', '.join(stores)}" if stores else "it has no subclass of CallTraceStore"


# The program.


class LimitedHandler(logging.StreamHandler):  # type: ignore[type-arg]
    """Logs to standard error, up to a number of lines: MonkeyType logs each trace that it cannot serialize."""

    def __init__(self, lines: int = 300) -> None:
        super().__init__(sys.stderr)
        self.setFormatter(logging.Formatter("%(levelname)s %(name)s: %(message)s"))
        self._lines_left = lines

    def emit(self, record: logging.LogRecord) -> None:
        if self._lines_left <= 0:
            return
        super().emit(record)
        self._lines_left -= self.format(record).count("\n") + 1
        if self._lines_left <= 0:
            self.stream.write("store_adapter: no more is logged\n")


def take_standard_streams() -> Tuple[int, int]:
    """Returns the descriptors of requests and of answers, which nothing else in the process knows."""
    sys.stdout.flush()
    requests, answers = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    sys.stdout.reconfigure(line_buffering=True, errors="backslashreplace")  # type: ignore[union-attr]
    return requests, answers


READ_BYTES = 1 << 16
"""How much is read or written at once."""


def lines_of(descriptor: int) -> Iterator[List[bytes]]:
    """Yields the lines that have come in, as many as there are: their answers are written together."""
    parts: List[bytes] = []
    while True:
        chunk = os.read(descriptor, READ_BYTES)
        if not chunk:
            if any(parts):
                yield [b"".join(parts)]
            return
        first, *rest = chunk.split(b"\n")
        parts.append(first)
        if rest:
            lines = [b"".join(parts), *rest]
            parts = [lines.pop()]
            yield lines


def read_requests(requests: int, adapter: Adapter, answers: Answers) -> int:
    """Serves requests until there are no more, and returns the exit code."""
    for lines in lines_of(requests):
        for line in lines:
            try:
                adapter.receive(json.loads(line.decode()))
            except (ValueError, TypeError, AttributeError, KeyError, IndexError, RecursionError) as error:
                answers.flush()
                start = line[:200].decode("utf-8", "backslashreplace").rstrip()
                print(
                    f"store_adapter: cannot read a request ({type(error).__name__}: {error}): {start}", file=sys.stderr
                )
                return 1
        answers.flush()
    return 0


def leave(code: int) -> NoReturn:
    """Exits as usual, so that what the store has registered to be done at exit is done, but not later than in 5 s."""
    deadline = threading.Timer(5, os._exit, [code])
    deadline.daemon = True
    deadline.start()
    sys.exit(code)


def main() -> NoReturn:
    """Serves the kit until standard input ends."""
    parser = argparse.ArgumentParser(description="Opens MonkeyType call-trace stores for the conformance kit.")
    parser.add_argument("store", metavar="MODULE:CLASS", help="the store class; MODULE may be the path of a .py file")
    parser.add_argument(
        "--threads",
        choices=["own", "shared"],
        default="own",
        help="make each store's calls on a thread of its own, or on any threads at once (default: own)",
    )
    options = parser.parse_args()
    requests, answers = take_standard_streams()
    faulthandler.enable()
    gc.set_threshold(1_000_000)  # A batch is as many objects, none of them garbage.
    logging.getLogger().addHandler(LimitedHandler())
    sys.path.insert(0, os.getcwd())
    replace_lookups()
    try:
        store_class = load_store_class(options.store)
    except NoStoreError as error:
        print(f"store_adapter: {error}", file=sys.stderr)
        leave(2)
    shared = SharedThreads()
    new_executor = OwnThread if options.threads == "own" else lambda: shared
    to_kit = Answers(answers)
    try:
        leave(read_requests(requests, Adapter(store_class, new_executor, to_kit), to_kit))
    except KeyboardInterrupt:
        leave(130)


if __name__ == "__main__":
    main()
