"""What those beside us are given of each page: the facts that stand on it, found out, put together and told by us beforehand.

So they need not read tables, follow references, ask git, compare texts or draw.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from typing import cast

from qingdan.linked import Entry
from qingdan.model import Row, Text
from qingdan.pages.entry import Exercised, FindingShown
from qingdan.pages.history import EntryHistory
from qingdan.pages.links import MENTIONED, relative
from qingdan.pages.publication import Page
from qingdan.pages.refer import Shown
from qingdan.site import Site

Told = dict[str, object]


def told_page(made: Site, page: Page) -> Told:
    """The facts of a page, as JSON can hold them."""
    entry = cast(Entry, page.values["entry"])
    words, history = made.publication.words, cast(EntryHistory, page.values["history"])

    def told(value: object) -> object:
        """A value of a page: `z` and `e` are a text in two languages, `h` where it leads, `n` what stands behind it."""
        if isinstance(value, Text):
            return text(value)
        if isinstance(value, Shown):
            return shown(value)
        if isinstance(value, str | bool | int | None):
            return value
        if isinstance(value, Row):
            return dict(value)
        if isinstance(value, Mapping):
            return {str(name): told(one) for name, one in value.items()}
        if is_dataclass(value):
            return {field.name: told(getattr(value, field.name)) for field in fields(value)}
        if isinstance(value, tuple) and hasattr(value, "_asdict"):
            return told(value._asdict())
        return [told(one) for one in cast(Iterable[object], value)]

    def text(value: Text) -> Told:
        return {"z": value.zh, "e": value.en} if value.en and value.en != value.zh else {"z": value.zh}

    def shown(value: Shown) -> Told:
        found = text(value.text)
        if value.address:
            found["h"] = relative(page.path, value.address, value.anchor)
        elif not value.text.en and MENTIONED.search(value.text.zh):
            found["p"] = [mentioned(part) for part in MENTIONED.split(value.text.zh)]
        return {**found, **({"o": True} if value.is_outside else {}), **({"n": value.note} if value.note else {})}

    def mentioned(part: str) -> Told:
        other = made.publication.linked.entries.get(part)
        return {"z": part, "h": relative(page.path, other.address)} if other and other.address != page.path else {"z": part}

    own = {
        "id": entry.id,
        "package": entry.package.name,
        "list": text(entry.package.title),
        "address": made.publication.settings.base_url + entry.address,
        "name": entry.row.get("name") or "",
        "summary": page.values.get("summary") or entry.row.get("summary") or "",
        "valid_to": entry.row["valid_to"],
        "history": [
            {
                **cast(Told, told(happened)),
                "said": text(words[f"event_{happened.event}"]),
                "ground_said": text(words[f"ground_{happened.ground}"]) if f"ground_{happened.ground}" in words else {},
                "rows": [{**cast(Told, told(row)), "said": text(words[f"row_{row.event}"])} for row in happened.rows],
            }
            for happened in history.happened
        ],
        "limits": [
            (text(words[f"limit_{kind}"]), text(limit))
            for kind, limit in cast(tuple[tuple[str, Text], ...], page.values["limits"])
        ],
    }
    if "findings" in page.values:
        own["findings"] = [
            {
                "key": one.finding.key,
                "said": text(one.norm.title),
                "about": text(one.norm.about),
                "concerned": told(one.concerned),
            }
            for one in cast(tuple[FindingShown, ...], page.values["findings"])
        ]
    if "implementations" in page.values:
        own["implementations"] = [
            {"body": told(one.body), "first": told(one.first), "is_sample": one.is_sample}
            for one in cast(tuple[Exercised, ...], page.values["implementations"])
        ]
    others = {name: told(value) for name, value in page.values.items() if name not in own and name != "entry"}
    return {**others, **own}
