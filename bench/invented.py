"""The rows of an invented city: matters, the bodies that hold them, and what holds at each. The same seed, the same rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from random import Random

Rows = Iterator[dict[str, str]]

Keys = Mapping[str, tuple[str, ...]]
"""The keys of each register by its name."""

MOST_ROWS = 999_999
"""An id has six digits at most."""


FIRST_BODY = 900_001
"""Numbers of invented bodies, far from those of the register."""

DISTRICTS = ("东湖", "西苑", "南浦", "北岭", "江畔", "青山口", "白石", "临港")
STREETS = ("梧桐", "海棠", "丁香", "银杏", "木兰", "石榴", "玉兰", "香樟", "合欢", "紫薇", "芙蓉", "蔷薇")
ACTIONS = ("登记", "备案", "受理", "初审", "核查", "巡查", "变更", "注销", "发放", "公示")
MATTERS = (
    *("老旧小区加装电梯", "临时占道", "高龄津贴", "残疾人补贴", "灵活就业", "物业合同", "户外招牌", "养犬", "临时救助", "公租房"),
    *("油烟排放", "噪声投诉", "业主大会", "居家养老", "独生子女父母奖励", "退役军人信息", "小型餐饮", "建筑垃圾", "房屋租赁"),
)
HOURS = (
    "周一至周五 9:00至12:00，13:30至17:00",
    "周一至周五 8:30至12:00，14:00至17:30（法定节假日除外）",
    "周一至周六 9:00至17:00，中午不休息",
    "周二、周四 9:00至16:30",
)
NOTES = (
    "样例：每月最后一个工作日下午盘点，不办理。",
    "样例：可以电话预约上门办理。",
    "样例：当地又称“一窗通办”，材料齐全的当场办结。",
    'SAMPLE: the desk moved in spring, ask for "desk 3".',
)
DIGITS = "零一二三四五六七八九"
STATUSES = ("in_force",) * 18 + ("suspended", "withdrawn")
"""How often an entry has which status."""


@dataclass(frozen=True, slots=True)
class City:
    """How large an invented city is, what it is drawn from, and the keys of the registers that its rows may name.

    `matters` is the number of its entries where it is not that of a city of this size, `prefix` what their ids begin with;
    `others` are the ids of entries of another list that are known here and exercised too.
    """

    rows: int
    seed: int
    keys: Keys
    matters: int = 0
    prefix: str = "PWR"
    others: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not 0 < self.rows <= MOST_ROWS:
            raise ValueError(f"{self.rows} rows: from 1 to {MOST_ROWS} can be numbered")

    @property
    def entries(self) -> tuple[str, ...]:
        """The ids of the matters."""
        count = self.matters or max(100, min(3000, self.rows // 10))
        return tuple(f"{self.prefix}-{number:04d}" for number in range(1, count + 1))

    @property
    def bodies(self) -> tuple[str, ...]:
        """The ids of the bodies that hold them."""
        return tuple(f"ORG-{FIRST_BODY + number}" for number in range(max(100, self.rows // 150)))

    def chance(self, table: str) -> Random:
        """A source of chance for one table, so that a change of one table leaves the others as they are."""
        return Random(f"{self.seed} {self.rows} {table}")


def organisations(city: City) -> Rows:
    """The invented bodies, each marked as a sample."""
    chance = city.chance("organisations")
    for number, body in enumerate(city.bodies, 1):
        yield {
            "id": body,
            "name": f"样例市{chance.choice(DISTRICTS)}区{chance.choice(STREETS)}街道办事处（样例{number}）",
            "english": f"SAMPLE sub-district office {number}",
            "kind": "sub_district",
            "about": "样例：虚构的街道办事处。",
            "sample": "true",
        }


def entries(city: City) -> Rows:
    """The matters."""
    chance = city.chance("entries")
    for number, entry in enumerate(city.entries, 1):
        matter = f"{chance.choice(MATTERS)}{chance.choice(ACTIONS)}"
        yield {
            "id": entry,
            "name": f"样例{number}：{matter}",
            "summary": f"样例：{matter}由街道办事处办理，居民带身份证到窗口提出，街道看过材料以后答复。",
            "what_to_do": "样例：由本人提出，写明情况。" if chance.random() < 0.7 else "",
            "where_to_go": "样例：居住地的街道办事处" if chance.random() < 0.7 else "",
            "power_type": chance.choice(city.keys["power-type"]),
            "power_source": chance.choice(city.keys["power-source"]),
            "right": "",
            "aspect": chance.choice(city.keys["aspect"]),
            "focus": chance.choice(city.keys["focus"]),
            **_standing(city, chance),
            "note": chance.choice(NOTES) if chance.random() < 0.1 else "",
        }


def entry_bodies(city: City) -> Rows:
    """Who is responsible for each matter, and for some who assists."""
    chance = city.chance("bodies")
    for entry in city.entries:
        responsible, assisting = chance.sample(city.bodies, 2)
        yield {"entry": entry, "role": "responsible", "body": responsible, "note": ""}
        if chance.random() < 0.3:
            yield {"entry": entry, "role": "assists", "body": assisting, "note": "样例：按需要协助。"}


def entry_bases(city: City) -> Rows:
    """One to three articles for each matter, the main one first."""
    chance = city.chance("bases")
    for entry in city.entries:
        for place, article in enumerate(chance.sample(range(1, 100), chance.randint(1, 3))):
            yield {
                "entry": entry,
                "law_version": chance.choice(city.keys["law-versions"]),
                "article": f"第{numeral(article)}条",
                "paragraph": chance.choice(("", "", "第一款", "第二款", "第（三）项")),
                "role": "procedure" if place else "establishes",
                "note": "",
            }


def entry_scopes(city: City) -> Rows:
    """Where each matter applies."""
    chance = city.chance("scopes")
    for entry in city.entries:
        scope = chance.choice(city.keys["scope"])
        yield {"entry": entry, "scope": scope, "published_name": "", "list_number": "", "source": ""}


def implementations(city: City) -> Rows:
    """Exactly `city.rows` rows: the matters one after the other, each at bodies of its own; no body holds a matter twice."""
    chance = city.chance("implementations")
    matters = (*city.entries, *city.others)
    every, more = divmod(city.rows, len(matters))
    bodies, units, number = city.bodies, city.keys["time-unit"], 0
    for place, entry in enumerate(matters):
        for body in chance.sample(bodies, every + (place < more)):
            number += 1
            is_limited = chance.random() < 0.8
            yield {
                "id": f"IMP-{number:04d}",
                "entry": entry,
                "body": body,
                "place": f"样例市{chance.choice(STREETS)}路{chance.randint(1, 999)}号政务服务中心{chance.choice('一二三')}楼",
                "window": f"{chance.randint(1, 40)}号综合窗口" if chance.random() < 0.9 else "",
                "hours": chance.choice(HOURS),
                "phone": f"000-{chance.randint(10_000_000, 99_999_999)}",
                "promised_days": str(chance.randint(0, 60)) if is_limited else "",
                "promised_unit": chance.choice(units) if is_limited else "",
                **_standing(city, chance),
                "note": chance.choice(NOTES) if chance.random() < 0.1 else "",
            }


def _standing(city: City, chance: Random) -> dict[str, str]:
    """What every entry and every implementation says of its validity and of where it comes from."""
    status = chance.choice(STATUSES)
    is_withdrawn = status == "withdrawn"
    is_dated = is_withdrawn or chance.random() < 0.5
    year = chance.randint(2020, 2025)
    return {
        "status": status,
        "valid_from": f"{year}-{chance.randint(1, 12):02d}-01" if is_dated else "",
        "valid_to": f"{year + 1}-06-30" if is_withdrawn else "",
        "certainty": chance.choice(city.keys["certainty"]),
        "authority": chance.choice(city.keys["authorities"]),
        "source": chance.choice(city.keys["sources"]),
    }


def numeral(number: int) -> str:
    """A number from 1 to 99 in Chinese numerals: 10 is 十, 23 is 二十三."""
    tens, ones = divmod(number, 10)
    written = "" if not tens else "十" if tens == 1 else f"{DIGITS[tens]}十"
    return written + (DIGITS[ones] if ones else "")


Invent = Callable[[City], Rows]

ROWS: Mapping[str, Invent] = {
    "organisations": organisations,
    "entries": entries,
    "bodies": entry_bodies,
    "bases": entry_bases,
    "scopes": entry_scopes,
    "implementations": implementations,
}
"""The invented rows by the role of their table; a table with another role has its heading and no row."""
