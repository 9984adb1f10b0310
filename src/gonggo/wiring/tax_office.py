"""Which tax office this installation asks about businesses."""

import threading
from functools import cache

from django.conf import settings

from gonggo.facts.tax_office import TaxOffice
from gonggo.wiring.environment import EMBEDDED_NTS, NO_NTS
from gonggo.wiring.fake_nts import FakeNts, opened


@cache
def at_hand() -> TaxOffice | None:
    """The service of the settings, None where none is named: officers look it up themselves. The embedded one is opened
    at first use."""
    named, key = settings.GONGGO_ENVIRONMENT.nts, settings.GONGGO_ENVIRONMENT.nts_key
    if named == NO_NTS:
        return None
    return TaxOffice(_embedded() if named == EMBEDDED_NTS else named, key)


def _embedded() -> str:
    server = opened(FakeNts())
    threading.Thread(target=server.serve_forever, name="fake_nts", daemon=True).start()
    return f"http://127.0.0.1:{server.server_address[1]}"
