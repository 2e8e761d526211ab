"""The rows of a city whose pages refer to each other: powers and procedures, their steps, what to bring, what is related.

What `bench.invented` gives, and more; the same seed, the same rows.
"""

from __future__ import annotations

from bench.invented import ROWS, City, Keys, Rows, numeral

POWERS, PROCEDURES, IMPLEMENTATIONS = "powers", "procedures", "implementations"

SHARE = 11
"""One page in so many is that of an entry, the others are those of implementations."""

LEAST, LEAST_PROCEDURES = 50, 25
"""Entries, and procedures among them, that there are however few the pages: the descriptors expect some."""

STEPS = (
    ("提出申请", "apply", "居民带身份证到窗口提出书面申请。", ""),
    ("受理", "accept", "窗口看过材料，齐全的当场受理，给回执。", "材料不齐的，一次说清要补什么。"),
    ("核实", "verify", "两名工作人员上门核实，写下情况。", "情况不符的，写明理由退回。"),
    ("公示", "publicity", "结果在居住的小区张贴。", "有人提出不同意见的，重新核实。"),
    ("决定", "decide", "街道办事处作出决定。", "不同意的，书面说明理由和怎样申诉。"),
    ("送达", "deliver", "决定当面交给本人，或者寄到家里。", ""),
)
PAPERS = ("身份证", "户口簿", "居住证明", "收入情况说明", "照片两张", "委托书")


def city_lists(pages: int, seed: int, keys: Keys) -> dict[str, City]:
    """The cities of the lists by their names: `pages` entries and implementations in all, a third of the entries procedures."""
    entries = max(LEAST, pages // SHARE)
    procedures = max(LEAST_PROCEDURES, entries // 3)
    rows = pages - entries
    first = City(rows, seed, keys, matters=procedures, prefix="PRC")
    second = City(rows, seed, keys, matters=entries - procedures, others=first.entries)
    return {PROCEDURES: City(rows, seed, keys, procedures, "PRC", second.entries), POWERS: second, IMPLEMENTATIONS: second}


def entries(city: City) -> Rows:
    """The matters, those of procedures with what a procedure says more; some name another entry in their note."""
    chance = city.chance(f"{city.prefix} more")
    every = (*city.entries, *city.others)
    for row in ROWS["entries"](city):
        if chance.random() < 0.2:
            row["note"] = f"样例：办理以前请看{chance.choice(every)}和{chance.choice(every)}。"
        if city.prefix == "PRC":
            row |= {
                "who_may_apply": "样例：在本辖区居住满半年的居民。",
                "conditions": chance.choice(("样例：没有其他条件。", "样例：家庭人均收入低于当地标准。", "")),
                "statutory_days": str(chance.randint(61, 90)),
                "statutory_unit": chance.choice(city.keys["time-unit"]),
                "result": "样例：书面答复。",
                "review": "样例：可以在六十日内申请行政复议。" if chance.random() < 0.6 else "",
            }
        yield row


def steps(city: City) -> Rows:
    """Three to six steps for each procedure, in order, each by the applicant or a body, some with a limit and an article."""
    chance = city.chance("steps")
    for entry in city.entries if city.prefix == "PRC" else ():
        body = chance.choice(city.bodies)
        taken = sorted(chance.sample(range(len(STEPS)), chance.randint(3, len(STEPS))))
        for number, place in enumerate(taken, 1):
            name, kind, what_happens, otherwise = STEPS[place]
            is_limited, is_based = chance.random() < 0.5, chance.random() < 0.6
            yield {
                "entry": entry,
                "number": str(number),
                "name": name,
                "kind": kind,
                "body": "" if kind == "apply" else body,
                "what_happens": f"样例：{what_happens}",
                "otherwise": f"样例：{otherwise}" if otherwise else "",
                "days": str(chance.randint(1, 20)) if is_limited else "",
                "unit": chance.choice(city.keys["time-unit"]) if is_limited else "",
                "law_version": chance.choice(city.keys["law-versions"]) if is_based else "",
                "article": f"第{numeral(chance.randint(1, 99))}条" if is_based else "",
            }


def materials(city: City) -> Rows:
    """One to four documents for each procedure."""
    chance = city.chance("materials")
    for entry in city.entries if city.prefix == "PRC" else ():
        for number, paper in enumerate(chance.sample(PAPERS, chance.randint(1, 4)), 1):
            is_based = chance.random() < 0.5
            yield {
                "entry": entry,
                "number": str(number),
                "name": f"样例：{paper}",
                "required": chance.choice(("true", "false")),
                "form": chance.choice(("出示原件", "交复印件", "")),
                "law_version": chance.choice(city.keys["law-versions"]) if is_based else "",
                "article": f"第{numeral(chance.randint(1, 99))}条" if is_based else "",
            }


def related(city: City) -> Rows:
    """For each procedure a power that it carries out, and for every second entry one or two others to see."""
    chance = city.chance(f"{city.prefix} related")
    for entry in city.entries:
        if city.prefix == "PRC" and city.others:
            yield {"entry": entry, "relation": "carries_out", "other": chance.choice(city.others)}
        if chance.random() < 0.5:
            for other in chance.sample((*city.entries, *city.others), chance.randint(1, 2)):
                if other != entry:
                    yield {"entry": entry, "relation": "see_also", "other": other}


PAGES_ROWS = {**ROWS, "entries": entries, "steps": steps, "materials": materials, "related": related}
"""The invented rows by the role of their table."""
