"""Whatever somebody sends to a form of the company's desk, the house answers with a page: never a fault."""

import os
from collections.abc import Callable

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gonggo.applications import commands
from gonggo.programs.definition import PartyRole
from personas import NOW
from world import Consortium, a_complete_draft, a_draft

pytestmark = [pytest.mark.django_db(databases=["default", "door"]), pytest.mark.proof]
PROOF = os.environ.get("GONGGO_PROOF") == "1"
GENERATED = 1_000 if PROOF else 10
EVERY = ("overview", "need", "earlier-task", "company", "content", "effect", "use", "solution", "record", "maintenance")
PAGES = ("staff", *EVERY) if PROOF else ("staff",)
"""Those with a table have a test of their own (``test_tables.py``)."""
ANSWERED = {200, 302, 400, 404, 409, 422}
LONG = st.integers(1, 12_000).map(lambda length: "가" * length)
ODD = st.sampled_from(
    ["\0", "\ud7ff", "\u202e기업", "=1+1", "<script>", "-1", "0.5", "9" * 400, "%00", "١٢٣", "\r\n", " "]
)
ANY = st.one_of(st.text(max_size=40), ODD, LONG)
CODES = st.one_of(ANY, st.uuids().map(str), st.sampled_from(["1", "0", "-1", "adopter", "supplier", "mine", "theirs"]))


def sends(client: Client, place: str, fields: dict[str, st.SearchStrategy[str]]) -> set[int]:
    """Some of the form's own names and some that are not, with anything in them. What was answered."""
    answers = set()

    @settings(max_examples=GENERATED, deadline=None, suppress_health_check=list(HealthCheck))
    @given(
        st.fixed_dictionaries({}, optional=fields),
        st.dictionaries(st.sampled_from(["status", "state", "score", "arrived_at", "go", "row", "next"]), ANY),
    )
    def sent(own: dict[str, str], others: dict[str, str]) -> None:
        answer = client.post(place, own | others)
        assert answer.status_code in ANSWERED, answer.status_code
        answers.add(answer.status_code)

    sent()
    return answers


@pytest.mark.parametrize("key", PAGES)
def test_no_page_of_questions_falls_over_what_is_sent_to_it(key):
    case = a_draft(track="advanced")
    section = next(one for one in case.program.sections if one.key == key)
    client = (case.supplier if section.role is PartyRole.SUPPLIER else case.adopter).client
    fields = {question.key: ANY for question in section.questions}
    fields |= {f"base.{question.key}": CODES for question in section.questions}

    answers = sends(client, f"/company/applications/{case.id}/sections/{key}", fields)

    assert answers != {404}


Form = tuple[str, dict[str, st.SearchStrategy[str]]]
FORMS: dict[str, Callable[[Consortium], Form]] = {
    "start": lambda case: (
        "/company/applications/start",
        {
            "program": st.one_of(ANY, st.just(case.program.key)),
            "what": st.one_of(ANY, st.just("new business-model")),
            "operator": st.one_of(ANY, st.just(case.program.operators[0].key)),
            "another": CODES,
        },
    ),
    "invite": lambda case: (at(case, "parties/invite"), {"role": CODES, "brn": CODES, "email": ANY}),
    "people": lambda case: (
        at(case, "people"),
        {"name": ANY, "capacities": st.one_of(ANY, st.just("manager")), "contact": st.one_of(ANY, st.emails())},
    ),
    "together": lambda case: (at(case, "together"), {"section": st.one_of(ANY, st.just("goal")), "company": CODES}),
    "close": lambda case: (at(case, "together/close"), {"section": ANY, "company": CODES}),
    "keep": lambda case: (at(case, "sections/goal/keep"), {"question": CODES, "choice": CODES}),
    "restore": lambda case: (at(case, "sections/goal/plan-goal/restore"), {"revision": CODES, "base": CODES}),
    "consent": lambda case: (at(case, "check/consent"), {"agree": CODES, "part": CODES}),
    "validity": lambda case: (
        at(case, "papers/national-tax/validity"),
        {"issued_on": st.one_of(ANY, st.dates().map(str)), "valid_until": st.one_of(ANY, st.dates().map(str))},
    ),
    "reuse": lambda case: (at(case, "papers/national-tax/reuse"), {"document": CODES}),
    "exchange": lambda case: (
        at(case, f"parties/{case.application.parties.get(is_lead=False).id}/exchange"),
        {"brn": CODES, "email": ANY, "reason": ANY},
    ),
    "forms": lambda case: (
        at(case, "forms/form-1/take"),
        {"take": st.one_of(CODES, st.just("task-title")), "base.task-title": CODES, "value.task-title": ANY},
    ),
}


NOTHING_TO_CHOOSE = {"keep", "reuse"}
"""Of two texts or of earlier files, where there are none: whatever is chosen does not exist."""


def at(case: Consortium, place: str) -> str:
    return f"/company/applications/{case.id}/{place}"


@pytest.mark.parametrize("name", FORMS)
def test_no_other_form_of_an_application_falls_over_what_is_sent_to_it(name):
    case = a_complete_draft()
    place, fields = FORMS[name](case)
    commands.seal(application_id=case.id, by=case.adopter.actor, at=NOW)

    answers = sends(case.adopter.client, place, fields)

    assert (answers == {404}) == (name in NOTHING_TO_CHOOSE)
