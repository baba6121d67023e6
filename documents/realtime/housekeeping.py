"""What servers do now and then, whoever is there."""

import asyncio

from asgiref.sync import sync_to_async
from django.db import close_old_connections

from documents.services.collection import collect_daily

LOOK_SECONDS = 3600.0


async def collect_files() -> None:
    """Delete files that no document needs, once a day in one of all processes."""
    while True:
        await asyncio.sleep(LOOK_SECONDS)
        await sync_to_async(_collect, thread_sensitive=False)()


def _collect() -> None:
    close_old_connections()
    try:
        collect_daily()
    finally:
        close_old_connections()
