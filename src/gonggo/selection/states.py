"""The life of a list of results as a table. ``docs/machines/selection.md`` is generated from it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from gonggo.kernel.actor import Role
from gonggo.kernel.moves import moves


class RoundState(TextChoices):
    DRAWN = "drawn", _("순위 작성")
    SUPPORTED = "supported", _("한 사람이 확정")
    CONFIRMED = "confirmed", _("확정")
    ANNOUNCED = "announced", _("공개 예정")
    PUBLISHED = "published", _("공개")
    VOID = "void", _("다시 작성")


S = RoundState
SELECTORS = frozenset({Role.AGENCY_OFFICER, Role.AGENCY_LEAD})
"""Who draws up the list, confirms it, and has a place go on to the next in reserve."""
STANDING = frozenset({S.DRAWN, S.SUPPORTED, S.CONFIRMED, S.ANNOUNCED, S.PUBLISHED})
FIXED = frozenset({S.CONFIRMED, S.ANNOUNCED, S.PUBLISHED})
"""Nothing that it rests on changes any more."""

MOVES = moves(
    # command     from                                   to            by whom
    ("support",  {S.DRAWN},                             S.SUPPORTED,  SELECTORS),
    ("confirm",  {S.SUPPORTED},                         S.CONFIRMED,  SELECTORS),
    ("announce", {S.CONFIRMED, S.ANNOUNCED},            S.ANNOUNCED,  SELECTORS),
    ("publish",  {S.ANNOUNCED},                         S.PUBLISHED,  {Role.SYSTEM}),
    ("void",     {S.DRAWN, S.SUPPORTED},                S.VOID,       SELECTORS),
)  # fmt: skip
