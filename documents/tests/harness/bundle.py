"""What a browser loads before a page works, read from the build's manifest."""

import gzip
import json

from collab.embedded.frontend import FRONTEND

DIST = FRONTEND / "dist"


def first_load(*entries: str) -> dict[str, int]:
    """The scripts and styles that the entries need at once, and their sizes compressed with gzip.

    What is imported on demand (`import()`) is not among them.
    """
    manifest = json.loads((DIST / "manifest.json").read_text())
    files: set[str] = set()
    wanted, seen = set(entries), set()
    while wanted:
        seen.add(name := wanted.pop())
        chunk = manifest[name]
        files |= {chunk["file"], *chunk.get("css", [])}
        wanted |= set(chunk.get("imports", [])) - seen
    return {file: len(gzip.compress((DIST / file).read_bytes())) for file in sorted(files)}
