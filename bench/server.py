"""What the benchmarks ask of any server under test."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any, ClassVar, Literal

from bench.histories import History
from bench.stores import Stores

Protocol = Literal["hocuspocus", "y-websocket"]
Document = dict[str, Any]
"""`{name, seats: [{url, token}]}`, as the generator takes it."""


class Server(ABC):
    """A server that can be started and stopped any number of times; documents may outlive it."""

    name: ClassVar[str]
    title: ClassVar[str]
    protocol: ClassVar[Protocol]

    def __init__(self, stores: Stores) -> None:
        self.given = stores

    @abstractmethod
    def start(self) -> None:
        """Start on the server's core and wait until it answers; raises SetupError."""

    @abstractmethod
    def stop(self) -> None:
        """Stop, and wait until nothing is left of it."""

    @abstractmethod
    def processes(self) -> list[int]:
        """The process ids at its roots."""

    @abstractmethod
    def new_documents(self, count: int) -> list[str]:
        """Names of documents that are empty."""

    @abstractmethod
    def seats(self, names: Sequence[str], people: int) -> list[Document]:
        """These documents with seats for so many people each, good for some minutes."""


class Storing(Server):
    """A server whose documents outlive it; those of one `store` are the same documents."""

    store: ClassVar[str]

    @abstractmethod
    def write(self, history: History) -> str:
        """Store a document with this history, while the server is off; returns its name."""
