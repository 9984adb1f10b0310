"""What one application may be: its combination, its money to the last won, its papers."""

from dataclasses import asdict
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonggo.kernel.basis import clause
from gonggo.kernel.refusal import RefusalBook, Refused
from gonggo.kernel.text import Text
from gonggo.programs.refusals import REFUSALS
from gonggo.programs.rules import Fault, budget_findings, check_combination, missing_papers, percent_above
from program_folders import the_program

PROGRAM = the_program()
BOOK = RefusalBook([REFUSALS])
WON = st.integers(min_value=0, max_value=10**11)
TRACKS = st.sampled_from([track.key for track in PROGRAM.tracks])


def money(government, cash, in_kind=0):
    return {"government": government, "cash": cash, "in_kind": in_kind}


def said(fault: Fault) -> tuple[str, str]:
    words = BOOK.words(fault.refused())
    return words.says.ko, words.remedy.ko


@pytest.mark.clause("2-new")
def test_sixty_million_won_beside_as_much_passes_for_new():
    assert budget_findings(PROGRAM, "new", money(60_000_000, 60_000_000)) == []


@pytest.mark.clause("2-new")
def test_one_won_above_the_cap_of_new_is_refused_with_its_clause_and_the_won_to_move():
    (fault,) = budget_findings(PROGRAM, "new", money(60_000_001, 60_000_001))

    assert asdict(fault) == {
        "code": "cap_exceeded",
        "field": "government",
        "basis": asdict(clause("2-new")),
        "facts": {"government": 60_000_001, "cap": 60_000_000, "lower": 1},
    }
    assert said(fault) == (
        "정부지원금 60,000,001원이 한도 60,000,000원을 넘습니다.",
        "1원을 기업부담으로 옮기거나, 정부지원금을 1원 줄여 주세요.",
    )


@pytest.mark.clause("2-advanced")
def test_cap_of_advanced_is_a_hundred_million_won():
    passing = budget_findings(PROGRAM, "advanced", money(100_000_000, 100_000_000))
    (fault,) = budget_findings(PROGRAM, "advanced", money(100_000_001, 100_000_001))

    assert (passing, fault.code, fault.basis) == ([], "cap_exceeded", clause("2-advanced"))


@pytest.mark.clause("2-new")
def test_share_of_50_01_percent_is_refused_with_every_way_out():
    (fault,) = budget_findings(PROGRAM, "new", money(50_010_000, 49_990_000))

    assert fault.facts == {
        "share": "50.01%",
        "limit": "50.00%",
        "total": 100_000_000,
        "move": 10_000,
        "lower": 20_000,
        "raise": 20_000,
    }
    assert said(fault) == (
        "정부지원금이 총사업비 100,000,000원의 50.01%입니다. 50.00% 이내여야 합니다.",
        "10,000원을 기업부담으로 옮기거나, 정부지원금을 20,000원 줄이거나, 기업부담을 20,000원 늘려 주세요.",
    )


@pytest.mark.clause("2-new", "2-advanced")
@given(track=TRACKS, government=WON, cash=WON, in_kind=WON)
def test_share_is_refused_exactly_when_the_government_pays_more_than_the_companies(track, government, cash, in_kind):
    codes = [fault.code for fault in budget_findings(PROGRAM, track, money(government, cash, in_kind))]

    assert ("share_exceeded" in codes) == (government > cash + in_kind)


@given(track=TRACKS, government=WON.filter(bool), private=WON)
def test_every_way_out_of_a_share_leads_out_and_one_won_less_does_not(track, government, private):
    faults = {fault.code: fault for fault in budget_findings(PROGRAM, track, money(government, private))}
    if "share_exceeded" not in faults:
        return
    out = faults["share_exceeded"].facts

    def is_over(government, private):
        return Fraction(government, government + private) > Fraction(1, 2) if government + private else False

    for given_up, added in ((out["move"], out["move"]), (out["lower"], 0), (0, out["raise"])):
        assert not is_over(government - given_up, private + added)
    for given_up, added in (
        (out["move"] - 1, out["move"] - 1),
        (out["lower"] - 1, 0),
        (0, out["raise"] - 1),
    ):
        assert is_over(government - given_up, private + added)


@given(cash=WON, in_kind=WON)
def test_every_way_out_of_too_little_cash_leads_out(cash, in_kind):
    government = 1
    faults = {fault.code: fault for fault in budget_findings(PROGRAM, "new", money(government, cash, in_kind))}
    assert ("cash_short" in faults) == (cash < in_kind)
    if "cash_short" not in faults:
        return
    out = faults["cash_short"].facts

    moved = cash + out["move"], in_kind - out["move"]
    lowered = cash, in_kind - out["lower"]

    assert [kind >= 0 and cash >= kind for cash, kind in (moved, lowered)] == [True, True]


