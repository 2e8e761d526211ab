"""A SAMPLE repository whose tags are of every kind: plain and hostile names, lists that no check would pass, and no releases."""

from __future__ import annotations

from pathlib import Path

from tests.history.made import commit_all, git
from tests.world import POWERS, PROCEDURES, add_the_look, change, write_world

PLAIN, HOSTILE = "2026-01-10", 'v2/样例<b/onclick="x">&\u202e\u2028'
BROKEN, TAKEN, TWIN = "broken", "index.html", "annotated"
ELSEWHERE, BEFORE, LONG = "elsewhere", "before-the-lists", "x" * 180 + "样例" * 4


def tag_world(root: Path) -> Path:
    """The small world with a history of four commits, from before there were lists to lists as they are now."""
    git(root.parent, "init", "--quiet", "--initial-branch=main", str(root))
    (root / "README.md").write_text("SAMPLE\n")
    commit(root, "2026-01-01T12:00:00Z", BEFORE)
    add_the_look(write_world(root))
    (root / ".gitignore").write_text("build/\npublic/\n")
    commit(root, "2026-01-09T16:30:00Z", PLAIN, LONG)
    git(root, "switch", "--quiet", "--create", "side")
    commit(root, "2026-01-15T12:00:00Z", ELSEWHERE)
    git(root, "switch", "--quiet", "main")
    good = {path: (root / path).read_bytes() for path in (f"{POWERS}/datapackage.yaml", f"{PROCEDURES}/procedures.csv")}
    (root / POWERS / "datapackage.yaml").write_bytes(b"{: \xff")
    change(root / PROCEDURES / "procedures.csv", "样例一", '<script>x</script>\x1b"" &')
    (root / "lists/lists").mkdir()
    (root / "lists/lists/一 #~.csv").write_bytes(b"nothing,\xff\n")
    (root / "lists/SHA256SUMS").mkdir()
    (root / "lists/SHA256SUMS/a.csv").write_text("id\nSAMPLE-1\n")
    (root / "lists/SHA256SUMS/page.html").write_text("<script>SAMPLE</script>")
    commit(root, "2026-01-20T12:00:00Z", BROKEN)
    for path in ("lists/lists", "lists/SHA256SUMS"):
        git(root, "rm", "-r", "--quiet", path)
    for path, data in good.items():
        (root / path).write_bytes(data)
    change(root / PROCEDURES / "procedures.csv", "样例：第一件事。", "样例：第一件事，改过。")
    commit(root, "2026-01-25T12:00:00Z", HOSTILE, TAKEN)
    git(root, "tag", "--annotate", "--message", "SAMPLE", TWIN)
    return root


def commit(root: Path, day: str, *tags: str) -> None:
    commit_all(root, day)
    for tag in tags:
        git(root, "tag", tag)
