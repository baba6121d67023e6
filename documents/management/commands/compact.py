"""`manage.py compact`: make checkpoints now."""

import asyncio
from argparse import ArgumentParser
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from documents.services import upkeep


class Command(BaseCommand):
    """Merges logs into checkpoints; running servers may go on."""

    help = "Merge the logs of documents (default: of all) into checkpoints."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the ids of documents."""
        parser.add_argument("documents", nargs="*", type=UUID, metavar="document")

    def handle(self, *args: Any, documents: Sequence[UUID], **options: Any) -> None:
        """Say what was merged; fails when a document could not be."""
        asyncio.run(self._compact(documents))

    async def _compact(self, documents: Sequence[UUID]) -> None:
        failed = 0
        async for document_id, rows in upkeep.compact_all(documents):
            if rows is None:
                failed += 1
                self.stderr.write(f"{document_id}: not compacted")
            elif rows:
                self.stdout.write(f"{document_id}: {rows} rows")
        if failed:
            raise CommandError(f"{failed} documents were not compacted; the log says why.")
