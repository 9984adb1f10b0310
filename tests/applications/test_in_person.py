"""Every person whose data is in an application consents for themselves, at a link of their own: nobody else does."""

from datetime import timedelta

import pytest
import time_machine

from gonggo.applications import commands, in_person, people, queries, sealed
from gonggo.applications.models import NamedPerson
from gonggo.applications.own_consent import own_part
from gonggo.intake import queries as door
from gonggo.journal.models import Entry
from gonggo.kernel.canonical import digest
from gonggo.kernel.clock import machine_now
from gonggo.kernel.refusal import OutOfReach, Refused
from gonggo.kernel.table import written
from gonggo.signing.models import Consent
from gonggo.wiring.audit import applications as audit
from offices import received
from personas import NOW
from world import a_complete_draft, a_draft, a_ready_application, consent, place, write

pytestmark = pytest.mark.django_db(databases=["default", "door"])


def name(consortium, persona=None, **given) -> NamedPerson:
    said = {"name": "한동욱", "capacities": ["staff"], "contact": "010-1234-5678", **given}
    by = (persona or consortium.supplier).actor
    return commands.name_person(application_id=consortium.id, by=by, at=NOW, **said)


def link(person) -> dict:
    row = people.person_row(person.id)
    return {"person_id": row.id, "secret": people.secret_of(row), "at": NOW}


def prove(person):
    commands.send_code(**link(person))
    return commands.prove(code=people.code_of(people.person_row(person.id)), **link(person))


def agree(person, *, proved_at=None) -> None:
    proved = proved_at or prove(person)
    part = own_part(person.id, link(person)["secret"], now=machine_now()).state.part_digest
    commands.consent_in_person(part_digest=part, language="ko", proved_at=proved, **link(person))


def seal_for_both(consortium):
    revision = commands.seal(application_id=consortium.id, by=consortium.adopter.actor, at=NOW)
    for persona in (consortium.adopter, consortium.supplier):
        consent(consortium, persona)
    return revision


def grant(consortium) -> str:
    return commands.grant_submit(
        application_id=consortium.id,
        session_key="a-session",
        stepped_up_at=machine_now(),
        by=consortium.adopter.actor,
        at=NOW,
    )


def refused(act) -> Refused:
    with pytest.raises(Refused) as no:
        act()
    return no.value


@pytest.mark.clause("5-documents")
def test_submit_waits_for_every_named_person_and_says_for_whom():
    consortium = a_complete_draft()
    person = name(consortium)
    seal_for_both(consortium)

    no = refused(lambda: grant(consortium))
    agree(person)

    assert (no.code, no.facts) == ("people_missing", {"people": "한동욱"})
    assert grant(consortium)


@pytest.mark.clause("5-documents")
def test_consent_of_a_person_is_kept_with_its_words_its_language_and_what_it_was_given_to():
    consortium = a_complete_draft()
    each = {"unit": "개발팀", "role": "개발", "share": "50", "career": "10년"}
    rows = [each | {"name": "한동욱"}, each | {"name": "다른사람"}]
    write(consortium, consortium.supplier, {"staff-list": written(rows)})
    person = name(consortium)
    revision = seal_for_both(consortium)

    agree(person)

    kept = Consent.objects.get(party_id=person.id)
    part = in_person.part_of(consortium.program, revision.content, person.id)
    assert (kept.text_key, kept.text_version, kept.language) == ("information", "1", "ko")
    assert (kept.role, kept.given_at, kept.part_digest) == ("visitor", NOW, digest(part))
    assert part["answers"] == {"staff-list": written(rows[:1])}
    assert [paper["slot"] for paper in part["papers"]] == ["careers"]


@pytest.mark.clause("5-documents")
def test_representative_consents_to_the_credit_check_as_a_person_beside_the_company():
    consortium = a_complete_draft()
    seal_for_both(consortium)
    person = NamedPerson.objects.get(company_id=consortium.adopter.company.id)

    given = Consent.objects.filter(text_key="credit", subject_id=consortium.id)

    assert {(c.party_id, c.person_id) for c in given if c.party_id != consortium.supplier.company.id} >= {
        (consortium.adopter.company.id, consortium.adopter.person.id),
        (person.id, consortium.adopter.person.id),
    }


