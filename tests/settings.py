"""The site's settings in a folder of the process's own. pytest-django reads them first of all.

The processes that a test starts read `config.settings` as the site does (tests/conftest.py).
"""

import os
import tempfile

os.environ["PARVIS_VAR"] = tempfile.mkdtemp(prefix="parvis-tests-")  # tests never touch var/
os.environ.setdefault("PARVIS_TASKS", "immediate")
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright leaves a loop running in this thread
os.environ.setdefault("LOG_LEVEL", "WARNING")

from config.settings import *  # noqa: F403  (they read the environment at import)

# Processes of the suite run side by side, and each empties its own store between tests: folders are
# their own already; a Redis has sixteen stores.
if REDIS_URL:  # noqa: F405  (read above)
    _worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
    CACHES["shared"]["LOCATION"] = f"{REDIS_URL.removesuffix('/0')}/{int(_worker) + 1}"  # noqa: F405
