"""From the files of the source to one `Catalogue` without its rows, or to the problems that keep it from being one."""

from __future__ import annotations

import re
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from qingdan.gate.text import read_text
from qingdan.gate.tree import read_tree
from qingdan.load.package import Files, load_package, orphan
from qingdan.load.shape import NAME, MalformedError, Reader
from qingdan.model import TIME_ZONE, Catalogue, File, Limits, Package, Settings, Text
from qingdan.problem import Place, Problem

SETTINGS = "catalogue/catalogue.yaml"
REGISTERS = "catalogue/registers"
SETTING_NAMES = (
    *("title", "description", "publisher", "base_url", "contact", "filing", "licence"),
    *("lists", "text_age_months", "ways_in", "limits", "time_zone", "authors", "header"),
)
LIMITS = {"bytes": 2_000_000_000, "rows": 20_000_000, "cell": 1_000_000, "depth": 50}
"""The limits that may be set, each with the most that it may be: with more the check itself could fail."""


WEB = r"https?://[\w.-]+(?::[0-9]{1,5})?(?:/[^\s?#\"<>]*)?"
"""An address to which paths can be added: no query, no fragment, nobody's password."""


def load_catalogue(found: tuple[File, ...]) -> tuple[Catalogue | None, tuple[Problem, ...]]:
    """The catalogue that the files describe. With any problem there is none."""
    files = {file.path: file for file in found}
    settings, problems = load_settings(files)
    if settings is None:
        return None, problems
    problems = tuple(_too_large(found, settings.limits))
    if problems:
        return None, problems
    return _catalogue(settings, files)


def _catalogue(settings: Settings, files: Files) -> tuple[Catalogue | None, tuple[Problem, ...]]:
    packages: list[Package] = []
    problems: list[Problem] = []
    folders = (REGISTERS, *(f"lists/{name}" for name in settings.lists))
    for folder in folders:
        package, found = load_package(folder, files, settings.limits.depth)
        problems.extend(found)
        if package:
            packages.append(package)
    problems.extend(orphan(path, SETTINGS, is_list=path not in files) for path in _orphans(files, folders))
    if problems:
        return None, tuple(problems)
    return Catalogue(settings, packages[0], tuple(packages[1:])), ()


def _orphans(files: Files, folders: tuple[str, ...]) -> list[str]:
    """The files that belong to no package; of a whole folder of lists that nobody names, the folder."""
    known = tuple(f"{folder}/" for folder in folders)
    alone = (path for path in sorted(files) if path != SETTINGS and not path.startswith(known))
    return list(dict.fromkeys("/".join(path.split("/")[:2]) if path.startswith("lists/") else path for path in alone))


def _too_large(files: tuple[File, ...], limits: Limits) -> list[Problem]:
    return [
        Problem("file_too_large", Place(file.path), {"bytes": str(len(file.data)), "limit": str(limits.bytes)})
        for file in files
        if len(file.data) > limits.bytes
    ]


def load_settings(files: Files) -> tuple[Settings | None, tuple[Problem, ...]]:
    """What `catalogue.yaml` says, or the problem that keeps it from being read."""
    if SETTINGS not in files:
        return None, (Problem("no_settings", Place(SETTINGS)),)
    text, problems = read_text(files[SETTINGS])
    if problems:
        return None, problems
    tree, problems = read_tree(SETTINGS, text)
    if problems:
        return None, problems
    try:
        return _read_settings(Reader(SETTINGS, tree)), ()
    except MalformedError as malformed:
        return None, (malformed.problem,)


def _address(part: Reader, name: str, *, may_be_path: bool = False) -> str:
    """A full address of the web, or a path where that will do: nothing that a browser could run."""
    address = part.text(name)
    is_path = may_be_path and re.fullmatch("[\\w-][\\w./-]*", address) and ".." not in address
    if not is_path and not re.fullmatch(WEB, address):
        raise part.wrong(name, "https://…")
    return address


def _email(contact: Reader) -> str:
    """The address of one mailbox, and nothing that a mail program would take for more."""
    email = contact.text("email", "")
    if email and not re.fullmatch(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", email):
        raise contact.wrong("email", "name@example.org")
    return email


def _time_zone(file: Reader) -> str:
    """The name of a time zone that is known here (IANA)."""
    name = file.text("time_zone", TIME_ZONE)
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise file.wrong("time_zone", TIME_ZONE) from error
    return name


def _page(way: Reader) -> str:
    """A page of the site, below its root."""
    page = way.text("to")
    if not re.fullmatch("[\\w-][\\w./#-]*", page) or ".." in page:
        raise way.wrong("to", "a-z 0-9 . / # -")
    return page


def _names(file: Reader) -> tuple[str, ...]:
    """The names of the lists: folders, and parts of addresses."""
    names = file.texts("lists")
    if not all(NAME.fullmatch(name) for name in names):
        raise file.wrong("lists", "a-z 0-9 -")
    return names


def _header(file: Reader) -> tuple[str, ...]:
    """The lists to which the head of every page links."""
    names = file.texts("header")
    if not set(names) <= set(file.texts("lists")):
        raise file.wrong("header", " / ".join(file.texts("lists")))
    return names


def _read_settings(file: Reader) -> Settings:
    file.only(*SETTING_NAMES)
    contact = file.part("contact").only("email", "post", "phone")
    filing = file.part("filing").only("icp", "police", "site_code")
    licence = file.part("licence").only("name", "title", "path")
    limits = file.part("limits").only(*LIMITS)
    usual = Limits()
    return Settings(
        title=file.bilingual("title"),
        description=file.bilingual("description"),
        publisher=file.bilingual("publisher"),
        base_url=_address(file, "base_url").rstrip("/") + "/",
        contact={"email": _email(contact)} | {name: contact.text(name, "") for name in ("post", "phone")},
        filing={name: filing.text(name, "") for name in ("icp", "police", "site_code")},
        licence={
            "name": licence.text("name"),
            "title": licence.text("title"),
            "path": _address(licence, "path", may_be_path=True),
        },
        lists=_names(file),
        text_age_months=file.number("text_age_months", 12),
        ways_in=tuple(
            (way.one_of("reader", "resident", "developer", "editor"), Text(way.text("zh"), way.text("en")), _page(way))
            for way in (part.only("reader", "zh", "en", "to") for part in file.parts("ways_in"))
        ),
        time_zone=_time_zone(file),
        shows_authors=file.claim("authors"),
        header=_header(file),
        limits=Limits(**{name: limits.number(name, getattr(usual, name), 1, LIMITS[name]) for name in LIMITS}),
    )
