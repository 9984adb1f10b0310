"""Settings of the tests: a throw-away installation in mode test, on SQLite or on the PostgreSQL that is named."""

import atexit
import os
import shutil
import sys
import tempfile
from pathlib import Path

# What was compiled is kept: hundreds of processes are started here, and compiling is half of what each start costs.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

_HERE = Path(tempfile.mkdtemp(prefix="gonggo-test-"))
atexit.register(shutil.rmtree, _HERE, ignore_errors=True)

for _name in [name for name in os.environ if name.startswith("GONGGO_") and not name.startswith("GONGGO_TEST_")]:
    if _name not in {"GONGGO_PROOF"}:
        del os.environ[_name]
os.environ.update(
    GONGGO_MODE="test",
    GONGGO_DATA=str(_HERE / "data"),
    GONGGO_KEYS=str(_HERE / "keys"),
    GONGGO_ORIGIN="http://testserver",
)
(_HERE / "data").mkdir()
if _server := os.environ.get("GONGGO_TEST_POSTGRES"):  # postgresql://user@/?host=/socket, from tests/with_postgres.py
    os.environ["GONGGO_DATABASE"] = _server.replace("/?", "/house?")
    os.environ["GONGGO_DOOR_DATABASE"] = _server.replace("/?", "/door?")

from datetime import UTC, datetime  # noqa: E402

from gonggo.kernel.clock import OffsetClock  # noqa: E402
from gonggo.wiring import keys as _keys  # noqa: E402

_keys.make(_HERE / "keys", demo=True)
OffsetClock(_HERE / "data" / "clock.json").move_to(datetime(2024, 4, 29, 1, 0, tzinfo=UTC))

from gonggo.wiring.settings import *  # noqa: E402, F403
from gonggo.wiring.settings import DATABASES, MIDDLEWARE  # noqa: E402

for _database in DATABASES.values():
    _database["OPTIONS"].pop("pool", None)
    # No power is cut here; who proves what a cut leaves starts processes of their own.
    if "init_command" in _database["OPTIONS"]:
        _database["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MIDDLEWARE[MIDDLEWARE.index("whitenoise.middleware.WhiteNoiseMiddleware")] = "looked_through.LookedThrough"
