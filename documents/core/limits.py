"""How much one client may ask of the server in one message."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of the codecs; every honest client stays far below them.

    `clients` bounds whose structs an update carries, `known_clients` whom a delete set or a state
    vector names: a document meets one clientID more with every session. `structs` bounds what an
    update costs a replica: 50,000 took 1.4 GB in pycrdt 0.14.13. `messages` bounds what is
    in one frame, `presence_clients` who is in one presence message. `clock` bounds clocks and
    lengths, which yrs keeps in 32 bits.
    """

    clients: int = 4096
    known_clients: int = 65_536
    structs: int = 10_000
    roots: int = 64
    any_depth: int = 24
    json_depth: int = 24
    clock: int = 2**31 - 2**20
    address_bytes: int = 512
    token_bytes: int = 4096
    stateless_bytes: int = 4096
    messages: int = 64
    presence_clients: int = 4096
    presence_state_bytes: int = 4096


LIMITS = Limits()

STEP2_LIMITS = replace(LIMITS, structs=100_000)
"""For a sync step 2, which may carry everything its client wrote while it was offline."""
