"""The 2024 notice as data: every clause has its values, and the values are the notice's."""

import tomllib
from datetime import date, datetime, timedelta

import pytest

from gonggo.kernel.basis import BasisKind, clause
from gonggo.kernel.clock import SEOUL
from gonggo.kernel.text import Text
from gonggo.programs.cases import KINDS, run
from gonggo.programs.definition import ROOMS
from gonggo.programs.loading import citations, read_tree
from gonggo.programs.show import show
from program_folders import SMART_SERVICE, the_program

PROGRAM = the_program()
TREE, _ = read_tree(SMART_SERVICE)
CLAUSES = [
    "0-notice",
    "1-target",
    "1-basis",
    "1-scale",
    "1-roles-agency",
    "1-roles-operator",
    "1-roles-adopter",
    "1-roles-supplier",
    "1-applicant-term",
    "2-new",
    "2-advanced",
    "2-period",
    "2-types",
    "2-advanced-bm-only",
    "3-consortium",
    "3-joint",
    "3-service-industry",
    "3-supplier-capability",
    "3-supplier-search",
    "3-supplier-registered",
    "3-as-of",
    "3-exclusion-scope",
    "3(1)",
    "3(2)",
    "3(3)",
    "3(4)",
    "3(5)",
    "3(6)",
    "3(7)",
    "3(8)",
    "3(9)",
    "3-exception-1",
    "3-exception-2",
    "3-exception-3",
    "3-exception-4",
    "3(10)",
    "3(11)",
    "4-window",
    "4-online",
    "4-where",
    "4-surge",
    "4-forms-download",
    "4-helpline",
    "5-documents",
    "6-process",
    "7-site",
    "7-written",
    "7-interview",
    "7-selection",
    "7-data-consent",
    "8-contacts",
    "A1-consulting",
    "A1-window",
    "A1-email",
    "A1-operators",
    "A1-form",
    "A2-qualification",
    "A2-restrictions",
    "A2-window",
    "A2-approval",
    "A2-renewal",
    "A2-fields",
    "A2-documents",
    "A2-contacts",
]
CASES = [
    (path.name, place, row)
    for path in sorted((SMART_SERVICE / "cases").glob("*.toml"))
    for place, row in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["case"], 1)
]


def test_every_clause_of_the_notice_is_there_in_its_order():
    assert [one.id for one in PROGRAM.clauses] == CLAUSES


@pytest.mark.parametrize("clause_id", CLAUSES)
def test_every_clause_decides_at_least_one_value(clause_id):
    citing = [path for path, cited in citations(TREE) if cited == clause_id]

    assert citing != []


def test_chapters_are_the_eight_of_the_notice_and_its_two_annexes():
    assert [chapter.key for chapter in PROGRAM.chapters] == ["1", "2", "3", "4", "5", "6", "7", "8", "A1", "A2"]
    assert {one.chapter for one in PROGRAM.clauses} == {chapter.key for chapter in PROGRAM.chapters}


def test_all_rooms_have_their_section():
    assert sorted(PROGRAM.rooms) == sorted(ROOMS)


def test_every_value_of_ours_says_why():
    reasons = [found["default"] for found in _tables(TREE) if "default" in found]

    assert len(reasons) > 50
    assert [reason for reason in reasons if len(reason) < 5] == []


