"""The page of components draws each of them in both languages, and nothing that the content policy forbids."""

import re
from fractions import Fraction
from html.parser import HTMLParser
from importlib.resources import files

import pytest
from django import forms
from django.template import Context, Template
from django.test import Client
from django.utils import translation

from gonggo.kernel.basis import clause, default
from gonggo.kernel.text import Text
from gonggo.web.ui import gauging
from gonggo.web.ui.fields import WonField
from gonggo.web.ui.glyphs import STATES, drawing
from gonggo.web.ui.templatetags.ui import register

UI = files("gonggo.web.ui")
DRAWN_ELSEWHERE = {"glyph", "file_slot", "field", "language_switch", "contacts"}  # by another component or the frame


class Seen(HTMLParser):
    """Every attribute of a page, and the addresses that it fetches."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.attributes: set[str] = set()
        self.fetched: set[str] = set()
        self.scripts_inside = 0
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.attributes |= given.keys()
        if tag in {"link", "script", "img", "source", "iframe"}:
            self.fetched.add(given.get("href") or given.get("src") or "")
        self.scripts_inside += tag == "style" or (tag == "script" and "src" not in given)


@pytest.fixture(params=["ko", "en"])
def page(request, db) -> str:
    answer = Client(headers={"accept-language": request.param}).get("/ui")
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_page_of_components_uses_every_component():
    template = UI.joinpath("templates/ui/gallery.html").read_text("utf-8")
    blocks = {name for name in register.tags if not name.startswith("end")}

    assert {name for name in blocks - DRAWN_ELSEWHERE if not re.search(r"{%\s*" + name + r"\b", template)} == set()


def test_the_page_of_components_has_no_inline_style_or_handler_and_fetches_from_its_own_origin(page):
    seen = Seen(page)

    assert {name for name in seen.attributes if name == "style" or name.startswith("on")} == set()
    assert {address for address in seen.fetched if not address.startswith("/static/")} == set()
    assert seen.scripts_inside == 0


def test_the_page_of_components_leaves_no_template_tag_and_no_korean_undone_in_english(db):
    english = Client(headers={"accept-language": "en"}).get("/ui").content.decode()

    assert re.findall(r"{%|{{|%%|\bText\(ko=", english) == []
    assert '<html lang="en">' in english
    assert "What you asked for was not done" in english


def test_every_state_has_a_glyph_of_its_own_shape():
    assert len({drawing(state) for state in STATES}) == len(STATES)


def test_a_clause_links_to_its_row_of_the_program_and_a_default_is_marked():
    draw = Template("{% load ui %}{% basis one %}{% basis other %}{% basis nothing_at_all %}").render
    drawn = draw(Context({"one": clause("3(7)"), "other": default("why"), "nothing_at_all": None, "program_key": "p"}))

    assert drawn == '<a class="g-cl" href="/programs/p#3(7)">공고 3-(7)</a><span class="g-def">기본값</span>'


def test_words_in_both_languages_are_said_in_that_of_the_page():
    draw = Template("{% load words %}{{ text|said }}").render
    with translation.override("en"):
        assert draw(Context({"text": Text("접수", "Received")})) == "Received"


def test_an_amount_typed_with_thousands_is_read_and_shown_with_them():
    class Money(forms.Form):
        amount = WonField()

    assert Money({"amount": " 60,000,000원"}).is_valid()
    assert 'value="60,000,000"' in str(Money(initial={"amount": 60_000_000})["amount"])
    assert not Money({"amount": "-1"}).is_valid()
    assert not Money({"amount": "육천만"}).is_valid()


def test_the_share_gauge_turns_at_the_first_won_above_the_limit():
    at_limit = gauging.share_gauge(59_000_000, 118_000_000, Fraction(1, 2), clause("2-new"))
    above = gauging.share_gauge(59_000_001, 118_000_000, Fraction(1, 2), clause("2-new"))

    assert (at_limit.is_over, at_limit.words, at_limit.value, at_limit.filled) == (
        False,
        "50% 이내입니다",
        "50.00%",
        800,
    )
    assert (above.is_over, above.words) == (True, "50%를 넘었습니다")


def test_the_cap_gauge_says_how_much_is_left_or_too_much():
    left = gauging.cap_gauge(58_000_000, 60_000_000, clause("2-new"))
    above = gauging.cap_gauge(60_000_001, 60_000_000, clause("2-new"))

    assert (left.is_over, left.words) == (False, "한도까지 200만원 남았습니다")
    assert (above.is_over, above.words) == (True, "한도를 1원 넘었습니다")


def test_the_error_summary_links_each_problem_to_its_field():
    class Asked(forms.Form):
        name = forms.CharField(label="과제명")

    drawn = Template("{% load ui %}{% error_summary form %}").render(Context({"form": Asked({})}))

    assert '<a href="#id_name">과제명: 이 칸을 채워 주세요.</a>' in drawn
    assert "data-focus" in drawn


def test_nothing_to_correct_draws_no_summary():
    assert Template("{% load ui %}{% error_summary %}").render(Context()).strip() == ""
