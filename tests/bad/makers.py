"""What can be done to a file of a valid world: each verb that the index uses, as a function of the path and two texts."""

from __future__ import annotations

import csv
import itertools
import os
import re
import shutil
import socket
import stat
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from tests.world import change, csv_text, write_world

HERE = Path(__file__).parent
TRIALS = "lists/trials"
SETTINGS = "catalogue/catalogue.yaml"
LIMITS = "limits: {bytes: 50000000, rows: 300000, cell: 20000, depth: 12}\n"

Maker = Callable[[Path, str, str], None]
"""Makes an input bad: the path that the index names, and what stands there under `old` and `new`."""


def write_base(root: Path) -> Path:
    """The small world with one list more, whose descriptor asks for everything there is. It is valid."""
    write_world(root)
    shutil.copytree(HERE / "trials", root / TRIALS)
    change(root / SETTINGS, "search-terms]", "search-terms, trials]")
    append(root / SETTINGS, "", LIMITS)
    return root


def replace(path: Path, old: str, new: str) -> None:
    """Puts `new` in the place of `old`, which must stand there once."""
    text = path.read_text("utf-8")
    assert text.count(old) == 1, f"{path} holds {old!r} {text.count(old)} times"
    path.write_text(text.replace(old, new), "utf-8", newline="")


def everywhere(path: Path, old: str, new: str) -> None:
    """Puts `new` in the place of every `old`."""
    text = path.read_text("utf-8")
    assert old in text, f"{path} does not hold {old!r}"
    path.write_text(text.replace(old, new), "utf-8", newline="")


def write(path: Path, _old: str, new: str) -> None:
    """A file that holds `new`, whatever stood there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(new, "utf-8", newline="")


def append(path: Path, _old: str, new: str) -> None:
    """Puts `new` at the end."""
    with path.open("a", encoding="utf-8", newline="") as opened:
        opened.write(new)


def repeat(path: Path, old: str, new: str) -> None:
    """Puts `new` at the end as often as `old` says; {n} is the number of the time."""
    with path.open("a", encoding="utf-8", newline="") as opened:
        opened.writelines(numbered(old, new))


def repeat_broken(path: Path, old: str, new: str) -> None:
    """The same, and at the very end a bracket that was never opened."""
    repeat(path, old, new)
    append(path, "", "]\n")


def widen(path: Path, old: str, new: str) -> None:
    """Puts `new` at the end of the first line as often as `old` says; {n} is the number of the time."""
    first, rest = path.read_text("utf-8").split("\n", 1)
    path.write_text("\n".join((first + "".join(numbered(old, new)), rest)), "utf-8", newline="")


def numbered(times: str, text: str) -> Iterator[str]:
    """A text with the numbers of all its times, from 10001."""
    return (text.replace("{n}", str(number)) for number in range(10_001, 10_001 + int(times)))


def lengthen(path: Path, old: str, new: str) -> None:
    """Puts `new` in the place of the only `old`, in which {ab*100} stands for a hundred times ab."""
    replace(path, old, re.sub(r"\{([^{}]+?)\*([0-9]+)\}", lambda found: found[1] * int(found[2]), new))


def long_lines(path: Path, old: str, new: str) -> None:
    """Puts a line `old` at the end, and behind it as many lines of a quarter of a megabyte as `new` says."""
    append(path, "", old + "\n" + ("x" * 250_000 + "\n") * int(new))


def long_quotes(path: Path, _old: str, new: str) -> None:
    """Puts a line of as many quotation marks at the end as `new` says."""
    append(path, "", '"' * int(new) + "\n")


def long_brackets(path: Path, _old: str, new: str) -> None:
    """Puts a list at the end that has as many items as `new` says and no end."""
    append(path, "", "zz: [" + "a," * int(new) + "\n")


def stairs(path: Path, _old: str, new: str) -> None:
    """Puts as many names at the end as `new` says, each one blank further in than the one before."""
    append(path, "", "".join(" " * step + "a:\n" for step in range(int(new))))


def fill(path: Path, old: str, new: str) -> None:
    """Writes into the row and columns that `old` names (2 name,kind) what `new` says, one cell after the other."""
    line, names = old.split(" ")
    heading, *rows = csv.reader(path.read_text("utf-8").splitlines())
    for name, cell in zip(names.split(","), new.split(","), strict=True):
        rows[int(line) - 2][heading.index(name)] = cell
    path.write_text(csv_text(heading, tuple(dict(zip(heading, row, strict=True)) for row in rows)), "utf-8", newline="")


def cut(path: Path, old: str, _new: str) -> None:
    """Ends the file in the middle, before the only `old`."""
    text = path.read_text("utf-8")
    assert text.count(old) == 1, f"{path} holds {old!r} {text.count(old)} times"
    path.write_text(text[: text.index(old)], "utf-8", newline="")


def encode(path: Path, _old: str, new: str) -> None:
    """Saves the file in the encoding `new`."""
    path.write_bytes(path.read_text("utf-8").encode(new))


def octets(path: Path, old: str, new: str) -> None:
    """Puts the bytes `new` in the place of the only `old`; a character below U+0100 is a byte."""
    data = path.read_bytes()
    assert data.count(old.encode()) == 1, f"{path} holds {old!r} {data.count(old.encode())} times"
    path.write_bytes(data.replace(old.encode(), new.encode("latin-1")))


def data(path: Path, _old: str, new: str) -> None:
    """A file of the bytes `new`; a character below U+0100 is a byte."""
    path.write_bytes(new.encode("latin-1"))


def remove(path: Path, _old: str, _new: str) -> None:
    """Takes a file or a folder away."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()


def rename(path: Path, _old: str, new: str) -> None:
    """Gives a file or folder the name `new`."""
    path.rename(path.parent / new)


