"""What runs for a change that somebody proposes: it may read and compute, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.world import ROOT

CHECK = ROOT / ".github" / "workflows" / "check.yml"
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.y*ml"))
EVERY_WORKFLOW = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)


def read(path: Path) -> Any:
    return YAML(typ="safe", pure=True).load(path)


def steps(path: Path) -> Iterator[Any]:
    for job in read(path)["jobs"].values():
        yield from job.get("steps", [])


def triggers(path: Path) -> set[str]:
    """The events that start a workflow, which may be written as one word, a list or a mapping."""
    events = read(path)["on"]
    return {events} if isinstance(events, str) else set(events)


def test_a_proposed_change_is_checked_and_its_problems_are_shown_beside_the_lines() -> None:
    assert read(CHECK)["on"] == {"pull_request": None}
    assert [step["run"] for step in steps(CHECK) if "run" in step] == [
        "make .venv/ready",
        '.venv/bin/qingdan check --format github --base "$BASE"',
        ".venv/bin/qingdan tidy --check",
    ]


def test_the_check_has_no_rights_but_to_read_ends_in_time_and_gives_way_to_a_newer_one() -> None:
    workflow = read(CHECK)
    [job] = workflow["jobs"].values()
    assert (workflow["permissions"], job["permissions"]) == ({}, {"contents": "read"})
    assert 0 < job["timeout-minutes"] <= 30
    assert workflow["concurrency"]["cancel-in-progress"] is True


def test_what_is_proposed_is_compared_with_the_branch_that_it_is_for_by_the_name_of_its_commit() -> None:
    assert [step["env"] for step in steps(CHECK) if "env" in step] == [{"BASE": "${{ github.event.pull_request.base.sha }}"}]


def test_the_check_fetches_the_whole_history_and_sets_up_the_oldest_python_that_is_supported() -> None:
    assert [(step["uses"].split("@")[0], step["with"]) for step in steps(CHECK) if "uses" in step] == [
        ("actions/checkout", {"persist-credentials": False, "fetch-depth": 0, "submodules": False}),
        ("actions/setup-python", {"python-version": "3.11"}),
    ]


@EVERY_WORKFLOW
def test_no_workflow_gives_rights_to_all_its_jobs_or_runs_a_proposed_change_with_secrets(path: Path) -> None:
    assert read(path)["permissions"] == {}
    assert triggers(path) & {"pull_request_target", "workflow_run", "issue_comment"} == set()
    if "pull_request" in triggers(path):
        assert re.findall(r"secrets *[.:\[]|github\.token|GITHUB_TOKEN|: *write", path.read_text("utf-8")) == []


@EVERY_WORKFLOW
def test_every_action_is_pinned_by_the_hash_of_a_commit_with_its_version_beside_it(path: Path) -> None:
    used = re.findall(r"^\s*(?:- )?uses: *(.+)$", path.read_text("utf-8"), re.MULTILINE)
    assert len(used) == sum("uses" in step for step in steps(path))
    assert [line for line in used if not re.fullmatch(r"[\w.-]+(?:/[\w.-]+)+@[0-9a-f]{40} # v[0-9]+\.[0-9]+\.[0-9]+", line)] == []


@EVERY_WORKFLOW
def test_nothing_is_restored_from_a_cache_that_a_proposed_change_could_have_filled(path: Path) -> None:
    assert [step for step in steps(path) if "cache" in step.get("uses", "")] == []
    assert [name for step in steps(path) for name in step.get("with", {}) if "cache" in name] == []


@EVERY_WORKFLOW
def test_no_text_of_a_change_becomes_part_of_a_command(path: Path) -> None:
    assert [step["run"] for step in steps(path) if "${{" in step.get("run", "")] == []
