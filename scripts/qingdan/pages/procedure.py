"""What makes an entry a procedure: its steps, their picture, and what to bring."""

from collections.abc import Iterator
from typing import NamedTuple

from qingdan.draw.flowchart import Step, flowchart
from qingdan.linked import Entry, Linked
from qingdan.model import Row, Text
from qingdan.pages.publication import Publication
from qingdan.pages.refer import Shown, refer, refer_to_version


class StepShown(NamedTuple):
    """A step with its article, as text: the twin of the flow chart."""

    number: str
    name: str
    actor: Shown | None
    what_happens: str
    otherwise: str
    limit: Text
    law: Shown | None
    article: str


def steps_shown(linked: Linked, entry: Entry) -> Iterator[StepShown]:
    """The steps of a procedure in the order of its table."""
    for row in linked.child_rows(entry.id, "steps"):
        version = linked.look_up("law-versions", row["law_version"])
        yield StepShown(
            row["number"],
            row["name"],
            refer(linked, "organisations", row["body"]) if row["body"] else None,
            row["what_happens"],
            row["otherwise"],
            limit(linked, row["days"], row["unit"]),
            refer_to_version(linked, version) if version else None,
            row["article"] + row["paragraph"],
        )


def marked(publication: Publication, entry: Entry, text: str) -> str:
    """A text that leaves its page (title, description, picture), with the word “sample” in front where the entry is one."""
    return behind(mark_of(publication, publication.linked.is_sample(entry.id)), text)


def mark_of(publication: Publication, is_sample: bool) -> str:
    """What stands above a picture: the word for a sample where it is one, else blank."""
    return publication.words["sample"].zh if is_sample else ""


def behind(mark: str, text: str) -> str:
    """A text with its mark in front, where it has one."""
    return f"{mark} · {text}" if mark else text


def chart(publication: Publication, entry: Entry, steps: tuple[StepShown, ...]) -> str:
    """The flow chart as SVG; blank where the entry has no steps. The steps are its text twin."""
    words = publication.words
    drawn = tuple(
        Step(
            step.name,
            step.actor.text.zh if step.actor else words["applicant"].zh,
            f"{words['time_limit'].zh}：{step.limit.zh}" if step.limit.zh else "",
            step.otherwise,
            step.actor is None,
        )
        for step in steps
    )
    title = marked(publication, entry, f"{entry.row['name']}：{words['flow_chart'].zh}")
    mark = mark_of(publication, publication.linked.is_sample(entry.id))
    return flowchart(drawn, title, words["otherwise"].zh, mark) if drawn else ""


class MaterialShown(NamedTuple):
    """A document that the basis names, with its article and the certificate entry it speaks of."""

    row: Row
    is_required: bool
    law: Shown | None
    article: str
    certificate: Shown | None


def materials_shown(linked: Linked, entry: Entry) -> Iterator[MaterialShown]:
    """The documents of a procedure in the order of its table."""
    for row in linked.child_rows(entry.id, "materials"):
        version = linked.look_up("law-versions", row["law_version"])
        yield MaterialShown(
            row,
            is_required=row["required"] == "true",
            law=refer_to_version(linked, version) if version else None,
            article=row["article"] + row["paragraph"],
            certificate=refer(linked, "entries", row["certificate"]) if row["certificate"] else None,
        )


def limit(linked: Linked, days: str, unit: str) -> Text:
    """A time limit in words: 18 个工作日 / 18 working days. Blank where there is none."""
    unit_row = linked.look_up("time-unit", unit)
    return Text(f"{days} {unit_row['name']}", f"{days} {unit_row['english']}") if days and unit_row else Text(days, days)