def test_nobody_of_the_company_consents_for_a_person_who_is_somebody_else():
    consortium = a_complete_draft()
    person = name(consortium)

    seal_for_both(consortium)

    assert not Consent.objects.filter(party_id=person.id).exists()
    assert [
        s.name for s in sealed.people_states(consortium.again(), sealed.open_revision(consortium.id)) if not s.stands
    ] == ["한동욱"]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"name": "  "}, "person_name_missing"),
        ({"name": "가" * 61}, "person_name_missing"),
        ({"name": "한\0동욱"}, "person_name_missing"),
        ({"capacities": []}, "capacity_unknown"),
        ({"capacities": ["boss"]}, "capacity_unknown"),
        ({"contact": "전화"}, "contact_invalid"),
        ({"contact": "@"}, "contact_invalid"),
        ({"contact": "a@b.kr\r\nBcc: c@d.kr"}, "contact_invalid"),
        ({"name": "남모름", "capacities": ["representative"]}, "representative_other"),
    ],
)
def test_bad_person_is_refused_and_nobody_is_named(given, code):
    consortium = a_draft()

    no = refused(lambda: name(consortium, **given))

    assert (no.code, NamedPerson.objects.count()) == (code, 0)


def test_contact_of_somebody_with_an_account_names_nobody_else():
    consortium = a_draft()

    no = refused(lambda: name(consortium, contact=consortium.adopter.person.email))

    assert (no.code, NamedPerson.objects.count()) == ("contact_of_another", 0)


def test_one_contact_stands_for_one_person_of_a_company():
    consortium = a_draft()
    name(consortium)

    no = refused(lambda: name(consortium, name="두사람", contact="+82 10 1234 5678"))

    assert (no.code, NamedPerson.objects.count()) == ("person_twice", 1)


def test_telephone_is_refused_where_no_texts_are_sent(settings):
    from dataclasses import replace

    settings.GONGGO_ENVIRONMENT = replace(settings.GONGGO_ENVIRONMENT, texts="none")

    assert refused(lambda: name(a_draft())).code == "texts_not_sent"


def test_contact_is_sealed_and_stands_in_no_fact():
    consortium = a_draft()
    person = name(consortium)

    row = NamedPerson.objects.get()

    assert "5678" not in row.contact_sealed
    assert people.contact_of(row) == "01012345678"
    assert people.masked(row) == "010-****-5678"
    told = [str(entry.data) for entry in Entry.objects.filter(subject_id=consortium.id)]
    spoken = ("01012345678", "1234-5678", "한동욱", people.secret_of(person))
    assert not [data for data in told if any(words in data for words in spoken)]


def test_only_the_own_company_names_and_takes_out():
    consortium = a_draft()
    person = name(consortium)

    with pytest.raises(OutOfReach):
        commands.remove_person(application_id=consortium.id, person_id=person.id, by=consortium.adopter.actor, at=NOW)
    assert NamedPerson.objects.get().ended_at is None


def test_link_of_a_person_who_was_taken_out_leads_nowhere():
    consortium = a_draft()
    person = name(consortium)
    gone = link(person)

    commands.remove_person(application_id=consortium.id, person_id=person.id, by=consortium.supplier.actor, at=NOW)

    for act in (lambda: commands.send_code(**gone), lambda: own_part(person.id, gone["secret"], now=machine_now())):
        with pytest.raises(OutOfReach):
            act()


def test_link_that_was_sent_anew_ends_the_one_before():
    consortium = a_draft()
    person = name(consortium)
    old = link(person)
    again = {"application_id": consortium.id, "person_id": person.id, "by": consortium.supplier.actor, "at": NOW}

    assert refused(lambda: commands.send_link(**again)).code == "link_just_sent"
    with time_machine.travel(machine_now() + timedelta(minutes=2), tick=False):
        commands.send_link(**again)

        with pytest.raises(OutOfReach):
            commands.send_code(**old)
        commands.send_code(**link(person))


def test_link_leads_nowhere_with_another_secret_after_two_weeks_or_when_the_company_has_gone():
    consortium = a_draft()
    person = name(consortium)
    good = link(person)

    with pytest.raises(OutOfReach):
        commands.send_code(**{**good, "secret": "0" * 32})
    with time_machine.travel(machine_now() + people.LINK_LIVES + timedelta(seconds=1)), pytest.raises(OutOfReach):
        commands.send_code(**good)
    commands.leave_party(application_id=consortium.id, by=consortium.supplier.actor, at=NOW)
    with pytest.raises(OutOfReach):
        commands.send_code(**good)


