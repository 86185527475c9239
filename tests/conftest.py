"""Property tests try the same examples on each run, so that the gate says the same of the same commit.

``HYPOTHESIS_PROFILE=search`` draws new ones: that is how new faults are found.
"""

import os

from hypothesis import settings

settings.register_profile("gate", derandomize=True)
settings.register_profile("search")
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "gate"))
