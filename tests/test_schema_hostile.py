"""Schemas and data meant to harm: no retrieval, no slow pattern, nothing without a limit."""

import http.server
import json
import re
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import referencing.exceptions

from pipeline import limits, schema
from pipeline.preamble import read
from pipeline.schema import store

PATH = "studies/a/README.md"
ROOT = Path(__file__).parents[1]
SCHEMAS = sorted(path.name for path in (ROOT / "schema").glob("*.schema.json"))
BY_US = [schema.STUDY, schema.PAGE]


def nodes(node: Any, where: str = "#") -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every object in a schema, with the place of it."""
    if isinstance(node, dict):
        yield where, node
        for key, value in node.items():
            yield from nodes(value, f"{where}/{key}")
    elif isinstance(node, list):
        for number, value in enumerate(node):
            yield from nodes(value, f"{where}/{number}")


def typed(name: str, kind: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for where, node in nodes(store.schema(name)):
        types = node.get("type", [])
        if isinstance(types, str | list) and kind in ([types] if isinstance(types, str) else types):
            yield where, node


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_itself_valid(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(store.schema(name))
    assert store.schema(name)["$id"].endswith(name)


@pytest.mark.parametrize("name", BY_US)
def test_everything_has_a_limit(name: str) -> None:
    for kind, keyword in (("string", "maxLength"), ("array", "maxItems"), ("object", "maxProperties")):
        assert not [where for where, node in typed(name, kind) if keyword not in node and "maxProperties" not in node]
    # Items compared one with another cost the square of their number.
    assert not [where for where, node in nodes(store.schema(name)) if "uniqueItems" in node]


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_list_and_every_text_has_a_most(name: str) -> None:
    for kind, others in (("array", {"maxItems"}), ("string", {"maxLength", "enum", "const"})):
        assert not [where for where, node in typed(name, kind) if not others & node.keys()]


@pytest.mark.parametrize("name", BY_US)
def test_unknown_keys_are_refused_and_every_key_says_what_it_is(name: str) -> None:
    assert not [where for where, node in typed(name, "object") if "additionalProperties" not in node]
    for key, node in store.schema(name)["properties"].items():
        described = schema.store.schema(name).get("$defs", {}).get(node.get("$ref", "")[8:], {}) | node
        assert {"description", "examples"} <= described.keys(), key


@pytest.mark.parametrize("name", BY_US)
def test_the_examples_of_a_schema_are_valid(name: str) -> None:
    for where, node in nodes(store.schema(name)):
        if "examples" not in node or "properties" in where.rpartition("/")[2]:
            continue
        for example in node["examples"]:
            errors = list(store.validator(name).evolve(schema=node).iter_errors(example))
            assert not errors, where


PUMP = """
import json, sys
from pipeline.schema import store
for name in sys.argv[1:]:
    for pattern in {node for node in json.loads(sys.stdin.readline())}:
        check = store.validator(name).evolve(schema={"pattern": pattern})
        for piece in ("a", "a-", "A", "0", "1.", "-", ".", "_", "https://", "T0", " ", "%", "a_", "a."):
            for end in ("", "!", chr(10), " "):
                list(check.iter_errors(piece * (100_000 // len(piece)) + end))
"""


def test_patterns_are_answered_at_once_on_long_text() -> None:
    """A pattern that backtracks would need hours; all of ours together need a second or two."""
    found = {
        name: sorted({node["pattern"] for _, node in nodes(store.schema(name)) if isinstance(node.get("pattern"), str)})
        for name in SCHEMAS
    }
    assert all(found[name] for name in BY_US)
    lines = "".join(f"{json.dumps(patterns)}\n" for patterns in found.values())
    subprocess.run([sys.executable, "-c", PUMP, *found], input=lines, text=True, check=True, timeout=120, cwd=ROOT)


@pytest.mark.parametrize("name", BY_US)
@pytest.mark.parametrize("end", ["\n", "\u0663", "\n\n"])
def test_patterns_hold_to_the_end_and_to_ascii(name: str, end: str) -> None:
    for _, node in nodes(store.schema(name)):
        if str(node.get("pattern", "")).endswith("$"):
            value = node["examples"][0] + end
            if "https" not in node["pattern"] or end != "\u0663":
                assert list(store.validator(name).evolve(schema=node).iter_errors(value)), node["pattern"]


def test_the_library_lets_a_line_end_through() -> None:
    pattern = store.schema(schema.STUDY)["$defs"]["slug"]["pattern"]
    assert re.search(pattern, "slug\n")
    assert jsonschema.Draft202012Validator({"pattern": pattern}).is_valid("slug\n")


@pytest.fixture
def server() -> Iterator[tuple[str, list[str]]]:
    """An address that serves a schema, and the requests that reached it."""
    seen: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"{}")

        def log_message(self, *_: object) -> None:
            """Keep the output of the tests clean."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}/s.json", seen
        running.shutdown()
        thread.join()


@pytest.mark.filterwarnings("ignore:Automatically retrieving:DeprecationWarning")
def test_the_library_fetches_a_remote_reference(server: tuple[str, list[str]]) -> None:
    address, seen = server
    assert jsonschema.Draft202012Validator({"$ref": address}).is_valid({})
    assert seen == ["/s.json"]


def test_a_reference_is_never_fetched(server: tuple[str, list[str]], tmp_path: Path) -> None:
    address, seen = server
    local = tmp_path / "s.json"
    local.write_text("{}", encoding="utf-8")
    for target in (address, local.as_uri()):
        with pytest.raises(referencing.exceptions.Unresolvable):
            list(store.validator(schema.PAGE).evolve(schema={"$ref": target}).iter_errors({}))
    assert seen == []


def test_the_words_of_the_library_are_never_shown() -> None:
    inside = (
        "title: 5\nkind: x\nauthors: {}\nstatus: [draft]\nteam_size: many\nlinks: {demo: x}\nscale: {users: 1}\nodd: 1"
    )
    found = read(f"---\n{inside}\n---\n", PATH)
    assert found.data is not None
    theirs = {error.message for error in store.validator(schema.STUDY).iter_errors(found.data)}
    told = " ".join(f"{fault.message} {fault.fix}" for fault in schema.check(found.data, schema.STUDY, found, PATH))
    assert len(theirs) >= 6
    assert not [message for message in theirs if message in told]


def test_a_message_repeats_no_more_than_a_line_of_the_value() -> None:
    inside = f"title: {'x' * 50_000}\n{'k' * 900}: ['::error::', \"a`b\"]\n'a\n\n  ::error::b`': x\nkind: {'y ' * 900}"
    found = read(f"---\n{inside}\n---\n", PATH)
    faults = schema.check(found.data or {}, schema.STUDY, found, PATH)
    assert len(faults) >= 4
    for fault in faults:
        assert len(fault.message) < 300
        assert len(fault.fix) < 600
        assert "\n" not in fault.message + fault.fix


def test_a_flood_of_mistakes_ends() -> None:
    found = read("---\n" + "".join(f"k{number}: 1\n" for number in range(2_000)) + "---\n", PATH)
    assert found.data is not None
    assert len(schema.check(found.data, schema.STUDY, found, PATH)) == limits.STUDY_FINDINGS


def test_numbers_that_are_not_finite_never_reach_a_schema() -> None:
    assert jsonschema.Draft202012Validator({"minimum": 0}).is_valid(float("nan"))
    assert read("---\norder: .nan\n---\n", PATH).data is None


def test_every_kind_of_study_may_have_a_rubric() -> None:
    kinds = store.schema(schema.STUDY)["properties"]["kind"]["enum"]
    assert kinds == store.schema("rubric.schema.json")["properties"]["id"]["enum"]
