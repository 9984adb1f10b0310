"""Whatever the search finds, its link ends at that very place."""

import re
from datetime import UTC, datetime
from html import unescape
from urllib.parse import unquote

import pytest
from django.test import Client

from gonggo.kernel.actor import SYSTEM
from gonggo.programs.commands import load
from gonggo.web.public.search.corpus import entries
from small_program import written

pytestmark = pytest.mark.django_db(databases=["default", "door"])
IN_WINDOW = datetime(2024, 4, 29, 3, tzinfo=UTC)
"""Every post of the 2024 program is up."""


def _misses(client: Client, program) -> list[str]:
    ids: dict[str, set[str]] = {}
    misses = []
    for entry in entries(program, "ko"):
        page, _, anchor = entry.address.partition("#")
        if page not in ids:
            answer = client.get(page)
            found = re.findall(r'\sid="([^"]+)"', answer.content.decode()) if answer.status_code == 200 else []
            assert len(found) == len(set(found)), f"an id stands twice on {page}"
            ids[page] = {unescape(one) for one in found} | ({""} if answer.status_code == 200 else set())
        if unquote(anchor) not in ids[page]:
            misses.append(entry.address)
    return misses


def test_every_link_of_the_search_ends_at_an_id_of_its_page(visitor, program, stand_at):
    stand_at(IN_WINDOW)

    assert _misses(visitor, program) == []


def test_every_link_of_the_search_ends_at_an_id_also_for_a_second_program(visitor, stand_at, tmp_path):
    stand_at(IN_WINDOW)
    orchard = load(written(tmp_path), by=SYSTEM, at=IN_WINDOW)

    assert _misses(visitor, orchard) == []


@pytest.mark.parametrize(
    ("query", "anchor"),
    [
        ("고도화 최대 1억원", "track-advanced"),
        ("온라인 플랫폼으로 지금까지", "type-business-model"),
        ("부가가치세 지원하지 않습니다", "money-vat"),
        ("제조업 미충족 제안", "requirement-service-industry"),
        ("제재부가금", "settlement-recovery-surcharge"),
        ("페이백 금지", "agreements-papers-integrity"),
        ("고객의 개인정보는 보내지", "consent-data-use"),
        ("예비 미선정을 알립니다", "stage-selection"),
    ],
)
def test_search_finds_what_the_tables_and_texts_of_the_page_say(visitor, query, anchor):
    page = visitor.get("/search", {"q": query}).content.decode()

    assert f'href="/programs/smart-service-2024#{anchor}"' in page


def test_search_for_an_operator_leads_to_its_row_of_the_contacts(visitor):
    page = visitor.get("/search", {"q": "여성기업종합지원센터"}).content.decode()

    assert 'href="/contacts#operator-smart-service-2024-wbiz"' in page
