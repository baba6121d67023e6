"""What a container runs: bring the database up to date, then become the web process."""

import os
import subprocess
import sys

from django.conf import settings

from collab.embedded.paths import ROOT
from collab.embedded.web import command


def main() -> None:
    """Migrate, then replace this process by the server, which gets the signals itself."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "collab.settings")
    migrate = [sys.executable, "manage.py", "migrate", "--no-input", "-v0"]
    subprocess.run(migrate, cwd=ROOT, check=True)
    server = command(settings.COLLAB_HOST, settings.COLLAB_PORT, settings.COLLAB_MAX_MESSAGE_BYTES)
    os.execv(server[0], server)  # noqa: S606 (no shell is meant)


if __name__ == "__main__":
    main()
