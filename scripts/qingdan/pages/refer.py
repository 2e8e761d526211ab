"""What a cell becomes on a page: plain text, or a link to what it names."""

from typing import NamedTuple

from qingdan.linked import Entry, Linked
from qingdan.model import Row, Text
from qingdan.problem import Finding

WEB = ("http://", "https://")
"""How an address begins that a cell may lead to: anything else a browser might run, whatever the descriptor lets through."""

OUTSIDE = (*WEB, "mailto:")
"""With what an address begins that leaves the site."""


class Shown(NamedTuple):
    """A text and where it leads: an address below the site's root, a full address, or blank for nowhere.

    `note` is what stands behind it.
    """

    text: Text
    address: str = ""
    anchor: str = ""
    note: str = ""

    @property
    def is_outside(self) -> bool:
        """True where the link leaves the site."""
        return self.address.startswith(OUTSIDE)


def refer(linked: Linked, register: str, key: str) -> Shown:
    """A link to a row of a register, or to an entry, by the name that a reader knows it by."""
    if register == "entries":
        return refer_to_entry(linked, linked.entries[key])
    shown: Shown | None = linked.shown.get((register, key))
    if shown is None:
        shown = linked.shown[register, key] = _refer_to_row(linked, register, key)
    return shown


def _refer_to_row(linked: Linked, register: str, key: str) -> Shown:
    row = linked.look_up(register, key)
    if row is None:
        return Shown(Text(key, key))
    if register == "law-versions":
        return refer_to_version(linked, row)
    if register == "sources":
        return Shown(Text(row["title"], ""), row["url"] if row["url"].startswith(WEB) else "")
    if register == "authorities":
        return Shown(Text(row["title"], ""), f"authorities/{key}/")
    text = Text(row.get("name"), row.get("english"))
    if register in ("organisations", "laws"):
        return Shown(text, f"{register}/{key}/")
    return Shown(text, f"codes/{register}/{key}/")


def refer_to_entry(linked: Linked, entry: Entry) -> Shown:
    """An entry by its name, with its page."""
    return Shown(Text(linked.name_of(entry), ""), entry.address)


def refer_to_version(linked: Linked, version: Row) -> Shown:
    """A law with the date of the version: 社会救助暂行办法（2019-03-02）."""
    law = linked.look_up("laws", version["law"])
    name, english = (law["name"], law["english"]) if law else (version["law"], version["law"])
    date = version["version_date"]
    return Shown(Text(f"{name}（{date}）", f"{english} ({date})"), f"laws/{version['law']}/", version["id"])


def refer_to_concerned(linked: Linked, finding: Finding) -> tuple[Shown, ...]:
    """The versions of laws and the entries that a finding speaks of."""
    versions = (refer(linked, "law-versions", version) for version in finding.versions)
    return (*versions, *(refer(linked, "entries", other) for other in finding.others))


def named(register_row: Row | None) -> Text:
    """The name of a code or body in both languages."""
    return Text(register_row["name"], register_row["english"]) if register_row else Text("", "")
