"""Approved suppliers are found by words, folded as Korean is written, and by field: the same on both databases."""

from dataclasses import fields

import pytest

from gonggo.pool import form
from gonggo.pool.suppliers import Found, suppliers
from suppliers import ANSWERS, approved, received

pytestmark = pytest.mark.django_db(databases=["default", "door"])
STOCK = form.Solution("재고를 관리하는 이음 3D", ("ai", "cloud"), "팔릴 양을 미리 알려 줍니다.")
BOOKING = form.Solution("예약 도우미", ("platform",), "식당 예약을 받아 둡니다.")


@pytest.fixture
def both():
    """Two that are approved, and one that waits."""
    first = approved(name="이음데이터", solution=STOCK)
    second = approved(name="나무소프트", solution=BOOKING)
    received(name="바람테크", solution=STOCK)
    return first.program.key, second


BY_WORDS = {
    "": ["나무소프트", "이음데이터"],
    "재고관리": ["이음데이터"],
    "재고 관리": ["이음데이터"],
    "재고관리를": ["이음데이터"],
    "관리 재고": ["이음데이터"],
    "예약": ["나무소프트"],
    "약": ["나무소프트"],
    "AI도우미": [],
    "AI재고": ["이음데이터"],
    "ㅇㅇㄷㅇㅌ": ["이음데이터"],
    "3d": ["이음데이터"],
    "AI": ["이음데이터"],
    "인공지능": ["이음데이터"],
    "Logistics": ["나무소프트", "이음데이터"],
    "이음데이터 예약": [],
    "바람테크": [],
    "고재": [],
    "' OR 1=1 --": [],
    '"tokens : *': [],
    "&|!<->:*": [],
    "\0": [],
}


@pytest.mark.clause("3-supplier-search")
def test_words_find_approved_suppliers_as_people_write_them(both):
    assert {words: [row.name for row in suppliers(both[0], words=words)] for words in BY_WORDS} == BY_WORDS


BY_FIELD = {"logistics": ["나무소프트", "이음데이터"], "payment": [], "log": [], "%": []}


@pytest.mark.clause("3-supplier-search")
def test_field_narrows_to_whole_keys(both):
    assert {field: [row.name for row in suppliers(both[0], field=field)] for field in BY_FIELD} == BY_FIELD


def test_nothing_personal_can_be_found_or_is_shown(both):
    secrets = [ANSWERS["representative"][key] for key in ("representative-mobile", "representative-email")]

    assert [suppliers(both[0], words=secret) for secret in secrets] == [[], []]
    shown = [getattr(row, field.name) for row in suppliers(both[0]) for field in fields(Found)]
    assert not [value for value in shown if any(secret in str(value) for secret in [*secrets, "02-765-4321", "오지환"])]


def test_another_program_finds_none_of_them(both):
    assert suppliers("another-program", words="재고관리") == []
