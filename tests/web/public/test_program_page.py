"""The program page is the notice as data: anchors, marks, tables, timeline, versions."""

import json
import re

import pytest

from gonggo.kernel.basis import BasisKind
from gonggo.kernel.canonical import digest
from gonggo.programs.definition import BLOCKS, Change
from gonggo.web.public.shown import page
from gonggo.web.public.shown.page import program_page
from gonggo.web.public.shown.stages import timeline
from gonggo.web.ui.stages import standing
from personas import NOW
from public_addresses import address

pytestmark = pytest.mark.django_db(databases=["default", "door"])


@pytest.fixture
def notice(visitor, program) -> str:
    return visitor.get(address("program", program)).content.decode()


def plain(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def rows_with(page: str, words: str) -> list[str]:
    return [row for row in re.findall(r"<tr.*?</tr>", page, re.DOTALL) if words in plain(row)]


def test_every_clause_has_its_anchor_once(notice, program):
    anchors = re.findall(r'\bid="([^"]+)"', notice)

    assert {clause.id: anchors.count(clause.id) for clause in program.clauses} == {c.id: 1 for c in program.clauses}
    assert sorted(anchors) == sorted(set(anchors))


def test_an_exclusions_row_is_the_anchor_of_its_clause(notice):
    row = re.search(r'<tr[^>]*id="3\(7\)".*?</tr>', notice, re.DOTALL)

    assert row is not None
    assert "국세·지방세 체납" in plain(row[0])


@pytest.mark.clause("0-notice")
def test_the_page_names_issuer_date_version_and_number_and_that_the_notice_prevails(notice, program):
    said = plain(notice)

    assert "중소벤처기업부 장관 · 2024년 4월 1일(월) · 공고 1판 · 공고번호 미기재" in said
    assert program.prevails.ko in said


def test_all_chapters_and_annexes_stand_in_order_with_their_words(notice, program):
    said = plain(notice[notice.index("<main") :])
    headings = re.findall(r'<section id="chapter-([^"]+)"', notice)

    assert headings == [chapter.key for chapter in program.chapters] == [*"12345678", "A1", "A2"]
    assert all(paragraph.ko in said for chapter in program.chapters for paragraph in chapter.paragraphs)


def test_each_value_of_how_it_is_run_is_shown_with_its_mark(notice, program):
    wrong = []
    for section in program.rooms.values():
        for group in section.groups:
            for value in group.values:
                rows = [row for row in rows_with(notice, value.label.ko) if value.says.ko in plain(row)]
                marked = [("g-def" in row) for row in rows]
                if (value.basis.kind is BasisKind.DEFAULT) not in marked:
                    wrong.append((section.label.ko, value.key))
    assert wrong == []


@pytest.mark.clause("2-types")
def test_types_stand_with_examples_and_the_places_of_each_track(notice, program):
    for kind in program.types:
        row = rows_with(notice, kind.work.ko)[0]
        pairs = [program.combination(track.key, kind.key) for track in program.tracks]
        words = ["신청할 수 없음" if pair.places is None else f" {pair.places} " for pair in pairs]
        assert all(word in plain(row) for word in (*words, *(example.ko for example in kind.examples)))


def test_papers_stand_as_a_matrix_of_who_brings_what(notice, program):
    for paper in program.papers:
        row = next(row for row in rows_with(notice, f"{paper.number} {paper.label.ko}"))
        asked = re.findall(r"필수|선택|내지 않음", plain(row))
        brought = "필수" if paper.required else "선택"
        assert asked == [brought if role.key in paper.roles else "내지 않음" for role in program.roles]


def test_exclusions_say_whom_they_bind_and_what_lifts_them(notice, program):
    for row in program.rule_sets["application"].exclusions:
        shown = plain(re.search(rf'<tr[^>]*id="{re.escape(row.basis.text)}".*?</tr>', notice, re.DOTALL)[0])
        whom = ", ".join(program.role(role).selected.ko for role in row.of)
        assert (whom in shown, "① ② ③ ④" in shown) == (True, bool(row.lifted_by))


@pytest.mark.clause("6-process")
def test_the_procedure_is_a_timeline_in_order_with_dates_and_who_acts(notice, program):
    line = plain(notice[notice.index('<ol class="g-line') :])
    places = [line.index(f"{stage.when.ko} {stage.label.ko}") for stage in program.stages]

    assert places == sorted(places)
    assert "평가, 선정, 협약 일정 등은" not in line  # our words, not the notice's


def test_a_stage_is_done_now_or_later_by_its_window_and_days(program):
    found = {stage.key: standing(program, stage, NOW) for stage in program.stages}

    assert [found[key] for key in ("notice", "consulting", "application", "site", "build")] == [
        "done",
        "done",
        "now",
        "later",
        "later",
    ]


@pytest.mark.clause("6-process")
def test_a_date_that_was_moved_is_shown_as_moved_with_its_old_date_and_reason(program):
    moved = Change(
        version=2,
        old={"ko": "5월 20일(월)부터", "en": "from 20 May"},
        reason={"ko": "신청이 많음", "en": "many applications"},
    )
    stages = tuple(
        stage.model_copy(update={"changes": (moved,)}) if stage.key == "site" else stage for stage in program.stages
    )

    shown = timeline(program.model_copy(update={"stages": stages}), NOW)

    assert "전에는 5월 20일(월)부터. 까닭: 신청이 많음 (공고 2판)" in shown[5].note


def test_what_no_chapter_shows_is_shown_all_the_same(program):
    bare = program.model_copy(update={"chapters": tuple(c.model_copy(update={"shows": ()}) for c in program.chapters)})

    names = {block.name for block in program_page(bare, NOW).more}
    shown = {name for chapter in program.chapters for name in chapter.shows}

    assert shown <= names


def test_the_definition_can_be_taken_away_and_its_digest_recomputed(visitor, program):
    answer = visitor.get(address("definition", program))

    assert answer["Content-Disposition"].startswith("attachment;")
    assert digest(json.loads(answer.content)) == program.digest


def test_every_block_that_a_chapter_may_show_can_be_shown():
    assert sorted([*page.TABLES, "stages", "consents"]) == sorted(BLOCKS)


@pytest.mark.clause("8-contacts")
def test_section_of_contacts_names_each_operator_with_its_numbers_as_the_notice_does(visitor):
    page = visitor.get("/programs/smart-service-2024").content.decode()
    section = page[page.index('id="chapter-8"') : page.index('id="chapter-A1"')]

    for name, numbers in (
        ("중소벤처기업부", "국번없이 1357"),
        ("중소기업기술정보진흥원", "044-300-0553, 044-300-0566"),
        ("여성기업종합지원센터", "02-369-0994, 02-369-0997"),
        ("중소기업기술혁신협회(이노비즈)", "031-628-9658, 031-628-9660"),
        ("한국경영혁신중소기업협회(메인비즈)", "02-2230-2164, 02-2230-2178"),
        ("한국스마트컨설팅협회", "02-2088-8965, 02-2088-8236"),
        ("사업관리시스템 지원", "044-300-0567"),
    ):
        row = next(one for one in section.split("<tr ") if name in one)
        assert numbers in row
