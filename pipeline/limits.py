"""Every limit on what is read, in one place. Beyond one: a finding that names it, and a fail."""

KIB = 1024
MIB = 1024 * KIB

FRONT_MATTER_BYTES = 64 * KIB
FRONT_MATTER_DEPTH = 16
FRONT_MATTER_NODES = 5_000
PAGE_BYTES = 128 * KIB
FILE_BYTES = 8 * MIB
STUDY_PAGES = 200
STUDY_TEXT_BYTES = 2 * MIB
IMAGE_BYTES = 2 * MIB
IMAGE_PIXELS = 25_000_000
STUDY_IMAGES = 50
STUDY_FILES = 500
PATH_PART = r"[A-Za-z0-9][A-Za-z0-9._ -]{0,79}"
PATH_DEPTH = 6
SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
SLUG_LENGTH = 80
STUDY_FINDINGS = 200
FINDINGS_PER_CRITERION = 3
QUOTE_LENGTH = 120

CAGE_BYTES = 1024 * MIB
"""Memory of the process that reads what is not trusted, and of each that it starts. V8 needs 768 MiB to start."""
CAGE_ANSWER_BYTES = 16 * MIB
CAGE_LOG_BYTES = 64 * KIB
STUDY_SECONDS = 60
"""Wall time, and as much processor time, for one study of a pull request; the slowest of ours takes two."""
IMPACT_SECONDS = 180
"""The same for every study under the rubrics that a pull request brings."""
PULL_SECONDS = 360
"""All of that for one pull request: the job must still have time to hand over the report."""
