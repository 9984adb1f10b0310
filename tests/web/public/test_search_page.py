"""The search page over the 2024 program."""

import re

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db(databases=["default", "door"])


def results(client: Client, query: str) -> list[str]:
    page = client.get("/search", {"q": query}).content.decode()
    return re.findall(r'<ol class="g-found">.*?</ol>', page, re.DOTALL) and re.findall(
        r'<p><a href="([^"]+)">', page[page.index('<ol class="g-found">') :]
    )


def test_search_by_a_clauses_id_leads_to_its_anchor_first(visitor):
    assert results(visitor, "3(7)")[0] == "/programs/smart-service-2024#3(7)"


@pytest.mark.parametrize("query", ["세금 체납", "세금을 체납", "ㅅㄱ ㅊㄴ"])
def test_search_for_unpaid_tax_finds_the_clause_and_the_question(visitor, query):
    found = results(visitor, query)

    assert {"/programs/smart-service-2024#3(7)", "/faq/#tax-arrears"} <= set(found)


def test_search_finds_forms_manuals_and_posts(visitor):
    assert "/library/smart-service-2024/forms/form-1" in results(visitor, "사업계획서")
    assert "/library/smart-service-2024/manuals/apply" in results(visitor, "과제신청 매뉴얼")
    assert "/board/smart-service-2024/surge" in results(visitor, "하루나 이틀")


def test_search_that_finds_nothing_says_what_to_do(visitor):
    page = visitor.get("/search", {"q": "수의사 예약"}).content.decode()

    assert "‘수의사 예약’에 맞는 것이 없습니다" in page
    assert 'href="/contacts"' in page


def test_search_shows_what_was_typed_as_text(visitor):
    page = visitor.get("/search", {"q": "<script>alert(1)</script>"}).content.decode()

    assert "<script>alert" not in page


def test_search_of_a_very_long_query_is_cut_and_answered(visitor):
    assert visitor.get("/search", {"q": "가" * 5000}).status_code == 200


def test_search_in_english_finds_english_words(program):
    page = Client(headers={"accept-language": "en"}).get("/search", {"q": "unpaid tax"}).content.decode()

    assert "<mark>Unpaid</mark> <mark>tax</mark>" in page
