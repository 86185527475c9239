"""Property tests try the same examples on each run, so that the gate says the same of the same commit.

``HYPOTHESIS_PROFILE=search`` draws new ones, ``fuzz`` many: that is how new faults are found.
"""

import os

from hypothesis import settings

settings.register_profile("gate", derandomize=True)
settings.register_profile("search")
settings.register_profile("fuzz", max_examples=2_000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "gate"))
