"""Which addresses a link may have: those that `safeUrl` in schema/urls.ts of the editor lets pass.

tests/vectors/addresses.json holds the two together. Browsers read addresses by
https://url.spec.whatwg.org: white space inside a scheme, for one, does not keep it from running.
"""

import re
from ipaddress import AddressValueError, IPv6Address
from urllib.parse import unquote

_AROUND = "".join(map(chr, range(0x21)))
_WITHIN = str.maketrans("", "", "\t\n\r")
_ADDRESS = re.compile(r"([a-z][a-z0-9+.-]*):(.*)", re.IGNORECASE | re.ASCII | re.DOTALL)
_WITH_HOST = {"http", "https"}
_WITHOUT_HOST = {"mailto", "tel"}
_END_OF_HOST = re.compile(r"[/\\?#]")
_NOT_IN_HOSTS = re.compile(r"[\x00-\x20\x7f#%/:<>?@[\\\]^|]")
_PORT = re.compile(r"[0-9]{0,5}")
_LAST_PORT = 65_535


def safe_url(address: object) -> str | None:
    """The address as it may stand in a link, or None when its scheme could run or read anything."""
    if not isinstance(address, str):
        return None
    read = _ADDRESS.fullmatch(address.strip(_AROUND).translate(_WITHIN))
    if read is None:
        return None
    scheme, rest = read[1].lower(), read[2]
    is_safe = scheme in _WITHOUT_HOST or (scheme in _WITH_HOST and _has_host(rest))
    return address if is_safe else None


def _has_host(rest: str) -> bool:
    authority = _END_OF_HOST.split(rest.lstrip("/\\"), maxsplit=1)[0]
    place = authority.rpartition("@")[2]
    if place.startswith("["):
        host, bracket, port = place[1:].partition("]")
        return bool(bracket) and _is_port(port[1:]) and port[:1] in ("", ":") and _is_ipv6(host)
    host, _, port = place.partition(":")
    return host != "" and not _NOT_IN_HOSTS.search(unquote(host)) and _is_port(port)


def _is_port(digits: str) -> bool:
    return _PORT.fullmatch(digits) is not None and int(digits or 0) <= _LAST_PORT


def _is_ipv6(host: str) -> bool:
    try:
        IPv6Address(host)
    except AddressValueError:
        return False
    return True
