"""The releases: all of them, each one, and each of its lists as it stood then. Shown from bytes that nobody checked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import category

from qingdan.history.lists import LISTS, code_names, lists_in, main_table, samples_in, title_of
from qingdan.history.releases import OWN_FILES, Copy, Release, address
from qingdan.history.sheet import OWN, sheet_of
from qingdan.model import Text
from qingdan.pages.parts import LINES, Limit, divide, in_parts
from qingdan.pages.publication import Page, Publication


@dataclass(frozen=True, slots=True)
class OldEntry:
    """An entry as it stood in a release."""

    id: str
    name: str
    summary: str
    status: Text
    is_sample: bool


@dataclass(frozen=True, slots=True)
class OldList:
    """A list as it stood in a release. `is_read` says whether its main table was found, `now` is the page of the list of that
    name today, or the home page."""

    name: str
    address: str
    title: Text
    entries: tuple[OldEntry, ...]
    copies: tuple[Copy, ...]
    is_read: bool
    now: str

    @property
    def count(self) -> int:
        """The number of its entries, without samples."""
        return sum(not entry.is_sample for entry in self.entries)


def releases_page(publication: Publication) -> Iterator[Page]:
    """The page of all releases; none where there is none."""
    if publication.releases:
        yield _index(publication)


def release_pages(publication: Publication, release: Release, limit: Limit = LINES) -> Iterator[Page]:
    """The page of a release, and those of its lists."""
    lists = tuple(_old_list(publication, release, name) for name in lists_in(release.files))
    yield _release(publication, release, lists)
    for one in lists:
        yield from _list(publication, release, one, limit)


def shown(text: str) -> str:
    """A text with every character written out that cannot be seen or turns others around: `\\x1b`, `\\u202e`."""
    return "".join(letter if letter.isprintable() or category(letter) == "Zs" else ascii(letter)[1:-1] for letter in text)


def _index(publication: Publication) -> Page:
    title = publication.words["releases"]
    values: dict[str, object] = {
        "releases": [
            (shown(release.tag), _folder(release), release.day.isoformat(), len(lists_in(release.files)))
            for release in publication.releases
        ]
    }
    about = publication.words["releases_about"].zh
    return Page("releases/", "releases.html", "both", f"{title.zh} {title.en}", about, values)


def _release(publication: Publication, release: Release, lists: tuple[OldList, ...]) -> Page:
    values = {**_common(release, ""), "lists": lists, "copies": _files(release.copies)}
    return _old_page(publication, release, _folder(release), "release.html", "", values)


def _list(publication: Publication, release: Release, one: OldList, limit: Limit) -> Iterator[Page]:
    values = {**_common(release, one.now), "list": one, "copies": _files(one.copies)}
    page = _old_page(publication, release, one.address, "release_list.html", f"{one.title.zh} · ", values)
    division = divide((entry.id for entry in one.entries), limit)
    entries = division.spread(one.entries, lambda entry: entry.id)
    yield from in_parts(page, division, lambda number: {"entries": entries[number]})


def _old_page(
    publication: Publication, release: Release, path: str, template: str, start: str, values: dict[str, object]
) -> Page:
    title = f"{start}{publication.words['release'].zh} {shown(release.tag)}"
    about = publication.words["release_about"].zh.format(day=release.day)
    return Page(path, template, "both", title, about, values, is_old=True)


def _common(release: Release, now: str) -> dict[str, object]:
    """What every page of a release shows."""
    folder = _folder(release)
    return {"tag": shown(release.tag), "folder": folder, "day": release.day.isoformat(), "commit": release.commit, "now": now}


def _folder(release: Release) -> str:
    return f"releases/{release.address}/"


def _files(copies: tuple[Copy, ...]) -> list[tuple[str, str, str, str]]:
    """Each file: its path, its address below the release, its size and its hash."""
    return [(shown(copy.path), copy.address, f"{len(copy.data):,}", copy.sha256) for copy in copies]


def _old_list(publication: Publication, release: Release, name: str) -> OldList:
    files = release.files
    title = title_of(files, name)
    present = next((one for one in publication.linked.catalogue.lists if one.name == name), None)
    return OldList(
        name=shown(name),
        address=f"{_folder(release)}{address(name, OWN_FILES)}/",
        title=Text(shown(title.zh), shown(title.en)),
        entries=tuple(_entries(release, name)),
        copies=tuple(copy for copy in release.copies if copy.path.startswith(f"{LISTS}{name}/")),
        is_read=bool(main_table(files, name)),
        now=f"{name}/" if present else "",
    )


def _entries(release: Release, name: str) -> Iterator[OldEntry]:
    """The rows of its main table; what had no name was known by what it was about and by its body."""
    files = release.files
    main, samples, statuses = main_table(files, name), samples_in(files, name), code_names(files, "status")
    for row in map(dict, sheet_of(files[main]).rows() if main else ()):
        called = row.get("name") or " · ".join(filter(None, (row.get("entry"), row.get("body"))))
        status = statuses.get(row.get("status", ""), Text(row.get("status", ""), ""))
        told = Text(shown(status.zh), shown(status.en))
        yield OldEntry(shown(row.get(OWN, "")), shown(called), shown(row.get("summary", "")), told, row.get(OWN) in samples)
