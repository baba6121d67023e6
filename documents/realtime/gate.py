"""Questions of sockets that are answered through Django: who somebody is, and what they may do.

Asynchronous code asks Django's database in one thread for the whole process, with a new connection
for each question. When everybody comes back at once, after a restart, that is what they wait for;
so these questions have threads of their own, which keep their connections.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import InterfaceError, OperationalError, connection

T = TypeVar("T")

_threads = ThreadPoolExecutor(2, "gate")


async def ask(question: Callable[[], T]) -> T:
    """Answer a question that only reads; raises what it raises."""
    return await asyncio.get_running_loop().run_in_executor(_threads, _answer, question)


def _answer(question: Callable[[], T]) -> T:
    """A connection that was lost since the last question is noticed here, and made anew."""
    try:
        return question()
    except (OperationalError, InterfaceError):
        if connection.is_usable():
            raise
        connection.close()
    return question()
