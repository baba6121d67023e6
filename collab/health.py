"""Answers for load balancers: is the process alive, can it serve."""

import logging
from collections.abc import Awaitable, Callable

import redis.asyncio
from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse

log = logging.getLogger(__name__)

REDIS_TIMEOUT = 2.0


async def live(request: HttpRequest) -> HttpResponse:
    """200 whenever the process answers at all."""
    return HttpResponse("ok", content_type="text/plain")


async def ready(request: HttpRequest) -> JsonResponse:
    """200 when Postgres answers, else 503; says which stores do.

    Without Redis everything works through the log, only later: no reason to take a process away.
    """
    answers = {"postgres": await _answers(ask_postgres)}
    if settings.REDIS_URL:
        answers["redis"] = await _answers(ask_redis)
    return JsonResponse(answers, status=200 if answers["postgres"] else 503)


async def _answers(ask: Callable[[], Awaitable[None]]) -> bool:
    try:
        await ask()
    except Exception:
        # Any failure means "not ready"; the log says which.
        log.warning("%s failed", ask.__name__, exc_info=True)
        return False
    return True


@sync_to_async
def ask_postgres() -> None:
    """Raise unless Postgres answers a query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


async def ask_redis() -> None:
    """Raise unless Redis answers a ping."""
    client = redis.asyncio.from_url(settings.REDIS_URL, socket_timeout=REDIS_TIMEOUT)
    async with client:
        await client.ping()
