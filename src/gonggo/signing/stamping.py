"""Papers that the house makes of its own records, signed by the house alone (reads only)."""

from datetime import datetime
from typing import cast

from django.conf import settings

from gonggo.signing.authority import Authority


def stamped(pdf: bytes, *, label: str, organisation: str, at: datetime) -> bytes:
    """``pdf`` with the house's signature: that these are its records, as they stood at ``at``, when it was made."""
    from gonggo.signing import pades  # loads pyHanko: half a second that only who signs waits for, once

    signing = pades.Signing(1, label, organisation, "", at)
    return pades.signed(pdf, signing, cast("Authority", settings.GONGGO_SIGNING_AUTHORITY))
