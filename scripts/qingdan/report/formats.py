"""Every format in which a report can be had, by the name under which a person asks for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from qingdan.report import github, json_report, sarif, text
from qingdan.report.report import Report

FORMATS: Mapping[str, Callable[[Report], str]] = {
    "text": text.write,
    "json": json_report.write,
    "github": github.write,
    "sarif": sarif.write,
}
