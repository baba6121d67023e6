"""Images are worked on by a process that may die of them."""

import os
import tempfile
from pathlib import Path

import pytest

from documents.imaging.process import ImageLimits, remake_apart
from documents.imaging.results import Made, NotAnImage, TooLarge
from documents.tests.imaging.pictures import bomb, picture

PIXELS = 64_000_000


def made(data: bytes, directory: Path, limits: ImageLimits | None = None) -> Made:
    with tempfile.TemporaryFile() as file:
        file.write(data)
        return remake_apart(file, directory, PIXELS, limits)


def test_an_image_is_made_anew(tmp_path: Path) -> None:
    assert made(picture(), tmp_path) == Made("image/webp", 40, 30)


def test_refusals_come_back_as_they_were(tmp_path: Path) -> None:
    with pytest.raises(NotAnImage, match="damaged"):
        made(b"<html>", tmp_path)
    with pytest.raises(TooLarge, match="megapixels"):
        made(bomb(), tmp_path)


@pytest.mark.parametrize(
    "limits",
    [
        ImageLimits(memory=150_000_000),
        ImageLimits(cpu_seconds=1),
        ImageLimits(deadline=0.3),
    ],
    ids=["memory", "time to work", "time to wait"],
)
def test_what_takes_too_much_is_given_up(limits: ImageLimits, tmp_path: Path) -> None:
    with pytest.raises(TooLarge):
        made(picture(7900, 7900), tmp_path, limits)


def test_the_process_gets_none_of_our_secrets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = tmp_path / "said"
    spy = tmp_path / "python"
    spy.write_text(f'#!/bin/sh\nenv > {said}\necho \'["NotAnImage", ""]\'\n')
    spy.chmod(0o755)
    monkeypatch.setattr("sys.executable", str(spy))
    monkeypatch.setitem(os.environ, "SECRET_KEY", "a secret")
    with pytest.raises(NotAnImage):
        made(picture(), tmp_path)
    assert "a secret" not in said.read_text()
