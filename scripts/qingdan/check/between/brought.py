"""What a change brings about in the lists: the findings that there were not before it."""

from __future__ import annotations

from collections.abc import Mapping

from qingdan.check.checks import check_files
from qingdan.model import File
from qingdan.problem import Finding


def brought(base: Mapping[str, bytes], now: Mapping[str, bytes], findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Those `findings` of the lists as they stand `now` that those of the base did not have; both are given by their files.

    Where the lists of the base cannot be checked, what was found of them is not known, and nothing counts as new.
    """
    if not findings or base == now:
        return ()
    catalogue, before = check_files(tuple(File(path, data) for path, data in base.items()))
    if catalogue is None or before.problems:
        return ()
    known = {(finding.key, finding.entry) for finding in before.findings}
    return tuple(finding for finding in findings if (finding.key, finding.entry) not in known)
