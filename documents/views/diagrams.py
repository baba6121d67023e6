"""The page in which diagrams are drawn, away from everything else (docs/adr/0011).

Mermaid wants inline styles, which our pages forbid, and draws whatever anybody has written. So it
runs in a frame that has no origin: it sees no cookies, no document and no network, and answers with
a picture.
"""

from base64 import b64encode
from hashlib import sha256

from django.http import HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from documents.views.requests import Request

WEEK_SECONDS = 7 * 24 * 3600

# No service worker serves a page without an origin: the page around it fetches what draws, so that
# it is there without the server, too, and sends it in.
_START = """
addEventListener("message", ({ data, ports }) => {
  self.order = { port: ports[0], letters: data.letters };
  const script = document.createElement("script");
  script.src = URL.createObjectURL(new Blob([data.script], { type: "text/javascript" }));
  document.head.append(script);
}, { once: true });
"""
_PAGE = f"""<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Diagrams</title>
<script>{_START}</script>
<body></body>
</html>
"""
_DIGEST = b64encode(sha256(_START.encode()).digest()).decode()

HEADERS = {
    "Content-Security-Policy": "; ".join(
        (
            "default-src 'none'",
            f"script-src 'sha256-{_DIGEST}' blob:",
            "style-src 'unsafe-inline'",
            "form-action 'none'",
            "base-uri 'none'",
            "frame-ancestors 'self'",
            "sandbox allow-scripts",
        )
    ),
    "X-Frame-Options": "SAMEORIGIN",
}


@require_safe
@cache_control(public=True, max_age=WEEK_SECONDS)
def frame(_request: Request) -> HttpResponse:
    """An empty page that runs what it is sent; the same for everybody."""
    return HttpResponse(_PAGE, headers=HEADERS)
