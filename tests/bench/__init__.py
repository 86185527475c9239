"""``python -m tests.bench``: CPU time and memory of casegrade beside Markdown linters, in paired runs."""
