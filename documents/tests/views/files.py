"""Sending and fetching the images and files of documents, for tests."""

import uuid
from collections.abc import AsyncIterator, Callable
from typing import Any

from asgiref.sync import async_to_sync
from django.test import Client

from documents.models import Document
from documents.tests.imaging.pictures import picture

Browser = Callable[..., Client]
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
HTML = b"<html><script>alert(document.domain)</script></html>"


def address(document: Document, attachment: uuid.UUID, variant: str = "") -> str:
    return f"/d/{document.pk}/files/{attachment}" + (f"/{variant}" if variant else "")


def send(
    client: Client,
    document: Document,
    data: bytes,
    *,
    name: str = "a name",
    as_image: bool = False,
    to: uuid.UUID | None = None,
) -> tuple[Any, uuid.UUID]:
    attachment = to or uuid.uuid4()
    query = {"name": name, "as": "image" if as_image else "file"}
    answer = client.put(
        address(document, attachment),
        data,
        # The client leaves it out where there are no bytes.
        CONTENT_TYPE="application/octet-stream",
        query_params=query,
    )
    return answer, attachment


def send_image(client: Client, document: Document, data: bytes | None = None) -> uuid.UUID:
    answer, attachment = send(client, document, data or picture(900, 100), as_image=True)
    assert answer.status_code == 201, answer.content
    return attachment


def fetch(client: Client, path: str, **headers: str) -> tuple[Any, bytes]:
    answer: Any = client.get(path, headers=headers)
    if not answer.streaming:
        return answer, answer.content

    async def read(pieces: AsyncIterator[bytes]) -> bytes:
        return b"".join([piece async for piece in pieces])

    return answer, async_to_sync(read)(answer.streaming_content)
