"""`manage.py verify_documents`: read everything back."""

import asyncio
from argparse import ArgumentParser
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from documents.services import upkeep


class Command(BaseCommand):
    """Compares every document's checkpoint and tail with its whole log; changes nothing."""

    help = "Read documents (default: all) back from the database and report every fault."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the ids of documents."""
        parser.add_argument("documents", nargs="*", type=UUID, metavar="document")

    def handle(self, *args: Any, documents: Sequence[UUID], **options: Any) -> None:
        """Print each fault; fails when there is any."""
        asyncio.run(self._verify(documents))

    async def _verify(self, documents: Sequence[UUID]) -> None:
        read = faulty = 0
        async for document_id, faults in upkeep.verify_all(documents):
            read += 1
            faulty += bool(faults)
            for fault in faults:
                self.stderr.write(f"{document_id}: {fault}")
        if faulty:
            raise CommandError(f"{faulty} of {read} documents have faults.")
        self.stdout.write(f"{read} documents are as they should be.")
