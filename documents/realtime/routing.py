"""Which socket speaks which protocol."""

from typing import Any, cast

from django.urls import path

from documents.realtime.hocuspocus_socket import HocuspocusSocket
from documents.realtime.y_socket import YSocket

# Channels routes to ASGI applications where Django has views; the types know only views.
websocket_urlpatterns = [
    path("ws/y/<uuid:document_id>", cast(Any, YSocket.application)),
    path("ws/hocuspocus", cast(Any, HocuspocusSocket.application)),
]
