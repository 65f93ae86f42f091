"""Headers of every answer: no foreign host, no guessing, long caching of what never changes."""

from __future__ import annotations

import mimetypes
from collections.abc import Sequence

from dash import Dash
from dash.fingerprint import check_fingerprint
from flask import Request, Response, request

FOREVER = "public, max-age=31536000, immutable"
EMBED_PATH = "einbetten"  # the page itself with another look, see assets/share.js
CHANGE_MARK = "m"  # Dash writes ?m=<time of change> behind the name of each asset
FIXED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def register(app: Dash, embedding: str = "") -> None:
    """Give every answer of *app* the headers; what a route has said itself stays.

    Only the page to embed may be framed by other sites: by those of *embedding*, origins with
    blanks between them.

    Call it after all callbacks are registered: the policy names the inline scripts by their hash.
    """
    hashes = app.csp_hashes()
    headers = FIXED | {"Content-Security-Policy": content_security_policy(hashes)}
    framed = {"Content-Security-Policy": content_security_policy(hashes, embedding.split())}
    embed = f"{app.config.routes_pathname_prefix}{EMBED_PATH}"
    assets = f"{app.config.routes_pathname_prefix}{app.config.assets_url_path}/"
    mimetypes.add_type("text/javascript", ".js")  # the registry of some Windows says text/plain

    @app.server.after_request
    def complete(response: Response) -> Response:
        """Add what the route itself has not said."""
        mine = headers | framed if request.path == embed else headers
        response.headers.extend({k: v for k, v in mine.items() if k not in response.headers})
        if response.status_code in {200, 304} and never_changes(request, assets):
            response.headers["Cache-Control"] = FOREVER
        return response


def content_security_policy(script_hashes: Sequence[str], framed_by: Sequence[str] = ()) -> str:
    """Return the policy: everything from the own host, inline scripts only with these hashes.

    Only the own pages and the origins of *framed_by* may show the answer in a frame.

    Leaflet and Dash set styles from scripts, hence ``unsafe-inline`` for styles. Nothing needs
    ``unsafe-eval``.

    Examples
    --------
    >>> content_security_policy(["'sha256-abc='"]).split("; ")[3]
    "script-src 'self' 'sha256-abc='"
    """
    rules = {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "style-src": ["'self'", "'unsafe-inline'"],
        "script-src": ["'self'", *script_hashes],
        "connect-src": ["'self'"],
        "object-src": ["'none'"],
        "frame-ancestors": ["'self'", *framed_by],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
    }
    return "; ".join(" ".join([name, *values]) for name, values in rules.items())


def never_changes(asked: Request, assets: str) -> bool:
    """Tell whether the address *asked* carries a version: a new file has a new address."""
    of_dash = "/_dash-component-suites/" in asked.path and check_fingerprint(asked.path)[1]
    return of_dash or (asked.path.startswith(assets) and CHANGE_MARK in asked.args)
