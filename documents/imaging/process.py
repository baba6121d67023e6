"""The parent's end: one process for each image, which has only its file."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from documents.imaging.results import Made, NotAnImage, TooLarge

PROJECT = Path(__file__).parents[2]

PASSED_ON = ("PATH", "LD_LIBRARY_PATH", "LANG", "LC_ALL")
"""The only variables that the process gets from our environment, which holds secrets."""


@dataclass(frozen=True, slots=True)
class ImageLimits:
    """What one image may take: address space in bytes, CPU and waiting time in seconds."""

    memory: int = 1_500_000_000
    cpu_seconds: int = 30
    deadline: float = 60


def remake_apart(
    source: BinaryIO, directory: Path, max_pixels: int, limits: ImageLimits | None = None
) -> Made:
    """Make the image in an open file anew, into `directory`; raises NotAnImage or TooLarge.

    Whatever the image does to the process that reads it, nobody else is harmed.
    """
    limits = limits or ImageLimits()
    bounds = (limits.memory, limits.cpu_seconds, max_pixels, directory)
    source.flush()
    # The process reads from where the file itself stands, not from where our buffer does.
    os.lseek(source.fileno(), 0, os.SEEK_SET)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "documents.imaging.worker", *map(str, bounds)],
            stdin=source.fileno(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**_environment(), "PYTHONPATH": str(PROJECT)},
            timeout=limits.deadline,
            start_new_session=True,
            check=True,
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        raise TooLarge("The image takes too much to look at.") from error
    return _made(json.loads(done.stdout))


def _environment() -> dict[str, str]:
    return {name: os.environ[name] for name in PASSED_ON if name in os.environ}


def _made(answer: list[object]) -> Made:
    match answer:
        case "made", str(kind), int(width), int(height):
            return Made(kind, width, height)
        case "TooLarge", str(reason):
            raise TooLarge(reason)
        case _, str(reason):
            raise NotAnImage(reason)
    raise ValueError(f"not an answer: {answer!r}")
