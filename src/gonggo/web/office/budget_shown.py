"""The part of a budget that an officer looks at, beside the ground of exclusion that it is looked at for."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import get_language, gettext

from gonggo.applications.budget import WatchedPart, parts_of_sealed, together, watched_part
from gonggo.applications.sealed import revision
from gonggo.eligibility.definition import Condition
from gonggo.kernel.money import percent, share_of, won
from gonggo.kernel.text import Text
from gonggo.programs.definition import Program
from gonggo.programs.rules import AMOUNTS
from gonggo.web.ui.budgets import no_limit
from gonggo.web.ui.rows import Pair


def budget_shown(program: Program, condition: Condition, sealed_id: UUID | None, company_id: UUID | None) -> list[Pair]:
    """Share and amounts as they were submitted, of the whole and, where several companies wrote a part, of this one;
    and that the mark is no limit. Nothing beside another condition.

    One statement where the condition is the one.
    """
    watched, said = program.money.watched, get_language() or "ko"
    if watched is None or sealed_id is None or watched.basis != condition.basis:
        return []
    submitted = revision(sealed_id)
    parts = parts_of_sealed(program, submitted.content) if submitted else []
    found, own = watched_part(program, parts), [part for part in parts if part.company_id == company_id]
    if found is None:
        return []
    pairs = [_share(watched.label.said(said), found)]
    if len(parts) > 1 and (of_own := watched_part(program, own)) is not None:
        pairs.append(_share(gettext("그 가운데 이 기업이 쓴 몫"), of_own))
    return [*pairs, Pair(gettext("살펴볼 때를 정한 값"), no_limit(watched), basis=watched.above.basis)]


def _share(label: str, found: WatchedPart) -> Pair:
    amounts = gettext("%(part)s원 ÷ %(whole)s원") % {"part": f"{found.part:,}", "whole": f"{found.whole:,}"}
    return Pair(label, percent(found.share), note=amounts)


def sums_shown(program: Program, track: str, parties: Sequence[Mapping[str, Any]]) -> list[Pair]:
    """What the budgets of an application come to, where several companies wrote a part of it."""
    parts = parts_of_sealed(program, {"track": track, "parties": parties})
    if len(parts) < 2:  # a company alone: its own totals say it
        return []
    amounts, fields = together(parts), program.money.fields
    pairs = [Pair(fields[name], _won(amounts[name])) for name in AMOUNTS]
    whole = sum(amounts.values())
    words = gettext("정부지원금 비율 %(share)s") % {"share": percent(share_of(amounts["government"], whole))}
    return [*pairs, Pair(fields["total"], _won(whole), note=words, basis=program.share_limit(track)[1])]


def _won(amount: int) -> Text:
    return Text(won(amount), won(amount, "en"))
