import random

import pytest

from documents.core.errors import Malformed
from documents.core.lib0 import MAX_SAFE_INTEGER, Reader, Writer

# Written by lib0's encoding.js.
UNSIGNED = {
    0: "00",
    127: "7f",
    128: "8001",
    16_383: "ff7f",
    16_384: "808001",
    2**32 - 1: "ffffffff0f",
    MAX_SAFE_INTEGER: "ffffffffffffff0f",
}
SIGNED = {
    0: "00",
    63: "3f",
    64: "8001",
    -1: "41",
    -64: "c001",
    8191: "bf7f",
    -8192: "c08001",
    2**40: "808080808040",
    -(2**40): "c08080808040",
}


@pytest.mark.parametrize(("number", "encoded"), UNSIGNED.items())
def test_unsigned_numbers_are_those_of_lib0(number: int, encoded: str) -> None:
    writer = Writer()
    writer.var_uint(number)
    assert writer.to_bytes().hex() == encoded
    reader = Reader(bytes.fromhex(encoded))
    assert reader.var_uint() == number
    reader.finish()


@pytest.mark.parametrize(("number", "encoded"), SIGNED.items())
def test_signed_numbers_are_those_of_lib0(number: int, encoded: str) -> None:
    reader = Reader(bytes.fromhex(encoded))
    assert reader.var_int() == number
    reader.finish()


def test_whatever_is_written_is_read_back() -> None:
    seed = random.randrange(2**32)
    print("seed", seed)
    rng = random.Random(seed)
    numbers = [rng.getrandbits(rng.randrange(1, 54)) for _ in range(1000)]
    texts = ["", "a", "é", "😀", "\0", "x" * 200]
    writer = Writer()
    for number in numbers:
        writer.var_uint(number)
    for text in texts:
        writer.var_string(text)
    writer.var_bytes(b"\xff\x00")
    reader = Reader(writer.to_bytes())
    assert [reader.var_uint() for _ in numbers] == numbers
    assert [reader.var_string() for _ in texts] == texts
    assert reader.var_bytes() == b"\xff\x00"
    assert reader.at_end
    reader.finish()


@pytest.mark.parametrize(
    "encoded",
    ["", "80", "8000", "ff00", "ffffffffffffff3f", "ffffffffffffffff01", "ff" * 100, "80" * 100],
)
def test_numbers_cut_short_padded_or_above_53_bits_are_malformed(encoded: str) -> None:
    data = bytes.fromhex(encoded)
    with pytest.raises(Malformed):
        Reader(data).var_uint()
    with pytest.raises(Malformed):
        Reader(data).var_int()


@pytest.mark.parametrize("encoded", ["01", "0261", "ffffffff0f61", "ffffffffffffff0f"])
def test_a_length_beyond_the_end_is_malformed(encoded: str) -> None:
    with pytest.raises(Malformed):
        Reader(bytes.fromhex(encoded)).var_bytes()


@pytest.mark.parametrize("text", ["ff", "c080", "eda080", "f0808080", "f09f98"])
def test_text_that_is_not_utf8_is_malformed(text: str) -> None:
    data = bytes.fromhex(text)
    with pytest.raises(Malformed):
        Reader(bytes([len(data)]) + data).var_string()


def test_bytes_after_the_end_are_malformed() -> None:
    reader = Reader(b"\x00\x00")
    reader.var_uint()
    with pytest.raises(Malformed):
        reader.finish()


@pytest.mark.parametrize("number", [-1, MAX_SAFE_INTEGER + 1])
def test_a_number_that_lib0_cannot_hold_is_not_written(number: int) -> None:
    with pytest.raises(ValueError, match="lib0"):
        Writer().var_uint(number)