def test_five_wrong_codes_use_the_code_up_and_the_right_one_proves_once():
    consortium = a_draft()
    person = name(consortium)
    commands.send_code(**link(person))
    code = people.code_of(people.person_row(person.id))
    wrong = f"{(int(code) + 1) % 10**6:06d}"

    found = [refused(lambda: commands.prove(code=wrong, **link(person))) for _ in range(5)]

    assert [(no.code, no.facts.get("left")) for no in found] == [
        ("code_wrong", 4),
        ("code_wrong", 3),
        ("code_wrong", 2),
        ("code_wrong", 1),
        ("code_over", None),
    ]
    assert refused(lambda: commands.prove(code=code, **link(person))).code == "code_over"


def test_code_proves_once_within_ten_minutes_and_is_not_sent_in_a_row():
    consortium = a_draft()
    person = name(consortium)
    prove(person)
    code = people.code_of(people.person_row(person.id))

    assert refused(lambda: commands.prove(code=code, **link(person))).code == "code_over"
    assert refused(lambda: commands.send_code(**link(person))).code == "code_just_sent"
    with time_machine.travel(machine_now() + timedelta(minutes=1), tick=False) as clock:
        commands.send_code(**link(person))
        code = people.code_of(people.person_row(person.id))
        clock.shift(people.CODE_LIVES + timedelta(seconds=1))
        assert refused(lambda: commands.prove(code=code, **link(person))).code == "code_over"


def test_consent_without_a_proof_or_to_something_else_is_refused_and_none_is_kept():
    consortium = a_complete_draft()
    person = name(consortium)
    proved_at = prove(person)
    said = {"language": "ko", **link(person)}
    part = own_part(person.id, said["secret"], now=machine_now()).state.part_digest

    unproved = refused(lambda: commands.consent_in_person(part_digest=part, proved_at=None, **said))
    other = refused(lambda: commands.consent_in_person(part_digest="0" * 64, proved_at=proved_at, **said))

    assert (unproved.code, other.code) == ("step_up_missing", "own_part_changed")
    assert not Consent.objects.filter(party_id=person.id).exists()


@pytest.mark.clause("4-window")
def test_link_does_nothing_from_the_closing_instant_on():
    consortium = a_complete_draft()
    person = name(consortium)
    proved_at = prove(person)
    closes = door.gate(queries.ref_of(consortium.id)).closes_at
    late = {**link(person), "at": closes}

    assert refused(lambda: commands.decline_in_person(proved_at=proved_at, **late)).code == "consortium_closed"
    commands.decline_in_person(proved_at=proved_at, **{**late, "at": closes - timedelta(microseconds=1)})
    assert NamedPerson.objects.get(id=person.id).declined_at is not None


def test_consent_given_before_the_seal_holds_for_every_seal_that_says_the_same_of_the_person():
    consortium = a_complete_draft()
    person = name(consortium)
    agree(person)

    seal_for_both(consortium)
    assert grant(consortium)
    write(consortium, consortium.adopter, {"plan-goal": "다른 목표"})
    seal_for_both(consortium)

    assert grant(consortium)


def test_changed_paper_about_a_person_asks_them_again_and_shows_what_it_was():
    consortium = a_complete_draft()
    person = name(consortium)
    seal_for_both(consortium)
    agree(person)
    place(consortium, consortium.supplier, "careers", words="새 경력")
    seal_for_both(consortium)

    own = own_part(person.id, link(person)["secret"], now=machine_now())

    assert refused(lambda: grant(consortium)).code == "people_missing"
    assert (own.state.is_stale, own.before["papers"] != own.part["papers"]) == (True, True)


def test_person_who_takes_a_consent_back_takes_the_right_to_submit_away_at_the_door():
    consortium = a_complete_draft()
    person = name(consortium)
    seal_for_both(consortium)
    agree(person)
    grant(consortium)
    before = door.gate(queries.ref_of(consortium.id)).epoch

    with time_machine.travel(machine_now() + timedelta(minutes=1)):
        commands.decline_in_person(proved_at=prove(person), **link(person))

    assert door.gate(queries.ref_of(consortium.id)).epoch == before + 1
    assert refused(lambda: grant(consortium)).code == "people_missing"


