"""Exceptions from rules about facts: they silence the problem they name, and are told when there is nothing left to silence."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from qingdan.model import Exemption, Package
from qingdan.problem import Notice, Problem


class Exemptions:
    """The exceptions from some errors that descriptors make for the tables in their own folder, and which of them were needed."""

    def __init__(self, packages: Iterable[Package], errors: Collection[str]) -> None:
        self.made: dict[tuple[str, str, str], list[Exemption]] = {}
        for package in packages:
            for exemption in (made for made in package.exceptions if made.error in errors):
                self.made.setdefault((package.folder, exemption.error, exemption.entry), []).append(exemption)
        self.used: set[tuple[str, str, str]] = set()

    def without(self, problems: Iterable[Problem]) -> Iterator[Problem]:
        """The problems that no exception covers."""
        for problem in problems:
            folder = "/".join(problem.place.path.split("/")[:2])
            covered = folder, problem.key, problem.values.get("entry", "")
            if covered in self.made:
                self.used.add(covered)
            else:
                yield problem

    def needless(self) -> Iterator[Notice]:
        """A notice for each exception that covered nothing. To be asked when all problems have gone by."""
        for key, exemptions in self.made.items():
            for exemption in exemptions if key not in self.used else ():
                values = {"error": exemption.error, "entry": exemption.entry, "since": exemption.since}
                yield Notice("exception_not_needed", exemption.place, values)
