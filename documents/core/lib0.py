"""lib0's binary encoding, strictly: the alphabet of Yjs updates and both wire protocols.

The format is that of lib0's `encoding.js`. Only what lib0 itself would write is read: no number
above 53 bits, no padded number, no invalid UTF-8, nothing beyond the end.
"""

from documents.core.errors import Malformed

MAX_SAFE_INTEGER = 2**53 - 1


class Reader:
    """Reads one buffer from its start; every method raises Malformed at bad or missing bytes."""

    __slots__ = ("_data", "_position")

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._position = 0

    @property
    def at_end(self) -> bool:
        """Whether everything has been read."""
        return self._position == len(self._data)

    @property
    def position(self) -> int:
        """How many bytes have been read."""
        return self._position

    def finish(self) -> None:
        """Refuse bytes that nobody asked for."""
        if self._position != len(self._data):
            raise Malformed("bytes after the end")

    def byte(self) -> int:
        """One byte."""
        position = self._position
        try:
            byte = self._data[position]
        except IndexError:
            raise Malformed("ends too early") from None
        self._position = position + 1
        return byte

    def var_uint(self) -> int:
        """A whole number, 7 bits a byte, low bits first, at most 53 bits."""
        data = self._data
        position = self._position
        try:
            byte = data[position]
            position += 1
            if byte < 0x80:
                self._position = position
                return byte
            number = byte & 0x7F
            shift = 7
            while (byte := data[position]) >= 0x80:
                number |= (byte & 0x7F) << shift
                shift += 7
                position += 1
                if shift > 49:
                    raise Malformed("number above 53 bits")
        except IndexError:
            raise Malformed("ends too early") from None
        number |= byte << shift
        if byte == 0 or number > MAX_SAFE_INTEGER:
            raise Malformed("number padded or above 53 bits")
        self._position = position + 1
        return number

    def var_int(self) -> int:
        """A signed number: the first byte has a sign bit (0x40) and 6 bits, the others 7."""
        byte = self.byte()
        number = byte & 0x3F
        negative = byte & 0x40
        shift = 6
        while byte >= 0x80:
            byte = self.byte()
            number |= (byte & 0x7F) << shift
            shift += 7
            if number > MAX_SAFE_INTEGER or byte == 0:
                raise Malformed("number padded or above 53 bits")
        return -number if negative else number

    def skip(self, length: int) -> None:
        """Pass over `length` bytes."""
        position = self._position + length
        if position > len(self._data):
            raise Malformed("ends too early")
        self._position = position

    def var_bytes(self) -> bytes:
        """A byte string with its length before it."""
        length = self.var_uint()
        start = self._position
        self.skip(length)
        return self._data[start : self._position]

    def var_string(self) -> str:
        """Text: a byte string of UTF-8."""
        try:
            return self.var_bytes().decode()
        except UnicodeDecodeError:
            raise Malformed("text that is not UTF-8") from None


class Writer:
    """Builds one buffer."""

    __slots__ = ("_data",)

    def __init__(self) -> None:
        self._data = bytearray()

    def var_uint(self, number: int) -> None:
        """Write a whole number from 0 to 2^53 - 1."""
        if not 0 <= number <= MAX_SAFE_INTEGER:
            raise ValueError(f"{number} is not a number that lib0 can write")
        while number >= 0x80:
            self._data.append(number & 0x7F | 0x80)
            number >>= 7
        self._data.append(number)

    def var_bytes(self, data: bytes) -> None:
        """Write a byte string with its length before it."""
        self.var_uint(len(data))
        self._data += data

    def var_string(self, text: str) -> None:
        """Write text as UTF-8 with its length in bytes before it."""
        self.var_bytes(text.encode())

    def raw(self, data: bytes) -> None:
        """Write bytes as they are."""
        self._data += data

    def to_bytes(self) -> bytes:
        """What was written."""
        return bytes(self._data)