def test_application_that_was_received_without_a_persons_consent_is_found_by_the_audit():
    received(a_ready_application())
    later = machine_now() + timedelta(minutes=2)
    before = [found.invariant for found in audit.check(later) if found.invariant == "I5"]

    Consent.objects.filter(party_id__in=NamedPerson.objects.values("id")).delete()

    after = [found.invariant for found in audit.check(later) if found.invariant == "I5"]
    assert (before, after) == ([], ["I5"])


@pytest.mark.clause("5-documents")
def test_a_person_reads_only_the_lines_in_which_their_name_stands_as_a_word():
    consortium = a_complete_draft()
    lines = [
        "이수: 설계를 맡습니다",
        "이수진: 개발을 맡습니다",
        "이수진과 이수는 시험을 맡습니다",
        "모두 교육을 이수하였습니다",
    ]
    write(consortium, consortium.adopter, {"plan-people": "\n".join(lines)})
    short = name(consortium, consortium.adopter, name="이수", contact="010-1111-2222")
    long = name(consortium, consortium.adopter, name="이수진", contact="010-1111-3333")

    revision = commands.seal(application_id=consortium.id, by=consortium.adopter.actor, at=NOW)

    read = [
        in_person.part_of(consortium.program, revision.content, one.id)["answers"]["plan-people"].splitlines()
        for one in (short, long)
    ]
    assert read == [[lines[0], lines[2]], [lines[1], lines[2]]]


PLAN = ["한동욱: 개발을 맡습니다", "한 동욱: 개통을 돕습니다", "서도입: 시험을 맡습니다"]


@pytest.mark.clause("5-documents")
def test_a_person_of_a_partner_reads_what_the_leads_plan_says_of_them_and_of_nobody_else():
    consortium = a_complete_draft()
    row = {"name": "한동욱", "unit": "개발팀", "role": "개발", "share": "50", "career": "10년"}
    write(consortium, consortium.adopter, {"plan-people": "\n".join(PLAN)})
    write(consortium, consortium.supplier, {"staff-list": written([row])})
    staff = name(consortium, capacities=("staff",))

    revision = commands.seal(application_id=consortium.id, by=consortium.adopter.actor, at=NOW)

    read = in_person.part_of(consortium.program, revision.content, staff.id)["answers"]
    assert read == {"plan-people": "\n".join(PLAN[:2]), "staff-list": written([row])}


@pytest.mark.clause("5-documents")
def test_a_line_that_may_be_about_a_person_is_asked_of_its_writer_before_anything_is_sealed():
    consortium = a_complete_draft()
    write(consortium, consortium.adopter, {"plan-people": "한 동욱: 개발을 맡습니다"})
    name(consortium, consortium.adopter)

    no = refused(lambda: commands.seal(application_id=consortium.id, by=consortium.adopter.actor, at=NOW))
    (gap,) = no.facts["gaps"]

    assert (no.code, gap.code, gap.company_id, gap.item) == (
        "incomplete",
        "person_unclear",
        consortium.adopter.company.id,
        "plan-people",
    )
    assert (gap.facts["name"], gap.facts["line"]) == ("한동욱", "한 동욱: 개발을 맡습니다")
    write(consortium, consortium.adopter, {"plan-people": "한동욱: 개발을 맡습니다"})
    assert commands.seal(application_id=consortium.id, by=consortium.adopter.actor, at=NOW)


@pytest.mark.clause("5-documents")
def test_a_row_that_names_a_person_beside_other_words_is_asked_of_its_writer():
    consortium = a_complete_draft()
    row = {"name": "한동욱 책임", "unit": "개발팀", "role": "개발", "share": "50", "career": "10년"}
    write(consortium, consortium.supplier, {"staff-list": written([row])})
    name(consortium)

    no = refused(lambda: commands.seal(application_id=consortium.id, by=consortium.adopter.actor, at=NOW))

    assert [(gap.code, gap.item) for gap in no.facts["gaps"]] == [("person_unclear", "staff-list")]


def test_the_words_of_the_question_quote_the_line_and_lead_to_the_field():
    consortium = a_complete_draft()
    write(consortium, consortium.adopter, {"plan-people": "한 동욱: 개발을 맡습니다"})
    name(consortium, consortium.adopter)

    page = consortium.adopter.client.get(f"/company/applications/{consortium.id}/check").content.decode()

    assert "‘한 동욱: 개발을 맡습니다’가 한동욱 님에 관한 내용인지 알 수 없습니다." in page
    assert "#id_plan-people" in page
