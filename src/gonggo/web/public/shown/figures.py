"""The four figures that answer whether a program is worth a company's time."""

from collections.abc import Sequence

from django.utils.translation import gettext

from gonggo.programs.definition import Program
from gonggo.web.public.shown.words import amount_words, at_most, months_words, places_words, said, share_words, within
from gonggo.web.ui.rows import Figure


def figures(program: Program) -> list[Figure]:
    """Places, share, cap and time to build: those that the program states."""
    if not program.tracks:
        return []
    return [figure for figure in (_places(program), _share(program), _cap(program), _period(program)) if figure]


def _places(program: Program) -> Figure | None:
    whole = next((row for row in program.places if row.track is None), None)
    if whole is None:
        return None
    parts = [(said(program.track(row.track).label), row.places) for row in program.places if row.track]
    note = " · ".join(f"{label} {places:,}" for label, places in parts)
    return Figure(gettext("지원 규모"), places_words(whole.places), note, whole.basis)


def _others(program: Program, words: Sequence[str]) -> str:
    """What the tracks after the first say, where it differs from the first."""
    rest = zip(program.tracks[1:], words[1:], strict=True)
    return " · ".join(f"{said(track.label)} {own}" for track, own in rest if own != words[0])


def _share(program: Program) -> Figure:
    words = [within(share_words(track.share.value)) for track in program.tracks]
    note = _others(program, words) or gettext("나머지는 기업 부담")
    return Figure(program.money.fields["government"], words[0], note, program.tracks[0].share.basis)


def _cap(program: Program) -> Figure:
    words = [at_most(amount_words(track.cap.value)) for track in program.tracks]
    return Figure(gettext("지원 한도"), words[0], _others(program, words), program.tracks[0].cap.basis)


def _period(program: Program) -> Figure:
    words = [months_words(track.period_months.value) for track in program.tracks]
    longer = program.tracks[0].extension_months.value
    note = gettext("최대 %(months)s 연장") % {"months": months_words(longer)} if longer else ""
    return Figure(gettext("구축기간"), words[0], _others(program, words) or note, program.tracks[0].period_months.basis)
