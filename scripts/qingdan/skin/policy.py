"""What a browser may do with a page of the site. It stands here alone: the pages and `_headers` take it from here."""

from __future__ import annotations

POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "img-src 'self'",
        "script-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
    )
)
"""The Content Security Policy (level 3). Nothing inline, nothing evaluated, nothing from elsewhere; a script may only be a file
of the site, and may only ask the site."""

REFERRER = "same-origin"
"""Whom a link tells where the reader comes from (Referrer-Policy): no other site learns which entry somebody read."""
