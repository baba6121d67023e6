"""`make run`: start Postgres, Redis and one web process, keep them running, stop them all.

Postgres and Redis are embedded unless DATABASE_URL and REDIS_URL name others.
"""

import fcntl
import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from subprocess import Popen
from types import FrameType
from typing import Protocol

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from collab.embedded import frontend, redis, web
from collab.embedded.paths import ROOT, data_directory, socket_directory
from collab.embedded.postgres import Postgres
from collab.embedded.progress import SetupError, fail, say, step
from collab.embedded.redis import Redis
from collab.embedded.web import Web

# What ends again, or does not even start, is not started again before this time is over.
PAUSE_SECONDS = 5.0


class Service(Protocol):
    """Something the launcher starts, watches and stops."""

    name: str
    process: Popen[bytes] | None

    def start(self) -> None:
        """Start it and wait until it answers."""

    def stop(self) -> None:
        """Stop it and wait until it has ended."""


def main() -> int:
    """Run Collab until Ctrl-C; returns the exit code."""
    # Also where it was started in the background, which has a shell ignore Ctrl-C.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _interrupt)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "collab.settings")
    try:
        with ExitStack() as stack:
            run(stack)
    except KeyboardInterrupt:
        say("\nStopped.")
        return 0
    except (SetupError, ImproperlyConfigured, OSError) as error:
        return fail(error)
    return 0


def run(stack: ExitStack) -> None:
    """Start everything, say so, and watch it until interrupted."""
    data = data_directory()
    stack.enter_context(_only_one(data))
    web.check_port(settings.COLLAB_HOST, settings.COLLAB_PORT)
    frontend.build()
    environment = dict(os.environ)
    services = stores(data, environment)
    server = Web(
        settings.COLLAB_HOST,
        settings.COLLAB_PORT,
        environment=environment,
        max_message_bytes=settings.COLLAB_MAX_MESSAGE_BYTES,
    )
    for service in services:
        _start(service, stack)
    manage = [sys.executable, "manage.py"]
    step("Preparing the database", [*manage, "migrate", "--no-input", "-v0"], cwd=ROOT)
    _start(server, stack)
    say(f"\nCollab is ready: {server.url}  (Ctrl-C stops it)")
    watch([*services, server])


def stores(data: Path, environment: dict[str, str]) -> list[Service]:
    """The stores to embed; `environment` gets the addresses of all that are used."""
    services: list[Service] = []
    if not environment.get("DATABASE_URL"):
        postgres = Postgres(data / "postgres", socket_directory(data, "postgres"))
        environment["DATABASE_URL"] = postgres.url()
        services.append(postgres)
    if not environment.get("REDIS_URL"):
        if binary := redis.binary():
            server = Redis(binary, socket_directory(data, "redis"), data / "redis.log")
            environment["REDIS_URL"] = server.url
            services.append(server)
        else:
            say("  No Redis on this machine: only this one web process can serve the documents.")
    return services


def watch(services: list[Service]) -> None:
    """Start a service again when it ends, and try until that works.

    The others go on meanwhile: what is open can be read while Postgres has no room to start.
    """
    last_start = dict.fromkeys((service.name for service in services), -PAUSE_SECONDS)
    while True:
        down = [service for service in services if _has_ended(service)]
        for service in down:
            if time.monotonic() - last_start[service.name] >= PAUSE_SECONDS:
                last_start[service.name] = time.monotonic()
                say(f"  Starting {service.name} again, which ended unexpectedly")
                _try_to_start(service)
        if down:
            time.sleep(1)
        else:
            # WNOWAIT leaves the status for the Popen object, which must learn of it too.
            os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOWAIT)


def _has_ended(service: Service) -> bool:
    return service.process is not None and service.process.poll() is not None


def _try_to_start(service: Service) -> None:
    try:
        service.start()
    except (SetupError, OSError) as error:
        say(f"  {error}\n  Trying again")


def _start(service: Service, stack: ExitStack) -> None:
    say(f"  Starting {service.name}")
    stack.callback(service.stop)
    service.start()


@contextmanager
def _only_one(data: Path) -> Iterator[None]:
    """Hold the lock on `data`, which the system lets go of however this process ends."""
    data.mkdir(parents=True, exist_ok=True)
    with (data / "lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            lock.seek(0)
            raise SetupError(
                f"Collab is running already (process {lock.read().strip()}): stop it first, or "
                "give this one its own data with COLLAB_DATA."
            ) from error
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
