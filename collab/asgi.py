"""The ASGI application: Django for pages; origin check, session, then the live sockets."""

import os
from typing import Any, cast

from channels.routing import ProtocolTypeRouter, URLRouter
from channels.sessions import SessionMiddlewareStack
from django.conf import settings
from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "collab.settings")
# Loads the models, which the import below needs.
http_application = get_asgi_application()

from collab import daphne  # noqa: E402
from collab.origin import OriginGate  # noqa: E402

daphne.install(max(settings.COLLAB_MAX_FILE_BYTES, settings.COLLAB_MAX_MESSAGE_BYTES))
from documents.realtime.http_sockets import HttpSockets  # noqa: E402
from documents.realtime.routing import websocket_urlpatterns  # noqa: E402

sockets = OriginGate(
    SessionMiddlewareStack(URLRouter(websocket_urlpatterns)),
    origins=settings.ORIGINS,
    session_cookie=settings.SESSION_COOKIE_NAME,
    # Its clients send their ticket as the Hocuspocus token.
    proof_in_band={"/ws/hocuspocus"},
)
application = ProtocolTypeRouter(
    {
        "http": daphne.with_patience(
            HttpSockets(
                cast(Any, http_application),
                sockets,
                allows=sockets.allows,
                session_cookie=settings.SESSION_COOKIE_NAME,
            )
        ),
        "websocket": daphne.with_lines(sockets),
    }
)
