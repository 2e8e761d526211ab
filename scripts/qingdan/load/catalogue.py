"""From the files of the source to one `Catalogue`, or to the problems that keep it from being one."""

from __future__ import annotations

from qingdan.gate.text import read_text
from qingdan.gate.tree import read_tree
from qingdan.load.package import load_package
from qingdan.load.shape import MalformedError, Reader
from qingdan.model import Catalogue, File, Package, Place, Problem, Settings, Text

SETTINGS = "catalogue/catalogue.yaml"
REGISTERS = "catalogue/registers"
SETTING_NAMES = (
    *("title", "description", "publisher", "base_url", "contact", "filing", "licence"),
    *("lists", "text_age_months", "ways_in"),
)


def load_catalogue(files: tuple[File, ...]) -> tuple[Catalogue | None, tuple[Problem, ...]]:
    """The catalogue that the files hold. With any problem of form there is no catalogue."""
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for file in files:
        texts[file.path], found = read_text(file)
        problems.extend(found)
    if problems:
        return None, tuple(problems)
    settings, found = _settings(texts)
    if settings is None:
        return None, found
    packages: list[Package] = []
    folders = (REGISTERS, *(f"lists/{name}" for name in settings.lists))
    for folder in folders:
        package, found = load_package(folder, texts)
        problems.extend(found)
        if package:
            packages.append(package)
    problems.extend(
        Problem("orphan_file", Place(path), {"descriptor": SETTINGS})
        for path in sorted(texts)
        if path != SETTINGS and not path.startswith(tuple(f"{folder}/" for folder in folders))
    )
    if problems:
        return None, tuple(problems)
    return Catalogue(settings, packages[0], tuple(packages[1:])), ()


def _settings(texts: dict[str, str]) -> tuple[Settings | None, tuple[Problem, ...]]:
    if SETTINGS not in texts:
        return None, (Problem("no_settings", Place(SETTINGS)),)
    tree, problems = read_tree(SETTINGS, texts[SETTINGS])
    if problems:
        return None, problems
    try:
        return _read_settings(Reader(SETTINGS, tree)), ()
    except MalformedError as malformed:
        return None, (malformed.problem,)


def _read_settings(file: Reader) -> Settings:
    file.only(*SETTING_NAMES)
    contact = file.part("contact").only("email", "post", "phone")
    filing = file.part("filing").only("icp", "police", "site_code")
    licence = file.part("licence").only("name", "title", "path")
    return Settings(
        title=file.bilingual("title"),
        description=file.bilingual("description"),
        publisher=file.bilingual("publisher"),
        base_url=file.text("base_url").rstrip("/") + "/",
        contact={name: contact.text(name, "") for name in ("email", "post", "phone")},
        filing={name: filing.text(name, "") for name in ("icp", "police", "site_code")},
        licence={name: licence.text(name) for name in ("name", "title", "path")},
        lists=file.texts("lists"),
        text_age_months=file.number("text_age_months", 12),
        ways_in=tuple(
            (way.one_of("reader", "resident", "developer", "editor"), Text(way.text("zh"), way.text("en")), way.text("to"))
            for way in file.parts("ways_in")
        ),
    )
