"""What hosts are told to say with each file: strict for pages, open for downloads, and never two values for one header."""

from __future__ import annotations

from qingdan.publish.headers import RULES, headers
from qingdan.skin.policy import POLICY
from tests.served import read_rules, said_with

PATHS = (
    *("/", "/powers/", "/powers/PWR-0001/", "/404.html", "/sitemap.xml", "/changes.json", "/powers/PWR-0001.json"),
    *("/data/powers/powers.csv", "/data/all.zip", "/feeds/all.xml", "/feeds/all.json", "/assets/qingdan.0123456789.css"),
    *("/releases/v1/SHA256SUMS", "/releases/v1/release.json", "/releases/v1/lists/powers/datapackage.yaml"),
)
NUMBERED = read_rules(headers().data.decode())


def test_the_file_reads_back_as_the_rules() -> None:
    assert headers().path == "_headers"
    assert [(path, dict(said)) for path, said in RULES] == NUMBERED


def test_no_file_is_given_a_header_twice() -> None:
    for path in PATHS:
        names = [name for name, _ in said_with(NUMBERED, path)]
        assert len(names) == len(set(names)), path


def test_every_rule_is_of_the_form_that_all_hosts_read() -> None:
    for path, said in RULES:
        assert path.startswith("/"), path
        assert path.count("*") == 1, "one splat in a path is all that Cloudflare reads"
        assert all(len(f"  {name}: {value}") < 2000 for name, value in said.items())
    assert len(RULES) < 100


def test_pages_have_the_policy_that_stands_in_them_and_are_in_no_frame() -> None:
    said = dict(said_with(NUMBERED, "/powers/"))
    assert said["Content-Security-Policy"] == f"{POLICY}; frame-ancestors 'none'"
    assert said["X-Content-Type-Options"] == "nosniff"


def test_the_policy_allows_nothing_inline_nothing_evaluated_and_nothing_from_elsewhere() -> None:
    parts = dict(part.split(" ", 1) for part in POLICY.split("; "))
    assert parts.pop("default-src") == "'none'"
    assert parts.pop("base-uri") == "'none'"
    assert set(parts.values()) == {"'self'"}


def test_downloads_are_open_to_the_pages_of_other_sites_and_pages_are_not() -> None:
    is_open = {path: "Access-Control-Allow-Origin" in dict(said_with(NUMBERED, path)) for path in PATHS}
    files = ("csv", "json", "xml", "zip", "yaml", "SHA256SUMS")
    assert is_open == {path: path.endswith(files) for path in PATHS}


def test_tables_and_feeds_say_what_they_are_and_in_which_encoding() -> None:
    expected = {
        "/data/powers/powers.csv": "text/csv; charset=utf-8",
        "/feeds/all.xml": "application/atom+xml; charset=utf-8",
        "/feeds/all.json": "application/feed+json; charset=utf-8",
    }
    assert {path: dict(said_with(NUMBERED, path))["Content-Type"] for path in expected} == expected
