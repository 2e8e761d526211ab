"""A long page in parts: spans of ids or days, addresses that last, and nothing left out or told twice."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingdan.pages.parts import BY_DAY, LINES, Division, Limit, PartShown, divide, in_parts
from qingdan.pages.publication import Page

SMALL = Limit(10, 5)
PAGE = Page("samples/", "sample.html", "zh", "样例", "样例", {"shared": 1}, twin="en/samples/")


def ids(*numbers: int, prefix: str = "SMP") -> list[str]:
    return [f"{prefix}-{number:04}" for number in numbers]


def addresses(division: Division) -> list[str]:
    return [part.address for part in division.parts]


def members(division: Division, keys: list[str]) -> dict[str, list[str]]:
    return dict(zip(addresses(division), division.spread(dict.fromkeys(keys), str), strict=True))


@pytest.mark.parametrize("count", [0, 1, LINES.whole])
def test_a_page_within_the_limit_is_whole_whatever_its_keys(count: int) -> None:
    division = divide(ids(*range(count)))
    assert (division.is_whole, division.parts[0].last, addresses(division)) == (True, count, [""])
    assert [len(found) for found in division.spread(ids(*range(count)), str)] == [count]


def test_one_line_more_and_it_stands_in_parts_that_begin_at_round_numbers() -> None:
    division = divide(ids(*range(1, LINES.whole + 2)))
    assert [(part.address, part.low, part.high, part.first, part.last) for part in division.parts] == [
        ("", "SMP-0001", "SMP-0499", 1, 499),
        ("from/SMP-0500/", "SMP-0500", "SMP-0999", 500, 999),
        ("from/SMP-1000/", "SMP-1000", "SMP-1001", 1000, 1001),
    ]


def test_a_city_of_32000_stands_in_parts_of_at_most_500() -> None:
    division = divide(ids(*range(1, 32_001)))
    assert [part.last - part.first + 1 for part in division.parts] == [499, *[500] * 63, 1]
    assert addresses(division)[-1] == "from/SMP-32000/"


def test_few_ids_far_apart_stand_together() -> None:
    keys = ids(*range(1, 100_000, 5_000))
    assert [len(found) for found in members(divide(keys, SMALL), keys).values()] == [4, 3, 3, 3, 3, 4]


def test_ids_of_another_kind_stand_on_parts_of_their_own_in_the_order_in_which_they_come() -> None:
    keys = [*ids(1, 2, prefix="TWO"), *ids(*range(9), prefix="ONE")]
    assert members(divide(keys, SMALL), keys) == {
        "": ids(1, 2, prefix="TWO"),
        "from/ONE-0000/": ids(*range(5), prefix="ONE"),
        "from/ONE-0005/": ids(*range(5, 9), prefix="ONE"),
    }


def test_an_entry_with_several_lines_keeps_them_together_and_all_are_counted() -> None:
    keys = ids(1, 1, 1, 6, 6, 6, 7, 7, 11, 11, 11)
    division = divide(keys, SMALL)
    assert [(part.first, part.last) for part in division.parts] == [(1, 3), (4, 8), (9, 11)]
    assert [len(found) for found in division.spread(keys, str)] == [3, 5, 3]


def test_what_has_no_id_goes_by_its_place() -> None:
    keys = [f"样例{number}" for number in range(12)]
    assert members(divide(keys, SMALL), keys) == {"": keys[:5], "from/6/": keys[5:10], "from/11/": keys[10:]}


def test_days_stand_in_parts_the_newest_first() -> None:
    days = [f"2026-{month:02}-{day:02}" for month in (12, 11, 3) for day in (28, 14, 2)] + ["2025-07-01"] * 4
    division = divide(days, SMALL, BY_DAY)
    assert [(part.address, part.low, part.high) for part in division.parts] == [
        ("", "2026-12-28", "2026-12-02"),
        ("from/2026-10/", "2026-11-28", "2026-11-02"),
        ("from/2026/", "2026-03-28", "2026-03-02"),
        ("from/2025/", "2025-07-01", "2025-07-01"),
    ]


def test_a_busy_month_is_split_by_its_days() -> None:
    days = ["2026-12-01", *(f"2026-11-{day:02}" for day in range(29, 0, -1)), "2026-10-01"]
    assert addresses(divide(days, SMALL, BY_DAY)) == [
        "",
        *(f"from/2026-11-{day:02}/" for day in (25, 20, 15, 10, 5)),
        "from/2026-11/",
        "from/2026/",
    ]


numbers = st.sets(st.integers(0, 999_999) | st.integers(0, 60), max_size=60)


@given(numbers)
def test_every_key_stands_once_and_no_part_is_too_long(chosen: set[int]) -> None:
    keys = ids(*sorted(chosen))
    division = divide(keys, SMALL)
    spread = division.spread(keys, str)
    assert [key for found in spread for key in found] == keys
    if not division.is_whole:
        assert all(0 < len(found) <= SMALL.part for found in spread)
        assert [(one.last + 1) for one in division.parts[:-1]] == [one.first for one in division.parts[1:]]
    assert len(set(addresses(division))) == len(division.parts)


@given(numbers, st.integers(0, 999_999))
def test_an_entry_that_comes_later_leaves_every_address_and_changes_no_more_than_two_parts(chosen: set[int], later: int) -> None:
    before, after = ids(*sorted(chosen)), ids(*sorted({*chosen, later}))
    old, new = divide(before, SMALL), divide(after, SMALL)
    if not old.is_whole:
        was, now = members(old, before), members(new, after)
        assert was.keys() <= now.keys()
        assert len([address for address, found in was.items() if now[address] != found]) <= 2


@pytest.mark.parametrize("seed", range(3))
def test_addresses_last_while_a_list_grows_to_twenty_times_its_size(seed: int) -> None:
    order = list(range(1, 400))
    Random(seed).shuffle(order)
    known: set[str] = set()
    for count in range(20, 400):
        found = set(addresses(divide(ids(*sorted(order[:count])), SMALL)))
        assert known <= found
        known = found


def test_addresses_last_while_days_go_by() -> None:
    days = [f"{year}-{month:02}-{day:02}" for year in (2024, 2025) for month in range(1, 13) for day in (1, 9, 9, 30)]
    known: set[str] = set()
    for count in range(11, len(days)):
        found = set(addresses(divide(days[:count][::-1], SMALL, BY_DAY)))
        assert known <= found
        known = found


def shown(pages: list[Page]) -> list[PartShown]:
    found = [page.values["part"] for page in pages]
    return [one for one in found if isinstance(one, PartShown)]


def parts(keys: list[str]) -> list[Page]:
    division = divide(keys, SMALL)
    spread = division.spread(keys, str)
    return list(in_parts(PAGE, division, lambda number: {"own": spread[number]}))


def test_a_page_that_is_whole_shows_no_parts_and_is_otherwise_the_page_itself() -> None:
    (page,) = parts(ids(1, 2))
    assert page == PAGE._replace(values={"shared": 1, "own": ids(1, 2), "part": None})


def test_every_part_knows_its_place_its_neighbours_and_its_twin() -> None:
    pages = parts(ids(*range(12)))
    assert [(page.path, page.twin, page.before, page.after) for page in pages] == [
        ("samples/", "en/samples/", "", "samples/from/SMP-0005/"),
        ("samples/from/SMP-0005/", "en/samples/from/SMP-0005/", "samples/", "samples/from/SMP-0010/"),
        ("samples/from/SMP-0010/", "en/samples/from/SMP-0010/", "samples/from/SMP-0005/", ""),
    ]
    assert [page.title for page in pages] == ["样例", "样例 · SMP-0005–SMP-0009", "样例 · SMP-0010–SMP-0011"]
    assert [(one.number, one.of, one.first, one.last, one.count) for one in shown(pages)] == [
        (1, 3, "1", "5", "12"),
        (2, 3, "6", "10", "12"),
        (3, 3, "11", "12", "12"),
    ]
    assert [(one.before, one.after) for one in shown(pages)] == [(page.before, page.after) for page in pages]
    assert {(one.opening, one.closing) for one in shown(pages)} == {("samples/", "samples/from/SMP-0010/")}


def test_only_the_first_part_names_all_so_that_the_site_grows_no_faster_than_the_list() -> None:
    pages = parts(ids(*range(40)))
    first, *others = shown(pages)
    assert [address for address, _, _ in first.every] == [page.path for page in pages]
    assert {one.every for one in others} == {()}
    assert [(low, high) for _, low, high in first.every] == [(one.low, one.high) for one in (first, *others)]
    assert all(one.after == other.path for one, other in pairwise(pages))


def test_numbers_are_written_as_people_write_them() -> None:
    keys = ids(*range(32_000))
    division = divide(keys)
    second = list(in_parts(PAGE, division, lambda _: {}))[1].values["part"]
    assert isinstance(second, PartShown)
    assert (second.first, second.last, second.count) == ("501", "1,000", "32,000")
