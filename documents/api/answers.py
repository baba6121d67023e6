"""What endpoints about a document have in common."""

import uuid
from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, JsonResponse

from documents.services import access

Endpoint = Callable[[HttpRequest, uuid.UUID], JsonResponse]


def absent_is_404(endpoint: Endpoint) -> Endpoint:
    """Answer 404 where there is no document, or none for who asks."""

    @wraps(endpoint)
    def answer(request: HttpRequest, document_id: uuid.UUID) -> JsonResponse:
        try:
            return endpoint(request, document_id)
        except access.NotFound:
            return JsonResponse({"error": "There is no such document."}, status=404)

    return answer
