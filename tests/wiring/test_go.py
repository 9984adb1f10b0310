"""Lasting addresses of mails lead to the reader's own desk."""

from uuid import uuid4

import pytest
from django.test import Client

from gonggo.kernel.actor import Role
from personas import Persona, an_officer

pytestmark = pytest.mark.django_db(databases=["default", "door"])
KEY = uuid4()


def test_an_application_is_opened_on_the_desk_of_the_readers_role(
    owner: Persona, operator_officer: Persona, agency_officer: Persona
) -> None:
    desks = {
        who: who.client.get(f"/go/application/{KEY}")["Location"] for who in (owner, operator_officer, agency_officer)
    }

    assert [desks[who].split("/")[1] for who in (owner, operator_officer, agency_officer)] == [
        "company",
        "operator",
        "agency",
    ]
    assert all(str(KEY) in address for address in desks.values())


def test_a_request_for_consulting_is_opened_on_the_desk_of_the_readers_role(
    owner: Persona, operator_officer: Persona
) -> None:
    expert = an_officer(Role.EXPERT, kind="operator")
    found = [who.client.get(f"/go/consulting/{KEY}")["Location"] for who in (owner, operator_officer, expert)]

    assert found == [f"/company/consulting/{KEY}", f"/operator/consulting/{KEY}", f"/operator/consulting/{KEY}"]


def test_a_panel_is_opened_on_the_evaluators_desk_by_everybody_who_sits_in_one() -> None:
    members = [an_officer(Role.EVALUATOR, kind="agency"), an_officer(Role.EXPERT, kind="operator")]
    found = [who.client.get(f"/go/panel/{KEY}")["Location"] for who in members]

    assert found == [f"/evaluator/panels/{KEY}"] * 2


def test_an_agreement_is_opened_on_the_desk_of_the_readers_role(owner: Persona, operator_officer: Persona) -> None:
    found = [who.client.get(f"/go/agreement/{KEY}")["Location"] for who in (owner, operator_officer)]

    assert found == [f"/company/agreements/{KEY}", f"/operator/tasks/{KEY}"]


def test_a_visitor_is_sent_to_sign_in_and_comes_back_to_the_same_address() -> None:
    answer = Client().get(f"/go/party/{KEY}")

    assert answer.status_code == 302
    assert f"next=/go/party/{KEY}" in answer["Location"]


def test_an_invitation_leads_a_person_without_a_company_to_it_too(member: Persona) -> None:
    assert member.client.get(f"/go/party/{KEY}")["Location"] == f"/company/invitations/{KEY}"


def test_an_unknown_kind_leads_nowhere(owner: Persona) -> None:
    assert owner.client.get(f"/go/secret/{KEY}").status_code == 404


def test_a_result_is_opened_by_its_company_and_a_list_by_the_agency(owner: Persona, agency_officer: Persona) -> None:
    assert owner.client.get(f"/go/result/{KEY}")["Location"] == f"/company/applications/{KEY}/result"
    assert agency_officer.client.get(f"/go/selection/{KEY}")["Location"] == f"/agency/selection/{KEY}"
    assert owner.client.get(f"/go/selection/{KEY}").status_code == 404
