"""Front matter damaged at random: always data or faults that name a line, never another exception.

`nox -s fuzz` sets CASEGRADE_EXAMPLES to try more; 30,000 were tried when this was written.
"""

import os
import random
import re
from collections.abc import Callable, Iterator

import frontmatter
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import limits, schema
from pipeline.load.text import decode
from pipeline.preamble import read
from tests.support import cover

PATH = "studies/a/README.md"
EXAMPLES = int(os.environ.get("CASEGRADE_EXAMPLES", "3000"))
SEED = 20_261_121
SCRAPS = (
    b"!!int ", b"!!bool x", b"!!timestamp x", b'!!int ""', b"!!float .", b"!!binary =", b"!!set {", b"&a ", b"*a",
    b"<<: ", b"2026-02-30", b"1:1:1", b"0x", b"0b", b"1_0", b".nan", b".inf", b"~", b"? ", b": ", b"- ", b"[", b"]",
    b"{", b"}", b"'", b'"', b"\\x1b", b"\\u202e", b"\\", b"|", b">", b"%YAML 1.1\n", b"---\n", b"...\n", b"\t", b"\r",
    b"\0", b"\xff", b"\xfe\xff", b"\xef\xbb\xbf", b"\xe2\x80\xa8", b"\n", b"#", b",", b"@", b"`", b"9" * 50,
)  # fmt: skip
NUMBERED = re.compile(r"[^\x00-\x08\x0b\x0c\x0e-\x1f]+")


def damaged(count: int) -> Iterator[bytes]:
    """Sound front matter with one to eight scraps put in, bytes changed or stretches cut, repeated or moved."""
    chance = random.Random(SEED)  # noqa: S311 - the same inputs every time
    sound = cover().encode()
    head = sound[: sound.index(b"\n---\n") + 5]
    for _ in range(count):
        made = bytearray(head)
        for _ in range(chance.randint(1, 8)):
            at = chance.randrange(len(made) + 1)
            end = min(len(made), at + chance.randint(1, 20))
            match chance.randrange(5):
                case 0 | 1:
                    made[at:at] = chance.choice(SCRAPS)
                case 2:
                    made[at : at + 1] = bytes([chance.randrange(256)])
                case 3:
                    del made[at:end]
                case _:
                    made[at:at] = made[at:end] * chance.randint(1, 9)
        yield bytes(made)


def answered(text: str) -> bool:
    """Whether there is data; raises AssertionError where the answer is neither data nor faults that name a line."""
    found = read(text, PATH)
    lines = text.count("\n") + 1
    faults = found.faults
    if found.data is not None:
        assert not faults
        assert all(isinstance(key, str) for key in found.data)
        faults = schema.check(found.data, schema.STUDY, found, PATH)
    assert len(faults) <= limits.STUDY_FINDINGS
    for fault in faults:
        assert 1 <= fault.span.line <= lines
        assert fault.message
        assert len(fault.message) + len(fault.fix) < 1_200
        assert NUMBERED.fullmatch(fault.message + fault.fix)
    return found.data is not None


def test_damaged_front_matter_is_data_or_faults(record_property: Callable[[str, int], None]) -> None:
    answers = [answered(decode(data).text) for data in damaged(EXAMPLES)]
    record_property("inputs", EXAMPLES)
    assert len(answers) == EXAMPLES
    assert any(answers)
    assert not all(answers)


@settings(max_examples=max(EXAMPLES // 10, 100))
@given(st.lists(st.sampled_from([scrap.decode("latin-1") for scrap in SCRAPS]) | st.text(max_size=8), max_size=30))
def test_front_matter_of_scraps_is_data_or_faults(scraps: list[str]) -> None:
    answered(f"---\n{''.join(scraps)}\n---\nbody\n")


def test_the_library_lets_other_exceptions_through() -> None:
    escaped = set()
    for data in damaged(2_000):
        try:
            frontmatter.loads(data.decode("utf-8", "replace"))
        except yaml.YAMLError:
            pass
        except Exception as error:  # noqa: BLE001 - which ones they are is what is asked
            escaped.add(type(error))
    assert len(escaped) >= 2, escaped


@pytest.mark.parametrize("size", [0, 1, 2, 3])
def test_the_shortest_texts_are_answered(size: int) -> None:
    for text in ("---\n---\n"[:size], "\n" * size, "-" * size):
        answered(text)
