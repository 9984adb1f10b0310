"""What the door decides, on both databases by the same tests."""

from datetime import timedelta

import pytest

from doors import BEFORE, CLOSES, OPENS, OpenDoor, Subject
from gonggo.intake import commands, queries

MICROSECOND = timedelta(microseconds=1)


def events(subject: Subject) -> list[tuple[str, str]]:
    return [(receipt.event, receipt.code) for receipt in queries.receipts(subject.ref)]


def test_submit_inside_the_window_is_received_with_a_signed_receipt(door, subject):
    reply = door.submit(subject.to_submit())

    assert reply.status == 200
    row = queries.head(subject.ref)
    assert (row.event, row.code, row.basis, row.stamp_at) == ("submitted", "", "", BEFORE)
    assert (row.number, row.sealed_id) == (f"{subject.number}-1", subject.sealed.id)
    assert reply.json["done"] == f"/company/receipts/{row.id}"


@pytest.mark.clause("4-window", "A2-window")
@pytest.mark.parametrize(
    ("arrives", "answer"),
    [
        (CLOSES - MICROSECOND, (200, "submitted", "")),
        (CLOSES, (409, "refused", "late")),
        (OPENS, (200, "submitted", "")),
        (OPENS - MICROSECOND, (409, "refused", "not_open_yet")),
    ],
)
def test_submit_at_the_edge_of_the_window_is_judged_to_the_microsecond(door, subject, arrives, answer):
    reply = door.at(arrives).submit(subject.to_submit())

    row = queries.head(subject.ref)
    assert (reply.status, row.event, row.code) == answer
    assert reply.core["event"] == row.event


def test_late_submit_is_told_both_times_and_the_clause(door, subject):
    reply = door.at(CLOSES + timedelta(seconds=3)).submit(subject.to_submit())

    assert reply.json["refusal"]["says"]["ko"] == (
        "접수 마감(18:00) 이후에 제출되어 접수되지 않았습니다. 제출 시각 18:00:03."
    )
    assert reply.core["basis"] == "4-window"
    assert queries.head(subject.ref).sealed_id == subject.sealed.id


def test_submit_again_with_the_same_capability_gets_the_first_receipt_even_after_the_deadline(door, subject):
    capability = subject.to_submit()
    first = door.submit(capability)

    again = door.at(CLOSES + timedelta(hours=1)).submit(capability)

    assert again == first
    assert events(subject) == [("submitted", "")]


def test_refused_submit_again_after_an_extension_with_the_same_capability_stays_refused(door, subject):
    capability = subject.to_submit()
    first = door.at(CLOSES).submit(capability)
    commands.move_deadline(program="smart-service-2024", closes_at=CLOSES + timedelta(hours=2), basis="연장공고 1")

    assert door.submit(capability) == first
    assert door.submit(subject.to_submit()).status == 200


def test_submit_withdraw_submit_chains_three_receipts(door, subject):
    replies = [
        door.submit(subject.to_submit()),
        door.withdraw(subject.to_withdraw()),
        door.submit(subject.seal("새 답").to_submit()),
    ]

    assert [reply.status for reply in replies] == [200, 200, 200]
    assert [reply.core["event"] for reply in replies] == ["submitted", "withdrawn", "submitted"]
    links = [receipt.link for receipt in queries.receipts(subject.ref)]
    assert [reply.core["previous"] for reply in replies] == ["", links[0], links[1]]
    assert [reply.core["revision"] for reply in replies] == [1, 1, 2]


def test_withdraw_of_nothing_is_refused_and_recorded(door, subject):
    reply = door.withdraw(subject.to_withdraw())

    assert (reply.status, events(subject)) == (409, [("refused", "nothing_to_withdraw")])


def test_withdraw_twice_is_refused_the_second_time(door, subject):
    door.submit(subject.to_submit())
    door.withdraw(subject.to_withdraw())

    door.withdraw(subject.to_withdraw())

    assert events(subject) == [("submitted", ""), ("withdrawn", ""), ("refused", "nothing_to_withdraw")]


def test_refused_resubmit_leaves_the_last_good_version_in_force(door, subject):
    door.submit(subject.to_submit())
    stale = subject.to_submit()
    commands.raise_gate_epoch(subject.ref)
    door.submit(stale)

    reply = door.withdraw(subject.to_withdraw())

    assert events(subject) == [("submitted", ""), ("refused", "right_changed"), ("withdrawn", "")]
    assert reply.core["revision"] == 1


@pytest.mark.parametrize(
    ("taken_away", "code"),
    [
        (lambda subject: commands.raise_gate_epoch(subject.ref), "right_changed"),
        (lambda subject: commands.raise_person_epoch(subject.ref, subject.person), "not_admitted"),
        (lambda subject: commands.raise_person_epochs(subject.person), "not_admitted"),
        (lambda subject: subject.seal("고친 답"), "seal_superseded"),
    ],
    ids=["gate epoch", "person epoch", "all of a person's epochs", "new seal"],
)
def test_submit_with_a_right_that_was_taken_away_is_refused_and_recorded(door, subject, taken_away, code):
    capability = subject.to_submit()
    taken_away(subject)

    reply = door.submit(capability)

    assert (reply.status, reply.core["code"], events(subject)) == (409, code, [("refused", code)])


def test_submit_for_a_subject_without_a_gate_is_refused_and_recorded(door, subject):
    from gonggo.intake.models import Gate

    capability = subject.to_submit()
    Gate.objects.all().delete()

    assert door.submit(capability).core["code"] == "no_gate"


def test_seal_of_the_same_content_gives_the_open_revision(door, subject):
    assert subject.sealed == subject.seal().sealed


def test_two_submits_of_one_subject_in_one_batch_are_both_decided_in_order(door, subject):
    requests = [("/intake/submit", {"capability": subject.to_submit()}) for _ in range(5)]

    replies = door.together(requests)

    assert [reply.status for reply in replies] == [200] * 5
    assert sorted(reply.core["number"] for reply in replies) == [f"{subject.number}-{n}" for n in range(1, 6)]


def test_one_capability_pressed_twice_at_once_is_one_event(door, subject):
    request = ("/intake/submit", {"capability": subject.to_submit()})

    first, second = door.together([request, request])

    assert first == second
    assert events(subject) == [("submitted", "")]


def test_many_subjects_in_one_batch_each_get_their_own_receipt(door):
    subjects = [Subject().open().seal() for _ in range(30)]

    replies = door.together([("/intake/submit", {"capability": each.to_submit()}) for each in subjects])

    assert [reply.core["application"]["number"] for reply in replies] == [each.number for each in subjects]


def test_two_doors_on_one_store_decide_one_subject_without_losing_a_request(door, subject):
    capabilities = [subject.to_submit() for _ in range(10)]
    other = OpenDoor(door.url)
    try:
        one = [door.submit(each).core["number"] for each in capabilities[:5]]
        two = [other.submit(each).core["number"] for each in capabilities[5:]]
        again = [other.submit(each).core["number"] for each in capabilities[:5]]
    finally:
        other.close()

    assert sorted(one + two) == sorted(f"{subject.number}-{n}" for n in range(1, 11))
    assert again == one
