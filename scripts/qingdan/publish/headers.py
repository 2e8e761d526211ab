"""The file `_headers`: what a host is to say with each file, in the form that Netlify, Cloudflare Pages and others read. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from qingdan.model import File
from qingdan.skin.policy import POLICY, REFERRER

FROM_ANYWHERE = {"Access-Control-Allow-Origin": "*"}
"""Pages of other sites may read the file: downloads are there to be used."""

RULES: tuple[tuple[str, Mapping[str, str]], ...] = (
    (
        "/*",
        {
            "Content-Security-Policy": f"{POLICY}; frame-ancestors 'none'",
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": REFERRER,
            "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "cross-origin",
        },
    ),
    ("/*.csv", {"Content-Type": "text/csv; charset=utf-8", **FROM_ANYWHERE}),
    ("/*.json", FROM_ANYWHERE),
    ("/*.xml", FROM_ANYWHERE),
    ("/*.yaml", {"Content-Type": "application/yaml; charset=utf-8", **FROM_ANYWHERE}),
    ("/*.zip", FROM_ANYWHERE),
    ("/*/SHA256SUMS", {"Content-Type": "text/plain; charset=utf-8", **FROM_ANYWHERE}),
    ("/feeds/*.json", {"Content-Type": "application/feed+json; charset=utf-8"}),
    ("/feeds/*.xml", {"Content-Type": "application/atom+xml; charset=utf-8"}),
    ("/assets/*", {"Cache-Control": "public, max-age=31536000, immutable"}),
)
"""Paths with at most one `*`, which stands for anything, and what is said of them. Hosts join the values of a header that several
rules give, so no two rules for the same file name the same header. Assets change their names with their content."""


def headers() -> File:
    """The file, to stand at the root of the site."""
    blocks = (f"{path}\n" + "".join(f"  {name}: {value}\n" for name, value in said.items()) for path, said in RULES)
    return File("_headers", "\n".join(blocks).encode())
