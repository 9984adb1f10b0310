"""Which bank this installation carries its payments to."""

import threading
from functools import cache

from django.conf import settings

from gonggo.payments.bank import Bank
from gonggo.wiring.environment import EMBEDDED_BANK, NO_BANK
from gonggo.wiring.fake_bank import FakeBank, opened


@cache
def at_hand() -> Bank | None:
    """The bank of the settings, None where none is named: payments wait. The embedded one is opened at first use."""
    named = settings.GONGGO_ENVIRONMENT.bank
    if named == NO_BANK:
        return None
    return Bank(_embedded() if named == EMBEDDED_BANK else named)


def _embedded() -> str:
    server = opened(FakeBank(settings.GONGGO_ENVIRONMENT.data / "fake-bank.jsonl"))
    threading.Thread(target=server.serve_forever, name="fake_bank", daemon=True).start()
    return f"http://127.0.0.1:{server.server_address[1]}"
