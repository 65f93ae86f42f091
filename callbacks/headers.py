"""Headers of every answer: no foreign host, no guessing, long caching of what never changes."""

from __future__ import annotations

import mimetypes
from collections.abc import Sequence

from dash import Dash
from dash.fingerprint import check_fingerprint
from flask import Request, Response, request

FOREVER = "public, max-age=31536000, immutable"
CHANGE_MARK = "m"  # Dash writes ?m=<time of change> behind the name of each asset
FIXED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def register(app: Dash) -> None:
    """Give every answer of *app* the headers; what a route has said itself stays.

    Call it after all callbacks are registered: the policy names the inline scripts by their hash.
    """
    headers = FIXED | {"Content-Security-Policy": content_security_policy(app.csp_hashes())}
    assets = f"{app.config.routes_pathname_prefix}{app.config.assets_url_path}/"
    mimetypes.add_type("text/javascript", ".js")  # the registry of some Windows says text/plain

    @app.server.after_request
    def complete(response: Response) -> Response:
        """Add what the route itself has not said."""
        response.headers.extend({k: v for k, v in headers.items() if k not in response.headers})
        if response.status_code in {200, 304} and never_changes(request, assets):
            response.headers["Cache-Control"] = FOREVER
        return response


def content_security_policy(script_hashes: Sequence[str]) -> str:
    """Return the policy: everything from the own host, inline scripts only with these hashes.

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
        "frame-ancestors": ["'self'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
    }
    return "; ".join(" ".join([name, *values]) for name, values in rules.items())


def never_changes(asked: Request, assets: str) -> bool:
    """Tell whether the address *asked* carries a version: a new file has a new address."""
    of_dash = "/_dash-component-suites/" in asked.path and check_fingerprint(asked.path)[1]
    return of_dash or (asked.path.startswith(assets) and CHANGE_MARK in asked.args)
