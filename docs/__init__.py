"""Documentation; ``python -m docs.generate`` writes the pages that come from the rubrics."""