def _tables(value):
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from _tables(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _tables(inner)


def test_there_are_at_least_forty_cases_of_every_kind():
    assert len(CASES) >= 40
    assert {row["kind"] for _, _, row in CASES} == set(KINDS)


@pytest.mark.parametrize("case", CASES, ids=[row["key"] for _, _, row in CASES])
def test_case_comes_out_as_written(case):
    file, place, row = case
    given = {name: _plain(fact) for name, fact in row["given"].items()}

    assert list(run(PROGRAM, file, place, row | {"given": given})) == []


def _plain(fact):
    return fact.isoformat() if isinstance(fact, datetime) else fact


@pytest.mark.clause("0-notice")
def test_program_names_issuer_date_version_and_that_the_notice_bears_no_number():
    assert (PROGRAM.issuer.ko, PROGRAM.issued_on, PROGRAM.version, PROGRAM.notice_number.text.ko) == (
        "중소벤처기업부 장관",
        date(2024, 4, 1),
        1,
        "공고번호 미기재",
    )


def test_legal_basis_is_a_value_of_the_notice():
    assert (PROGRAM.legal_basis.ko, PROGRAM.legal_basis.basis) == (
        "「중소기업 기술혁신 촉진법」 제18조",
        clause("1-basis"),
    )


def test_places_are_165_of_which_150_new_and_15_advanced():
    assert {row.track: row.places for row in PROGRAM.places} == {None: 165, "new": 150, "advanced": 15}
    assert sum(row.places or 0 for row in PROGRAM.combinations) == 165


@pytest.mark.clause("2-types")
def test_each_type_shows_its_work_and_examples():
    assert {kind.key: (kind.label.ko, len(kind.examples)) for kind in PROGRAM.types} == {
        "business-model": ("BM 창출", 2),
        "service-delivery": ("서비스 전달체계 개선", 3),
    }


def test_time_to_build_is_six_months_and_two_more_at_most():
    assert [
        (track.period_months.value, track.extension_months.value, track.extension_months.basis)
        for track in PROGRAM.tracks
    ] == [(6, 2, clause("2-period"))] * 2
    assert {track.extensions.basis.kind for track in PROGRAM.tracks} == {BasisKind.DEFAULT}


@pytest.mark.clause("4-window", "A2-window", "A1-window")
@pytest.mark.parametrize(
    ("name", "opens", "closes", "basis"),
    [
        ("application", datetime(2024, 4, 1, tzinfo=SEOUL), datetime(2024, 4, 30, 18, tzinfo=SEOUL), "4-window"),
        ("pool", datetime(2024, 4, 1, tzinfo=SEOUL), datetime(2024, 4, 30, 18, tzinfo=SEOUL), "A2-window"),
        ("consulting", datetime(2024, 4, 1, tzinfo=SEOUL), datetime(2024, 4, 23, tzinfo=SEOUL), "A1-window"),
    ],
)
def test_windows_open_and_close_as_the_notice_says(name, opens, closes, basis):
    window = PROGRAM.window(name)
    tick = timedelta(microseconds=1)

    assert (window.opens, window.closes, window.basis) == (opens, closes, clause(basis))
    assert [window.holds(at) for at in (opens - tick, opens, closes - tick, closes)] == [False, True, True, False]


def test_companies_are_judged_on_the_legal_day_that_the_window_closes():
    assert (PROGRAM.judged_on(), PROGRAM.judged_on("pool")) == (date(2024, 4, 30), date(2024, 4, 30))
    assert {exclusion.as_of for exclusion in PROGRAM.rule_sets["application"].exclusions} == {"application.closes"}


def test_first_four_exclusions_bind_adopters_only_and_the_rest_both():
    whom = {row.number: [str(role) for role in row.of] for row in PROGRAM.rule_sets["application"].exclusions}

    assert whom == {f"({n})": ["adopter"] for n in range(1, 5)} | {
        f"({n})": ["adopter", "supplier"] for n in range(5, 12)
    }


def test_exceptions_lift_exclusions_six_to_nine_and_no_other():
    rules = PROGRAM.rule_sets["application"]
    lifted = {row.number: (len(row.lifted_by), row.curable_until) for row in rules.exclusions}

    assert lifted == {f"({n})": (4, "evaluation.opens") if 6 <= n <= 9 else (0, None) for n in range(1, 12)}
    assert PROGRAM.moment("evaluation.opens") == datetime(2024, 5, 20, 9, tzinfo=SEOUL)


def test_pool_has_a_rule_set_of_its_own_whose_first_four_are_lifted():
    rules = PROGRAM.rule_sets["pool"]

    assert [(row.number, len(row.lifted_by), row.as_of) for row in rules.exclusions] == [
        (f"({n})", 4 if n <= 4 else 0, "pool.closes") for n in range(1, 7)
    ]


def test_adopter_is_called_applicant_before_selection():
    role = PROGRAM.role("adopter")

    assert (role.applying.ko, role.selected.ko) == ("신청기업(도입기업)", "도입기업")


@pytest.mark.clause("8-contacts", "A1-operators")
def test_operators_stand_in_the_order_of_the_notice_with_telephones_and_mail():
    assert [(one.name.ko, one.phones, one.email) for one in PROGRAM.operators] == [
        ("여성기업종합지원센터", ("02-369-0994", "02-369-0997"), "smartservice119@wbiz.or.kr"),
        ("중소기업기술혁신협회(이노비즈)", ("031-628-9658", "031-628-9660"), "smartcs@innobiz.or.kr"),
        ("한국경영혁신중소기업협회(메인비즈)", ("02-2230-2164", "02-2230-2178"), "smart@mainbiz.or.kr"),
        ("한국스마트컨설팅협회", ("02-2088-8965", "02-2088-8236"), "korsca_svc@korsca.kr"),
    ]


@pytest.mark.clause("8-contacts", "A2-contacts")
def test_contacts_answer_by_subject():
    assert {one.key: (one.organisation.ko, one.phones) for one in PROGRAM.contacts} == {
        "notice": ("중소벤처기업부", ("1357",)),
        "application": ("중소기업기술정보진흥원", ("044-300-0553", "044-300-0566")),
        "consulting": ("수행기관 4곳", ("02-369-0994", "031-628-9658", "02-2230-2164", "02-2088-8965")),
        "system": ("사업관리시스템 지원", ("044-300-0567",)),
        "pool": ("중소기업기술정보진흥원", ("044-300-0553", "044-300-0566")),
        "pool-system": ("사업관리시스템 지원", ("044-300-0567",)),
    }
    assert PROGRAM.contact("pool").department == Text("스타트업사업실", "Startup program office")


def test_help_ends_when_the_window_closes():
    assert PROGRAM.moment("helpline.ends") == PROGRAM.window("application").closes
    assert [one.key for one in PROGRAM.contacts_on("footer") if one.hours is None] == []


def test_application_window_is_not_among_the_adjustable_dates():
    fixed = [stage.key for stage in PROGRAM.stages if not stage.adjustable]

    assert fixed == ["notice", "consulting", "pool", "application"]


def test_menus_bear_the_names_of_the_notice():
    names = [menu.label.ko for menu in PROGRAM.menus if menu.basis == clause("4-where")]

    assert names == [
        "사업안내",
        "공급기업 검색",
        "알림마당",
        "사업공고",
        "자료실",
        "사업관리",
        "과제신청",
        "POOL신청",
    ]


def test_library_holds_forms_one_to_eight_the_annexes_and_a_manual_for_each_task():
    assert [form.key for form in PROGRAM.forms] == [
        *(f"form-{n}" for n in range(1, 9)),
        "consulting-request",
        "pool-pledge",
        "pool-credit-consent",
        "pool-information-consent",
    ]
    assert [manual.title.ko for manual in PROGRAM.manuals] == [
        "중소기업 스마트서비스 지원사업 과제신청 매뉴얼",
        "중소기업 스마트서비스 지원사업 공급기업 등록 매뉴얼",
        "중소기업 스마트서비스 지원사업 공급기업 작성 매뉴얼",
        "중소기업 스마트서비스 지원사업 사전진단 신청 매뉴얼",
        "접수증 확인 매뉴얼",
        "철회와 다시 제출 매뉴얼",
    ]


_PLAN = ["goal", "content", "organisation", "schedule", "effect", "use", "money"]


def test_advanced_names_its_earlier_task_and_new_does_not():
    asked = {
        track.key: [section.key for section in PROGRAM.sections_of("adopter", track.key)] for track in PROGRAM.tracks
    }

    assert asked == {
        "new": ["overview", "need", "company", *_PLAN],
        "advanced": ["overview", "need", "earlier-task", "company", *_PLAN],
    }
    assert {choice.key for choice in PROGRAM.question("earlier-year").choices} == {"2020", "2021", "2022", "2023"}


def test_consents_are_given_by_whom_the_notice_asks():
    given_by = {
        consent.key: [str(one) for one in consent.given_by]
        for consent in PROGRAM.consents
        if consent.at_stage == "application"
    }

    assert given_by == {
        "credit": ["company", "representative"],
        "information": ["person"],
        "pledge": ["company"],
        "part": ["company"],
    }


def test_program_is_shown_in_both_languages_with_every_basis():
    korean, english = show(PROGRAM, "ko"), show(PROGRAM, "en")

    assert "  고도화, 서비스 전달체계 개선: 신청 불가  [공고 2-advanced-bm-only]" in korean.splitlines()
    assert "  Advanced, Better service delivery: not open  [notice 2-advanced-bm-only]" in english.splitlines()
    assert len(korean.splitlines()) == len(english.splitlines()) > 200


@pytest.mark.parametrize(
    ("find", "key"),
    [
        (PROGRAM.track, "small"),
        (PROGRAM.window, "winter"),
        (PROGRAM.moment, "winter.ends"),
        (PROGRAM.paper, "photo"),
        (PROGRAM.question, "age"),
        (PROGRAM.clause, "9"),
        (PROGRAM.basis_of_clause, "9"),
        (PROGRAM.room, "garden"),
    ],
)
def test_name_that_the_program_does_not_know_is_a_bug(find, key):
    with pytest.raises(KeyError):
        find(key)
