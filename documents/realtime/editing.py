"""Keeps the record of who is editing which document fresh, as far as this process knows."""

import asyncio
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from time import monotonic
from uuid import UUID

from documents.core.presence import Identity
from documents.services import editing

REFRESH_SECONDS = editing.RECORD_SECONDS / 2

# A thread of its own, which keeps its connection, and may wait for Redis when nobody else does.
_thread = ThreadPoolExecutor(1, "editing")

People = list[Identity]


class Editing:
    """What this process has recorded; a record is written when it changes or grows old."""

    def __init__(self) -> None:
        self._recorded: dict[UUID, tuple[People, float]] = {}

    async def record(self, open_documents: Mapping[UUID, People]) -> None:
        """Record who edits the documents that are open here; it may wait for Redis."""
        now = monotonic()
        due = self._due(open_documents, now)
        if due:
            await asyncio.get_running_loop().run_in_executor(_thread, _write, due)
        self._recorded |= {document_id: (people, now) for document_id, people in due.items()}
        for document_id in self._recorded.keys() - open_documents.keys():
            del self._recorded[document_id]

    def _due(self, open_documents: Mapping[UUID, People], now: float) -> dict[UUID, People]:
        due = {}
        for document_id, people in open_documents.items():
            before, written = self._recorded.get(document_id, ([], now))
            is_old = bool(people) and now - written >= REFRESH_SECONDS
            if people != before or is_old:
                due[document_id] = people
        return due


def _write(due: Mapping[UUID, People]) -> None:
    for document_id, people in due.items():
        editing.record(document_id, people)
