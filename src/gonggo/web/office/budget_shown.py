"""The part of a budget that an officer looks at, beside the ground of exclusion that it is looked at for."""

from uuid import UUID

from django.utils.translation import get_language, gettext

from gonggo.applications.sealed import revision
from gonggo.applications.tables import watched_part
from gonggo.eligibility.definition import Condition
from gonggo.kernel.money import percent
from gonggo.programs.definition import Program
from gonggo.web.ui.budgets import no_limit
from gonggo.web.ui.rows import Pair


def budget_shown(program: Program, condition: Condition, sealed_id: UUID | None) -> list[Pair]:
    """Share and amounts as they were submitted, and that the mark is no limit; nothing beside another condition.

    One statement where the condition is the one.
    """
    watched, said = program.money.watched, get_language() or "ko"
    if watched is None or sealed_id is None or watched.basis != condition.basis:
        return []
    submitted = revision(sealed_id)
    found = watched_part(program, submitted.content) if submitted else None
    if found is None:
        return []
    amounts = gettext("%(part)s원 ÷ %(whole)s원") % {"part": f"{found.part:,}", "whole": f"{found.whole:,}"}
    return [
        Pair(watched.label.said(said), percent(found.share), note=amounts),
        Pair(gettext("살펴볼 때를 정한 값"), no_limit(watched), basis=watched.above.basis),
    ]
