import logging
import threading

from monkeytype.db.base import CallTraceStore
from monkeytype.encoding import serialize_traces

logger = logging.getLogger(__name__)


class ListStore(CallTraceStore):
    """A store that keeps every row in a list, newest last."""

    def __init__(self):
        self.rows = []
        self.lock = threading.Lock()

    @classmethod
    def make_store(cls, connection_string):
        return cls()

    def add(self, traces):
        rows = [row for row in serialize_traces(traces) if can_be_decoded(row)]
        with self.lock:
            self.rows += rows

    def filter(self, module, qualname_prefix=None, limit=2000):
        if limit < 0:
            raise ValueError("limit must not be negative")
        found = {}
        with self.lock:
            for row in reversed(self.rows):
                if row.module == module and row.qualname.startswith(qualname_prefix or ""):
                    found.setdefault(tuple(vars(row).values()), row)
        return list(found.values())[:limit]

    def list_modules(self):
        with self.lock:
            return list({row.module for row in self.rows})


def can_be_decoded(row):
    """Whether MonkeyType finds the function and the types of a row by their names; it finds no local type."""
    try:
        row.to_trace()
    except Exception:
        logger.exception("A trace is left out, as it cannot be decoded")
        return False
    return True
