"""The child process: makes one image anew and ends.

Run as `python -m documents.imaging.worker <bytes of memory> <seconds of CPU time> <pixels>
<directory>`, with the image's file as standard input; prints one JSON array, `["made", type, width,
height]` or `[name of the error, message]`.
"""

import json
import resource
import sys
from pathlib import Path

from documents.imaging.images import remake
from documents.imaging.results import ImageRefused, TooLarge

MAX_WRITTEN_BYTES = 256 * 1024 * 1024


def main() -> None:
    """Limit this process, then work."""
    memory, cpu_seconds, max_pixels = map(int, sys.argv[1:4])
    limit(memory, cpu_seconds)
    print(json.dumps(answer(max_pixels, Path(sys.argv[4]))))


def limit(memory: int, cpu_seconds: int) -> None:
    """Bound what this process may use; going beyond ends it."""
    limits = {
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_CPU: cpu_seconds,
        resource.RLIMIT_FSIZE: MAX_WRITTEN_BYTES,
    }
    if sys.platform == "linux":
        limits[resource.RLIMIT_AS] = memory
    for kind, most in limits.items():
        resource.setrlimit(kind, (most, most))


def answer(max_pixels: int, directory: Path) -> list[object]:
    """Make the image that stands on standard input."""
    try:
        made = remake(sys.stdin.buffer, directory, max_pixels)
    except ImageRefused as refused:
        return [type(refused).__name__, str(refused)]
    except MemoryError:
        return [TooLarge.__name__, "The image takes too much memory to look at."]
    return ["made", made.type, made.width, made.height]


if __name__ == "__main__":
    main()
