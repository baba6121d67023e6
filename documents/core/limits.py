"""How much one client may ask of the server in one message."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of the codecs; every honest client stays far below them.

    `clock` bounds clocks and lengths: yrs keeps them in 32 bits and adds them unchecked.
    `structs` bounds what one update costs a replica: 50,000 took 1.4 GB in pycrdt 0.14.13.
    """

    clients: int = 4096
    structs: int = 10_000
    roots: int = 64
    any_depth: int = 24
    json_depth: int = 24
    clock: int = 2**31 - 2**20
    address_bytes: int = 512
    token_bytes: int = 4096
    stateless_bytes: int = 4096
    presence_state_bytes: int = 4096
    presence_payload_bytes: int = 256 * 1024


LIMITS = Limits()

STEP2_LIMITS = replace(LIMITS, structs=100_000)
"""For a sync step 2, which may carry everything its client wrote while it was offline."""
