"""The headers of every answer."""

from flask import Flask, Response, request

from portal.web.settings import settings

_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

_ALWAYS = (
    ("Content-Security-Policy", _POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("Permissions-Policy", "geolocation=(), microphone=(), camera=(self)"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
)
# A shared phone or desk must not show them to the next person.
_NEVER_KEPT = ("/console", "/admin", "/receipt", "/follow/")


def init_app(app: Flask) -> None:
    """Add the headers; staff pages are never kept by a browser."""
    app.after_request(_add_headers)


def _add_headers(response: Response) -> Response:
    headers = response.headers
    headers.extend(_ALWAYS)
    if settings().is_https:
        headers["Strict-Transport-Security"] = "max-age=31536000"
    if "Cache-Control" not in headers:
        is_kept_by_none = request.path.startswith(_NEVER_KEPT)
        headers["Cache-Control"] = "no-store" if is_kept_by_none else "private, no-cache"
    return response
