"""The versions of an entry: what its own row said one after another, each with the rows that belonged to it."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from qingdan.history.between import between
from qingdan.history.versions import Version, versions

ID = "PWR-0001"


def told(*states: Mapping[str, str]) -> tuple[Version, ...]:
    """The versions of the entry in files that were published one after another."""
    encoded = [{}, *({path: text.encode() for path, text in state.items()} for state in states)]
    return versions([between(old, new) for old, new in pairwise(encoded)]).get(ID, ())


def files(name: str, *bodies: str, folder: str = "lists/a", column: str = "name") -> dict[str, str]:
    return {
        f"{folder}/a.csv": f"id,{column},note\n{ID},{name},SAMPLE\nPWR-0002,样例,x\n",
        f"{folder}/b.csv": "entry,body\n" + "".join(f"{ID},{body}\n" for body in bodies),
    }


def version(name: str, *bodies: str, folder: str = "lists/a", column: str = "name") -> Version:
    rows = ((f"{folder}/b.csv", (("body", body), ("entry", ID))) for body in bodies)
    return Version(f"{folder}/a.csv", tuple(sorted({column: name, "id": ID, "note": "SAMPLE"}.items())), tuple(rows))


def test_a_version_holds_the_rows_that_belonged_to_it_until_the_next_one_came() -> None:
    assert told(files("one", "A"), files("one", "B"), files("two", "C")) == (version("two", "C"), version("one", "B"))


def test_an_entry_that_is_as_it_was_before_has_a_version_more() -> None:
    assert told(files("one"), files("two"), files("one")) == (version("one"), version("two"), version("one"))


def test_rows_that_are_deleted_with_their_entry_stay_with_its_last_version() -> None:
    without = {"lists/a/a.csv": "id,name,note\nPWR-0002,样例,x\n", "lists/a/b.csv": "entry,body\n"}
    assert told(files("one", "A"), without) == (version("one", "A"),)
    assert told(files("one", "A"), without, files("two", "B")) == (version("two", "B"), version("one", "A"))


def test_a_list_that_moved_and_a_column_that_was_renamed_are_told_as_they_are_called_now() -> None:
    now = {"folder": "lists/z", "column": "title"}
    later = files("two", "B", folder="lists/z")
    assert told(files("one", "A"), files("one", "A", folder="lists/z"), files("one", "A", **now), files("two", "B", **now)) == (
        version("two", "B", **now),
        version("one", "A", **now),
    )
    assert told(files("one", "A"), files("one", "A", folder="lists/z"), later)[1] == version("one", "A", folder="lists/z")


def test_where_an_id_stood_twice_the_row_that_stayed_is_the_newest() -> None:
    heading, one, other = "id,name,note\n", f"{ID},one,SAMPLE\n", f"{ID},two,SAMPLE\n"
    table = "lists/a/a.csv"
    found = told({table: heading + one}, {table: heading + one + other}, {table: heading + one})
    assert found == (version("one"), version("two"), version("one"))


def test_rows_that_belong_to_no_entry_may_change_after_their_table_moved() -> None:
    heading, before, after = "code,name\n", "a,样例\nb,样例\n", "a,样例\n"
    moved = [{"catalogue/x.csv": heading + before}, {"catalogue/y.csv": heading + before}, {"catalogue/y.csv": heading + after}]
    assert told(*({**files("one", "A"), **state} for state in moved)) == (version("one", "A"),)
