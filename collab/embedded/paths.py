"""Where the embedded services keep their data, their sockets and the generated secret."""

import hashlib
import os
import secrets
import tempfile
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).resolve().parents[2]

# sockaddr_un.sun_path holds 108 bytes on Linux and 104 on macOS, the final zero included.
LONGEST_SOCKET_PATH = 103
LONGEST_SOCKET_NAME = ".s.PGSQL.5432"

DATABASE = "collab"
DATABASE_USER = "postgres"


def data_directory() -> Path:
    """The directory that holds everything worth keeping: COLLAB_DATA, else `.data`."""
    return Path(os.environ.get("COLLAB_DATA", "").strip() or ROOT / ".data").resolve()


def socket_directory(data: Path, service: str) -> Path:
    """Where `service` puts its socket: beside its data, or somewhere short if that is too long."""
    beside = data / "run" / service
    if len(os.fsencode(beside / LONGEST_SOCKET_NAME)) <= LONGEST_SOCKET_PATH:
        return beside
    name = hashlib.sha256(os.fsencode(data)).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"collab-{os.getuid()}-{name}" / service


def database_url(sockets: Path, database: str = DATABASE) -> str:
    """The address of `database` in the embedded Postgres that listens in `sockets`."""
    return f"postgres://{DATABASE_USER}@/{database}?host={quote(str(sockets), safe='')}"


def stored_secret(data: Path) -> str:
    """The secret key kept in `data`, made at the first call; processes starting together agree."""
    path = data / "secret_key"
    if not path.exists():
        data.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=data, prefix=".secret_key.")
        made = Path(name)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(48))
        # Linking, unlike renaming, never replaces the key that another process has just made.
        try:
            path.hardlink_to(made)
        except FileExistsError:
            pass
        finally:
            made.unlink()
    return path.read_text().strip()
