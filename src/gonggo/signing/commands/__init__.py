"""Everything that writes consents and signatures. The room that owns the subject decides who may; it calls these."""

from gonggo.signing.commands.consenting import STEP_UP_HOLDS, give_consents, give_own_consents, withdraw_consents
from gonggo.signing.commands.signatures import (
    SIGNING_HOLDS,
    Signer,
    complete,
    open_signed,
    open_signing,
    sign,
    void_signing,
)

__all__ = [
    "SIGNING_HOLDS",
    "STEP_UP_HOLDS",
    "Signer",
    "complete",
    "give_consents",
    "give_own_consents",
    "open_signed",
    "open_signing",
    "sign",
    "void_signing",
    "withdraw_consents",
]
