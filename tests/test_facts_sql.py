"""SQL in a study: what it declares and asks, and that what is not understood accuses nobody."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.facts.data_model import model
from pipeline.facts.slips import slip
from pipeline.facts.sql import cut, script
from tests.studies import subject

DOORS = "CREATE TABLE doors (id BIGINT PRIMARY KEY, desk TEXT NOT NULL, opened_at TIMESTAMPTZ, UNIQUE (desk, id));"
WORDS = st.sampled_from(
    [
        "CREATE TABLE",
        "SELECT",
        "FROM",
        "doors",
        "(",
        ")",
        ",",
        ";",
        "'",
        '"',
        "--",
        "/*",
        "$$",
        "\n\n",
        "\n",
        "WHERE",
        "1",
    ]
)


def study(*blocks: str) -> str:
    return "# Desk\n\n" + "\n\n".join(f"```sql\n{block}\n```" for block in blocks)


def strays(*blocks: str) -> list[str]:
    shown = model(subject({"README.md": study(*blocks)}))
    return [stray.says for stray in (*shown.stray_of_indexes(), *shown.stray_of_queries())]


def test_a_table_has_columns_and_keys_in_order() -> None:
    (table,) = script(DOORS).tables
    assert (table.name, table.columns) == ("doors", ("id", "desk", "opened_at"))
    assert set(table.keys) == {("id",), ("desk", "id")}
    assert not table.open


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("CREATE INDEX a ON doors (desk, opened_at DESC NULLS LAST)", ("desk", "opened_at")),
        ("CREATE UNIQUE INDEX CONCURRENTLY a ON doors USING btree (lower(desk) text_pattern_ops)", ("desk",)),
        ("CREATE INDEX a ON doors (desk) INCLUDE (id) WHERE opened_at IS NULL", ("desk",)),
        ("CREATE TABLE doors (id INT, desk TEXT, INDEX a (desk, id))", ("desk", "id")),
        ("CREATE TABLE doors (id INT, desk TEXT, KEY a (desk))", ("desk",)),
    ],
)
def test_an_index_has_its_columns_whatever_the_dialect(text: str, columns: tuple[str, ...]) -> None:
    (index,) = script(text).indexes
    assert (index.name, index.table, index.columns) == ("a", "doors", columns)


def test_statements_end_at_semicolons_or_before_the_next_one() -> None:
    text = "-- first\nSELECT 1;\nINSERT INTO a (b) VALUES (';')\n\nUPDATE a\nSET b = 2\n\n-- a note\nDELETE FROM a"
    assert [(one.line, one.text.split()[0]) for one in cut(text)] == [
        (1, "SELECT"),
        (2, "INSERT"),
        (4, "UPDATE"),
        (8, "DELETE"),
    ]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT id FROM lockers WHERE nothing = 1",
        "SELECT d.id, count(*) AS n FROM doors d GROUP BY d.id ORDER BY n",
        "SELECT id FROM doors WHERE desk = desk_name",
        "WITH x AS (SELECT id AS other FROM doors) SELECT other FROM x",
        "SELECT id FROM doors WHERE id IN (SELECT door FROM taps)",
        "INSERT INTO doors (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET desk = EXCLUDED.desk",
        'SELECT "Big Desk" FROM doors',
        "SELECT rowid, CURRENT_DATE FROM doors",
        "SELECT {{ columns }} FROM doors",
        "SELECT floor FROM doors, lateral_part(doors)",
    ],
)
def test_a_query_that_may_be_right_is_left_alone(query: str) -> None:
    assert strays(DOORS, query) == []


@pytest.mark.parametrize(
    ("statement", "name"),
    [
        ("SELECT floor FROM doors", "floor"),
        ("SELECT d.floor FROM doors d", "floor"),
        ("SELECT id FROM doors WHERE floor = $1", "floor"),
        ("SELECT id FROM doors ORDER BY floor DESC", "floor"),
        ("UPDATE doors SET floor = 2 WHERE id = 1", "floor"),
        ("INSERT INTO doors (id, floor) VALUES (1, 2)", "floor"),
        ("DELETE FROM doors WHERE floor = 2", "floor"),
        ("CREATE INDEX by_floor ON doors (desk, floor)", "floor"),
    ],
)
def test_a_column_that_the_whole_table_lacks_is_told(statement: str, name: str) -> None:
    (says,) = strays(DOORS, statement)
    assert f"“{name}”, which is no column of the table doors" in says


@pytest.mark.parametrize(
    "more",
    [
        "ALTER TABLE doors ADD COLUMN floor INT",
        "CREATE TABLE doors (id BIGINT, floor INT)",
        "CREATE TABLE doors (id BIGINT, -- ...\n)",
        "CREATE TABLE doors (LIKE gates INCLUDING ALL, id INT)",
        "CREATE TABLE doors (\n  id -- a number\n  floor -- from 0\n)",
    ],
)
def test_a_column_that_is_shown_or_may_be_elsewhere_is_not_told(more: str) -> None:
    assert strays(DOORS, more, "SELECT floor FROM doors") == []


def test_a_type_of_the_author_s_own_hides_nothing() -> None:
    declared = "CREATE TABLE gates (id BIGINT, state gate_state);"
    assert len(strays(declared, "SELECT floor, state FROM gates")) == 1


def test_a_table_of_which_nothing_is_repeated_stays_whole() -> None:
    again = "CREATE TABLE doors (\n  -- ... columns as above ...\n) PARTITION BY RANGE (opened_at);"
    assert len(strays(DOORS, again, "SELECT floor FROM doors")) == 1


def test_served_means_that_a_key_or_index_begins_with_what_is_looked_for() -> None:
    index = "CREATE INDEX a ON doors (opened_at, id);"
    shown = model(
        subject(
            {
                "README.md": study(
                    DOORS + index,
                    "SELECT id FROM doors WHERE desk = 'a'",
                    "SELECT desk FROM doors ORDER BY opened_at",
                    "SELECT id FROM doors WHERE opened_at > now()",
                )
            }
        )
    )
    assert [served for *_, served in shown.served()] == [True, True, True]
    bare = model(subject({"README.md": study(DOORS, "SELECT id FROM doors WHERE opened_at > now()")}))
    assert [served for *_, served in bare.served()] == [False]


@pytest.mark.parametrize(
    "text",
    [
        "CREATE TABLE a (b SET<TEXT>, PRIMARY KEY ((b), c)) WITH x = 1",
        "CREATE TABLE a (b INT, WATERMARK FOR b AS b - INTERVAL '5' SECOND)",
        "SELECT FROM WHERE",
        "CREATE EXTENSION pg_trgm",
        "SELECT [columns] FROM doors WHERE",
    ],
)
def test_what_no_repair_mends_is_no_slip(text: str) -> None:
    assert [slip(one) for one in script(text).failed if slip(one)] == []


@pytest.mark.parametrize(
    "pump", ["(", "SELECT (", "((a", "NOT ", "CASE WHEN ", "'", "--\n", "a,", "/*", "SELECT 1\n\n", "$$"]
)
def test_a_long_or_deep_block_costs_an_abstention(pump: str) -> None:
    found = script("SELECT " + pump * 5_000)
    assert not found.tables
    assert not found.queries


@given(st.lists(WORDS, max_size=40))
def test_any_words_are_read_without_a_fault(words: list[str]) -> None:
    text = " ".join(words)
    found = script(text)
    assert len(found.failed) <= found.checked
    assert all(one.text in text for one in cut(text))
    slips = [(one.text, told) for one in found.failed[:2] if (told := slip(one))]
    assert all(told.quote in text and told.line <= text.count("\n") for text, told in slips)
