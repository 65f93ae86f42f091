"""Bodies compressed once, as the atlas answers with its data."""

from __future__ import annotations

from typing import Any

import brotli

BEST = 11


def brotli_response(content: bytes, kind: str) -> dict[str, Any]:
    """Return the arguments of a Flask response that carries *content* compressed."""
    headers = {"Content-Encoding": "br", "Cache-Control": "public, max-age=31536000, immutable"}
    body = brotli.compress(content, quality=BEST)
    return {"response": body, "content_type": f"{kind}; charset=utf-8", "headers": headers}
