"""What there is to report, and in which words."""

from typing import NamedTuple

from qingdan.language import tongues_of
from qingdan.problem import Notice, Problem
from qingdan.speak import Messages, Said, say


class Report(NamedTuple):
    """The problems and notices of a check in their order, and how they are to be said.

    `language` is one of `speak.LANGUAGES`, `messages` are those of `problems.yaml`, `version` is that of the program.
    """

    problems: tuple[Problem, ...]
    language: str
    messages: Messages
    version: str

    def say(self, problem: Problem) -> tuple[Said, ...]:
        """The problem in each language spoken, the first one first."""
        return tuple(say(problem, self.messages, tongue) for tongue in tongues_of(self.language))


def is_notice(problem: Problem) -> bool:
    """True where the editor is only told something, and nothing has to be put right."""
    return isinstance(problem, Notice)