THREE = [("cap_exceeded", "government"), ("share_exceeded", "government"), ("cash_short", "cash")]


@pytest.mark.parametrize(
    ("amounts", "expected"),
    [
        (money(-1, 10), [("won_negative", "government")]),
        (money(10, 10.0), [("won_not_whole", "cash")]),
        (money("10", 10, None), [("won_not_whole", "government"), ("won_not_whole", "in_kind")]),
        ({"government": 10}, [("won_not_whole", "cash"), ("won_not_whole", "in_kind")]),
        (money(0, 10), [("government_missing", "government")]),
        (money(70_000_000, 10, 20), THREE),
    ],
)
def test_amounts_that_cannot_be_are_named_at_their_field(amounts, expected):
    assert [(fault.code, fault.field) for fault in budget_findings(PROGRAM, "new", amounts)] == expected


@pytest.mark.parametrize(
    ("share", "shown"),
    [
        (Fraction(5_001, 10_000), "50.01%"),
        (Fraction(60_000_000, 119_999_999), "50.0000004%"),
        (Fraction(1), "100.00%"),
        (Fraction(10**15 + 1, 2 * 10**15), "50.00%+"),
    ],
)
def test_share_above_its_limit_never_reads_as_the_limit(share, shown):
    assert percent_above(share, Fraction(1, 2)) == shown


@pytest.mark.clause("2-types")
def test_open_combinations_have_the_places_of_the_notice():
    open_ones = {
        (row.track, row.type): check_combination(PROGRAM, row.track, row.type).places
        for row in PROGRAM.combinations
        if row.is_open
    }

    assert open_ones == {
        ("new", "business-model"): 90,
        ("new", "service-delivery"): 60,
        ("advanced", "business-model"): 15,
    }


@pytest.mark.clause("2-advanced-bm-only")
def test_advanced_with_better_service_delivery_is_refused_with_its_clause_and_what_is_open():
    with pytest.raises(Refused) as refused:
        check_combination(PROGRAM, "advanced", "service-delivery")

    assert (refused.value.code, refused.value.basis, refused.value.field) == (
        "combination_closed",
        clause("2-advanced-bm-only"),
        "type",
    )
    words = BOOK.words(refused.value)
    assert words.says == Text(
        "고도화에서는 ‘서비스 전달체계 개선’ 유형을 신청할 수 없어 받지 않았습니다. 쓰신 내용은 그대로 남아 있습니다.",
        "Advanced is not open for the type “Better service delivery”; it was not accepted. What you wrote is kept.",
    )
    assert words.remedy == Text(
        "신청할 수 있는 유형(BM 창출)을 고르거나, 다른 지원 구분을 골라 주세요.",
        "Please choose a type that is open (New business model), or another track.",
    )


@pytest.mark.parametrize(
    ("track", "support_type", "code", "field"),
    [
        ("small", "business-model", "track_unknown", "track"),
        ("new", "manufacturing", "type_unknown", "type"),
        ("", "", "track_unknown", "track"),
    ],
)
def test_track_or_type_that_the_program_does_not_have_is_refused_at_its_field(track, support_type, code, field):
    with pytest.raises(Refused) as refused:
        check_combination(PROGRAM, track, support_type)

    assert (refused.value.code, refused.value.field) == (code, field)


ADOPTER = [
    ("①", "plan", "upload"),
    ("②", "credit-consent", "consent"),
    ("③", "information-consent", "consent"),
    ("④", "business-registration", "upload"),
    ("⑤", "national-tax", "upload"),
    ("⑤", "local-tax", "upload"),
    ("⑥", "statements", "upload"),
    ("⑦", "sme-certificate", "upload"),
]


@pytest.mark.clause("5-documents")
@pytest.mark.parametrize(
    ("role", "slots"),
    [("adopter", ADOPTER), ("supplier", [*ADOPTER[1:], ("⑧", "careers", "upload")])],
)
def test_each_role_brings_the_papers_of_the_notice(role, slots):
    papers = [paper for paper in PROGRAM.papers_of(role) if paper.required]

    assert [(paper.number, paper.slot, paper.kind) for paper in papers] == slots


@pytest.mark.clause("5-documents")
@given(held=st.sets(st.sampled_from([slot for _, slot, _ in ADOPTER])))
def test_missing_papers_are_those_not_held_in_the_order_of_the_notice(held):
    missing = [paper.slot for paper in missing_papers(PROGRAM, "adopter", held)]

    assert missing == [slot for _, slot, _ in ADOPTER if slot not in held]
