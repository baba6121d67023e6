"""Images and files in documents: sent by the editor, shown and saved by everybody who may read.

Whoever may not, or asks through another document, gets the same 404 as for what never was.
"""

import uuid
from collections.abc import AsyncIterator
from pathlib import PurePath
from typing import BinaryIO

from asgiref.sync import sync_to_async
from django.http import HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from documents.core.byte_range import Unsatisfiable, byte_range
from documents.models import Attachment
from documents.services import access, attachments
from documents.services.attachments import ANY_TYPE, Busy, Refused, TooBig, WrongType
from documents.views.requests import Request, actor

PIECE_BYTES = 1 << 16
NOT_SATISFIABLE = 416
ENDINGS = {"image/jpeg": ".jpg", "image/webp": ".webp"}
STATUSES: dict[type[Refused], int] = {TooBig: 413, WrongType: 415, Busy: 503}

# What is in a file may have been made to attack; browsers are told to keep it at a distance.
GUARDS = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
# Nobody else may keep it, whoever has it need not ask again: an address never changes its content.
CACHING = "private, max-age=31536000, immutable"


@require_http_methods(["PUT"])
def attachment(request: Request, document_id: uuid.UUID, attachment_id: uuid.UUID) -> HttpResponse:
    """Takes in a file as it is sent, or as an image (`?as=image`), under the given `?name`."""
    if request.content_type != ANY_TYPE:
        return _refusal("Send the bytes as they are.", 415)
    try:
        found, is_new = attachments.receive(
            actor(request),
            document_id,
            attachment_id,
            request.GET.get("name", ""),
            request.read,
            as_image=request.GET.get("as") == "image",
            announced=_announced(request),
        )
    except Refused as refused:
        return _refusal(str(refused), STATUSES[type(refused)])
    facts = {"name": found.name, "size": found.size, "width": found.width, "height": found.height}
    return JsonResponse(facts, status=201 if is_new else 200)


@require_safe
def variant(
    request: Request, document_id: uuid.UUID, attachment_id: uuid.UUID, variant: str
) -> HttpResponseBase:
    """An image to show (`large` or `small`), or a `file` to save; whole, or the part asked for."""
    found = attachments.find(actor(request), document_id, attachment_id)
    if variant not in (("large", "small") if found.is_image else ("file",)):
        raise access.NotFound
    etag = f'"{found.key}-{variant}"'
    response: HttpResponseBase | None = get_conditional_response(request, etag)
    if response is None:
        response = _content(request, found, variant, etag)
    for header, value in {**GUARDS, "ETag": etag}.items():
        response[header] = value
    if response.status_code != NOT_SATISFIABLE:
        response["Cache-Control"] = CACHING
    return response


def _content(request: Request, found: Attachment, variant: str, etag: str) -> HttpResponseBase:
    content = attachments.open_variant(found, variant)
    size = _size(content)
    try:
        part = byte_range(_asked(request, etag), size)
    except Unsatisfiable:
        content.close()
        return HttpResponse(status=NOT_SATISFIABLE, headers={"Content-Range": f"bytes */{size}"})
    start, end = part or (0, size)
    content.seek(start)
    headers = {
        "Accept-Ranges": "bytes",
        "Content-Disposition": _disposition(found),
        "Content-Length": str(end - start),
        "Content-Type": found.type,
    }
    if part:
        headers["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    pieces = _pieces(content, end - start)
    return StreamingHttpResponse(pieces, status=206 if part else 200, headers=headers)


def _asked(request: Request, etag: str) -> str:
    """Which part is asked for; none when what the asker has of it is of another content."""
    is_same = request.headers.get("If-Range", etag) == etag
    return request.headers.get("Range", "") if request.method == "GET" and is_same else ""


def _announced(request: Request) -> int:
    length = request.headers.get("Content-Length", "")
    return int(length) if length.isdecimal() else 0


def _refusal(reason: str, status: int) -> HttpResponse:
    return HttpResponse(reason, status=status, content_type="text/plain; charset=utf-8")


def _disposition(found: Attachment) -> str:
    ending = ENDINGS.get(found.type)
    name = PurePath(found.name).stem + ending if ending else found.name
    return content_disposition_header(as_attachment=not found.is_image, filename=name) or ""


def _size(content: BinaryIO) -> int:
    size = content.seek(0, 2)
    content.seek(0)
    return size


async def _pieces(content: BinaryIO, length: int) -> AsyncIterator[bytes]:
    """So many bytes of the content, piece by piece; the event loop never waits for the disk."""
    read = sync_to_async(content.read, thread_sensitive=False)
    try:
        while piece := await read(min(PIECE_BYTES, length)):
            length -= len(piece)
            yield piece
    finally:
        content.close()
