"""What becomes of images: only their pixels."""

import io
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from documents.imaging.images import MAX_FRAMES, remake
from documents.imaging.results import Made, NotAnImage, TooLarge
from documents.tests.imaging.pictures import SECRET, animation, bomb, photograph, picture, saved

PIXELS = 4_000_000


def made(data: bytes, directory: Path) -> Made:
    return remake(io.BytesIO(data), directory, PIXELS)


def result(directory: Path, variant: str = "large") -> Image.Image:
    return Image.open(io.BytesIO((directory / variant).read_bytes()))


@pytest.mark.parametrize(
    ("kind", "becomes"),
    [("PNG", "WEBP"), ("JPEG", "JPEG"), ("GIF", "WEBP"), ("WEBP", "WEBP"), ("AVIF", "WEBP")],
)
def test_each_format_is_written_anew(kind: str, becomes: str, tmp_path: Path) -> None:
    found = made(picture(kind=kind), tmp_path)
    assert found == Made(f"image/{becomes.lower()}", 40, 30)
    assert result(tmp_path).format == becomes
    assert [path.name for path in tmp_path.iterdir()] == ["large"]


def test_what_is_said_beside_the_pixels_is_gone_and_the_camera_upright(tmp_path: Path) -> None:
    assert made(photograph(), tmp_path) == Made("image/jpeg", 40, 60)
    written = (tmp_path / "large").read_bytes()
    assert SECRET in photograph()
    assert SECRET not in written
    assert b"Exif" not in written
    assert not result(tmp_path).getexif()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_profiles_and_packets_are_gone(kind: str, tmp_path: Path) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    made(picture(kind=kind, icc_profile=profile, xmp=SECRET), tmp_path)
    assert not {"icc_profile", "xmp", "exif"} & set(result(tmp_path).info)
    assert SECRET not in (tmp_path / "large").read_bytes()


def test_a_broken_profile_is_no_reason_to_refuse(tmp_path: Path) -> None:
    made(picture(kind="JPEG", icc_profile=b"nonsense"), tmp_path)
    assert result(tmp_path).getpixel((5, 5))[0] > 200  # type: ignore[index]


@pytest.mark.parametrize("ending", [b"<script>alert(1)</script>", b"PK\x03\x04 a zip file"])
def test_what_hides_behind_an_image_is_gone(ending: bytes, tmp_path: Path) -> None:
    for kind in ("GIF", "JPEG", "PNG"):
        made(picture(kind=kind) + ending, tmp_path)
        assert ending not in (tmp_path / "large").read_bytes()


def test_a_large_image_is_made_smaller_and_has_a_small_one(tmp_path: Path) -> None:
    assert made(picture(2400, 600), tmp_path) == Made("image/webp", 2000, 500)
    assert result(tmp_path, "small").size == (800, 200)


def test_a_line_stays_a_line(tmp_path: Path) -> None:
    assert made(picture(40_000, 1), tmp_path) == Made("image/webp", 2000, 1)


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_what_moves_goes_on_moving(kind: str, tmp_path: Path) -> None:
    made(animation(3, 900, kind), tmp_path)
    for variant in ("large", "small"):
        moving = result(tmp_path, variant)
        assert getattr(moving, "n_frames", 1) == 3
    assert moving.size == (800, 800)


def test_transparency_stays(tmp_path: Path) -> None:
    made(saved(Image.new("RGBA", (10, 10), (0, 0, 255, 0)), "PNG"), tmp_path)
    assert result(tmp_path).convert("RGBA").getchannel("A").getextrema() == (0, 0)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "CMYK", "I;16"])
def test_every_kind_of_pixel_is_taken(mode: str, tmp_path: Path) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    assert made(saved(Image.new(mode, (10, 10)), kind), tmp_path).width == 10


def test_sixteen_bits_keep_their_brightness(tmp_path: Path) -> None:
    made(saved(Image.new("I;16", (10, 10), 40_000), "PNG"), tmp_path)
    assert result(tmp_path).convert("L").getpixel((5, 5)) == pytest.approx(156, abs=2)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html><script>alert(1)</script></html>",
        b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        b"%PDF-1.7",
        b"\x89PNG\r\n\x1a\n<html>",
        b"GIF89a<script>alert(1)</script>",
        picture()[:-30],
        picture(kind="JPEG")[:200],
        saved(Image.new("RGB", (4, 4)), "BMP"),
        saved(Image.new("RGB", (4, 4)), "TIFF"),
    ],
)
def test_anything_else_is_no_image(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(NotAnImage):
        made(data, tmp_path)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "data", [bomb(), bomb(2001, 2000), animation(MAX_FRAMES + 1), animation(5, 1000)]
)
def test_too_many_pixels_are_refused_before_they_are_decoded(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(TooLarge):
        made(data, tmp_path)
    assert not list(tmp_path.iterdir())