def copy(path: Path, _old: str, new: str) -> None:
    """Puts a copy beside a file or folder."""
    if path.is_dir():
        shutil.copytree(path, path.parent / new)
    else:
        shutil.copy(path, path.parent / new)


def folder(path: Path, _old: str, _new: str) -> None:
    """An empty folder, in the place of the file where there is one."""
    path.unlink(missing_ok=True)
    path.mkdir()


def deep(path: Path, _old: str, new: str) -> None:
    """As many folders within each other as `new` says."""
    path.joinpath(*itertools.repeat("d", int(new))).mkdir(parents=True)


def many(path: Path, _old: str, new: str) -> None:
    """A folder with as many empty files as `new` says."""
    path.mkdir()
    for number in range(int(new)):
        (path / f"{number}.csv").touch()


def within(path: Path, _old: str, new: str) -> None:
    """A folder with an empty file `new`, in the place of the file."""
    folder(path, "", "")
    (path / new).touch()


def twins(path: Path, old: str, new: str) -> None:
    """Two empty files in the folder."""
    for name in (old, new):
        (path / name).touch()


def christen(path: Path, _old: str, new: str) -> None:
    """Gives a list another name wherever it is named."""
    replace(path.parent.parent / SETTINGS, f", {path.name}]", f", {new}]")
    change(path / "datapackage.yaml", f"name: {path.name}", f"name: {new}")
    path.rename(path.parent / new)


def more(path: Path, old: str, new: str) -> None:
    """One table more in a list: its file more.csv holds `old`, its descriptor (of the list at the path) ends with `new`."""
    write(path.parent / "more.csv", "", old)
    append(path, "", f"  - name: more\n    path: more.csv\n{new}")


def recall(path: Path, old: str, new: str) -> None:
    """Gives the file `old` of a table the name `new`, in the descriptor at the path too."""
    replace(path, f"path: {old}", f"path: {new}")
    (path.parent / old).rename(path.parent / new)


def crowd(path: Path, _old: str, _new: str) -> None:
    """A register of 4,900 bodies, and in each list but the last a hundred rows that name a body as nobody wrote it."""
    bodies = path.parent / "catalogue" / "registers" / "organisations.csv"
    repeat(bodies, "4900", "ORG-{n},样例街道办事处第{n}号分支机构,SAMPLE,office,,,,false\n")
    for name, entry in (
        ("procedures", "PRC-0001"),
        ("powers", "PWR-0001"),
        ("responsibilities", "RSP-0001"),
        ("trials", "TRL-0001"),
    ):
        repeat(path / name / "bodies.csv", "100", f"{entry},responsible,样例街道办事处第{{n}}号机构,\n")


def loose_register(path: Path, old: str, new: str) -> None:
    """A register `new` without a key, to which what referred to the register `old` refers now."""
    replace(path, f"references: {old}", f"references: {new}")
    registers = path.parent.parent.parent / "catalogue" / "registers"
    fields = ", ".join(f"{{name: {name}, type: string}}" for name in ("entry", "relation", "other"))
    resource = f"  - name: {new}\n    path: {new}.csv\n    qingdan: {{role: related}}\n    schema: {{fields: [{fields}]}}\n"
    append(registers / "datapackage.yaml", "", resource)
    write(registers / f"{new}.csv", "", "entry,relation,other\npage,,\n")


def link(path: Path, _old: str, new: str) -> None:
    """A symbolic link to `new`, in the place of the file or folder where there is one."""
    if path.is_dir():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)
    path.symlink_to(new)


def pipe(path: Path, _old: str, _new: str) -> None:
    """A named pipe that nobody writes to."""
    path.unlink(missing_ok=True)
    os.mkfifo(path)


def plug(path: Path, _old: str, _new: str) -> None:
    """A socket of the file system."""
    path.unlink(missing_ok=True)
    here = Path.cwd()
    os.chdir(path.parent)  # the path of a socket may not be long
    with socket.socket(socket.AF_UNIX) as opened:
        opened.bind(path.name)
    os.chdir(here)


def device(path: Path, _old: str, _new: str) -> None:
    """The device that never ends (/dev/zero). Raises PermissionError where only root may make one."""
    path.unlink(missing_ok=True)
    os.mknod(path, stat.S_IFCHR | 0o666, os.makedev(1, 5))


def rights(path: Path, _old: str, new: str) -> None:
    """Gives a file or folder the octal rights `new`."""
    path.chmod(int(new, 8))


def large(path: Path, _old: str, new: str) -> None:
    """Makes a file as long as `new` says, of NUL bytes that take no room on the disk."""
    with path.open("ab") as opened:
        opened.truncate(int(new))


def octet_name(path: Path, _old: str, new: str) -> None:
    """A file in the folder whose name is the bytes `new`, perhaps no UTF-8."""
    os.close(os.open(os.fsencode(path) + b"/" + new.encode("latin-1"), os.O_CREAT))


OF_CONTENT: Mapping[str, Maker] = {
    maker.__name__: maker
    for maker in (
        *(
            replace,
            fill,
            everywhere,
            write,
            append,
            repeat,
            repeat_broken,
            widen,
            lengthen,
            long_lines,
            long_quotes,
            long_brackets,
            stairs,
            cut,
        ),
        *(encode, octets, data),
    )
}
"""The verbs that change nothing but what one file holds."""

MAKERS: Mapping[str, Maker] = {
    **OF_CONTENT,
    **{
        maker.__name__: maker
        for maker in (
            *(remove, rename, copy, christen, more, folder, within, twins, deep, many, link, pipe, plug, device, rights, large),
            *(octet_name, crowd, loose_register, recall),
        )
    },
}
"""Every verb of the index."""
