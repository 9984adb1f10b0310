"""A clause of the notice stands only behind what the notice says; the rest carries its own ground."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from gonggo.kernel.basis import BasisKind
from gonggo.programs.show import show
from program_folders import the_program

PROGRAM = the_program()
OURS, SIBLING, NOTICE = BasisKind.DEFAULT, BasisKind.SOURCE, BasisKind.CLAUSE
VALUES = {
    "evaluation.written.skippable": NOTICE,
    "evaluation.written.skipped-by": OURS,
    "evaluation.committee.sectors": NOTICE,
    "evaluation.committee.sector-least": SIBLING,
    "pool.details.industries": NOTICE,
    "pool.details.industries-by": OURS,
    "pool.papers-company.statements": NOTICE,
    "pool.papers-company.statements-substitute": OURS,
    "pool.papers-company.valid-at": OURS,
    "pool.papers-staff.insurance-list": OURS,
    "pool.approval.days-most": NOTICE,
    "pool.approval.days-from": OURS,
    "pool.search.field": NOTICE,
    "pool.search.filters": OURS,
    "pool.search.public": OURS,
    "deadline.stamp.stamp": OURS,
    "delivery.completion.by": NOTICE,
    "delivery.completion.signed-by": OURS,
    "selection.ranking.quota": OURS,
    "agreements.course.end-months": NOTICE,
    "agreements.course.end-counted": OURS,
    "agreements.papers.missing": SIBLING,
    "sanctions.bar.register": OURS,
    "payments.tranches.by": NOTICE,
    "payments.tranches.approved-by": SIBLING,
}


@pytest.mark.parametrize("path", VALUES)
def test_value_of_a_room_rests_on_what_says_it(path):
    room, group, key = path.split(".")

    assert PROGRAM.room(room).value(group, key).basis.kind == VALUES[path]


def test_windows_name_their_day_by_the_notice_and_their_hour_of_opening_by_us():
    opening = {name: window.opening and window.opening.basis.kind for name, window in PROGRAM.windows.items()}

    assert opening == {"application": OURS, "pool": OURS, "consulting": OURS}
    assert {window.basis.kind for window in PROGRAM.windows.values()} == {NOTICE}


def test_text_that_the_notice_asks_for_without_its_words_is_ours():
    asked = [part for part in (*PROGRAM.consents, *PROGRAM.forms, *PROGRAM.manuals) if part.basis.kind is NOTICE]

    assert asked
    assert {part.wording.basis.kind if part.wording else None for part in asked} == {OURS}


def test_settlement_within_a_month_is_a_siblings_rule():
    stage = next(stage for stage in PROGRAM.stages if stage.key == "settlement")

    assert (stage.when.ko, stage.basis.kind) == ("완료 뒤 1개월 안", SIBLING)


def test_requirements_of_one_track_say_so_and_the_rest_bind_all():
    bound = {one.key: one.tracks for one in PROGRAM.requirements if one.tracks}

    assert bound == {"earlier-new-task": ("advanced",), "advanced-once": ("advanced",)}


@pytest.mark.parametrize("language", ["ko", "en"])
def test_program_shown_in_a_terminal_holds_requirements_consents_moments_and_terms(language):
    said = show(PROGRAM, language)

    for part in (*PROGRAM.requirements, *PROGRAM.moments.values()):
        assert part.label.said(language) in said
    for consent in PROGRAM.consents:
        assert consent.title.said(language) in said
    assert PROGRAM.money.vat.text.said(language) in said


def bases_in(written: Any) -> Iterator[Mapping[str, str]]:
    if isinstance(written, dict):
        yield from ([written["basis"]] if "basis" in written else [])
        for inner in written.values():
            yield from bases_in(inner)
    elif isinstance(written, list):
        for inner in written:
            yield from bases_in(inner)


def test_every_source_of_the_program_is_called_by_words_in_both_languages():
    sources = [basis for basis in bases_in(PROGRAM.model_dump(mode="json")) if basis["kind"] == "source"]

    assert len(sources) > 20
    assert [basis["text"] for basis in sources if not basis.get("english")] == []
