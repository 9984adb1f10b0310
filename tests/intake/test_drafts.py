"""Autosave: checked against the program's table, paced, both texts kept where two people write."""

import uuid
from datetime import timedelta

import pytest

from doors import BEFORE, SESSION, OpenDoor, Subject, behind_a_switch
from gonggo.intake import commands, queries
from gonggo.intake.commands.drafts import DraftForm
from gonggo.intake.door import drafts
from gonggo.intake.draft_rules import FieldRule
from gonggo.intake.standing import at_gate
from gonggo.kernel.actor import Actor, Role
from gonggo.kernel.ref import Kind, Ref
from gonggo.kernel.refusal import Refused

FORM = DraftForm(
    "smart-service-2024@1",
    {
        "plan.idea": FieldRule("plan", "longtext", 100),
        "plan.title": FieldRule("plan", "text", 20),
        "money.cash": FieldRule("money", "won", 20),
        "plan.day": FieldRule("plan", "date", 10),
    },
)


@pytest.fixture(autouse=True)
def no_pace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "PACE", 0.0)


def colleague(subject: Subject) -> Actor:
    return Actor(uuid.uuid4(), Role.COMPANY_WRITER, Ref(Kind.COMPANY, subject.lead))


def to_save(subject: Subject, *, by: Actor | None = None, section: str = "plan") -> str:
    return commands.grant_draft(
        subject.ref,
        form=FORM,
        party=subject.lead,
        section=section,
        actor=by or subject.actor,
        session_key=SESSION,
        at=BEFORE,
    )


def texts(subject: Subject) -> dict[str, tuple[str, int]]:
    return {key: (each.value, each.revision) for key, each in queries.drafts(subject.ref).get(subject.lead, {}).items()}


def test_save_is_kept_and_says_when_and_as_which_revision(door: OpenDoor, subject: Subject):
    reply = door.save(to_save(subject), {"plan.idea": "예약 앱\n둘째 줄", "plan.title": "국밥"})

    assert reply.status == 200
    assert reply.json == {"saved_at": "2024-04-30T08:00:00.000000Z", "revisions": {"plan.idea": 1, "plan.title": 1}}
    assert texts(subject) == {"plan.idea": ("예약 앱\n둘째 줄", 1), "plan.title": ("국밥", 1)}


@pytest.mark.parametrize("text", ['"quoted" \\ {braces},', "NULL", "", "\\", '"', "줄\n바꿈\t탭", "🙂 한글 ﷽", "'; --"])
def test_text_of_any_characters_is_kept_as_typed(door: OpenDoor, subject: Subject, text):
    assert door.save(to_save(subject), {"plan.idea": text}).status == 200
    assert texts(subject) == {"plan.idea": (text, 1)}


def test_save_over_ones_own_text_is_the_next_revision(door: OpenDoor, subject: Subject):
    capability = to_save(subject)
    door.save(capability, {"plan.idea": "하나"})

    reply = door.save(capability, {"plan.idea": "둘"}, base={"plan.idea": 1})

    assert reply.json["revisions"] == {"plan.idea": 2}
    assert texts(subject) == {"plan.idea": ("둘", 2)}


@pytest.mark.parametrize(
    ("values", "code", "field"),
    [
        ({"plan.idea": "가" * 101}, "draft_too_long", "plan.idea"),
        ({"plan.other": "x"}, "draft_key_unknown", "plan.other"),
        ({"money.cash": "1000"}, "draft_key_unknown", "money.cash"),
        ({"plan.idea": 7}, "draft_value_invalid", "plan.idea"),
        ({"plan.idea": ["x"]}, "draft_value_invalid", "plan.idea"),
        ({"plan.idea": "a\0b"}, "draft_value_invalid", "plan.idea"),
        ({"plan.day": "내일"}, "draft_value_invalid", "plan.day"),
        ({}, "draft_value_invalid", ""),
        ({"plan.title": "good", "plan.idea": "가" * 101}, "draft_too_long", "plan.idea"),
    ],
)
def test_save_of_what_the_program_does_not_allow_is_refused_at_the_field_and_nothing_is_saved(
    door: OpenDoor, subject: Subject, values, code, field
):
    reply = door.save(to_save(subject), values)

    assert (reply.status, reply.json["code"], reply.json["field"]) == (422, code, field)
    assert texts(subject) == {}


@pytest.mark.parametrize("base", [{"plan.idea": -1}, {"plan.idea": "1"}, {"plan.idea": True}, {"plan.idea": 2**31}])
def test_save_from_a_revision_that_is_no_number_is_refused(door: OpenDoor, subject: Subject, base):
    assert door.save(to_save(subject), {"plan.idea": "x"}, base=base).status == 422


def test_amount_with_separators_is_kept_as_typed(door: OpenDoor, subject: Subject):
    door.save(to_save(subject, section="money"), {"money.cash": "1,000,000원"})

    assert texts(subject) == {"money.cash": ("1,000,000원", 1)}


def test_save_over_another_persons_text_is_a_conflict_and_both_texts_are_kept(door: OpenDoor, subject: Subject):
    other = colleague(subject)
    door.save(to_save(subject), {"plan.idea": "처음"})
    door.save(to_save(subject, by=other), {"plan.idea": "동료의 글"}, base={"plan.idea": 1})

    reply = door.save(to_save(subject), {"plan.idea": "나의 글", "plan.title": "제목"}, base={"plan.idea": 1})

    assert reply.status == 409
    assert reply.json["revisions"] == {"plan.title": 1}
    assert reply.json["conflicts"]["plan.idea"] == {
        "mine": 3,
        "revision": 2,
        "value": "동료의 글",
        "saved_by": str(other.person_id),
        "saved_at": "2024-04-30T08:00:00.000000Z",
    }
    history = queries.draft_history(subject.ref, subject.lead, "plan.idea")
    assert [(step.value, step.conflict) for step in history] == [
        ("처음", False),
        ("동료의 글", False),
        ("나의 글", True),
    ]
    assert texts(subject)["plan.idea"] == ("동료의 글", 2)


def test_save_after_the_conflict_was_seen_replaces_the_text(door: OpenDoor, subject: Subject):
    door.save(to_save(subject, by=colleague(subject)), {"plan.idea": "동료의 글"})
    door.save(to_save(subject), {"plan.idea": "나의 글"})

    reply = door.save(to_save(subject), {"plan.idea": "둘을 합친 글"}, base={"plan.idea": 1})

    assert reply.json["revisions"] == {"plan.idea": 3}
    assert texts(subject)["plan.idea"] == ("둘을 합친 글", 3)


def test_two_tabs_of_one_person_are_a_conflict_too(door: OpenDoor, subject: Subject):
    door.save(to_save(subject), {"plan.idea": "첫 탭"}, tab="a")

    assert door.save(to_save(subject), {"plan.idea": "둘째 탭"}, tab="b").status == 409
    assert door.save(to_save(subject), {"plan.idea": "첫 탭 다시"}, tab="a").status == 200


def test_newer_text_that_changes_nothing_for_the_writer_is_no_conflict(door: OpenDoor, subject: Subject):
    other = to_save(subject, by=colleague(subject))
    door.save(to_save(subject), {"plan.idea": "글"}, tab="a")
    door.save(other, {"plan.idea": "글"}, base={"plan.idea": 1})

    assert door.save(to_save(subject), {"plan.idea": "글 더"}, base={"plan.idea": 1}, tab="a").status == 200
    assert door.save(other, {"plan.idea": "글 더"}, base={"plan.idea": 2}).status == 200
    assert door.save(other, {"plan.idea": "다른 글"}, base={"plan.idea": 1}).status == 409


def test_text_set_aside_is_shown_until_its_author_chooses(door: OpenDoor, subject: Subject):
    other, mine = to_save(subject, by=colleague(subject)), to_save(subject)
    door.save(other, {"plan.idea": "동료의 글"})
    door.save(mine, {"plan.idea": "나의 글"}, tab="a")

    door.save(other, {"plan.idea": "동료가 더 쓴 글"}, base={"plan.idea": 1})
    door.save(mine, {"plan.idea": "다른 탭의 글"}, base={"plan.idea": 3}, tab="b")
    assert [(aside.value, aside.revision) for aside in at_gate(subject.ref).asides] == [("나의 글", 2)]

    door.save(mine, {"plan.idea": "나의 글"}, base={"plan.idea": 4}, tab="a")
    assert at_gate(subject.ref).asides == ()
    commands.thin_drafts(before=BEFORE + timedelta(days=365))
    assert at_gate(subject.ref).asides == ()


def test_two_people_saving_at_once_lose_nothing(door: OpenDoor, subject: Subject):
    rights = [to_save(subject, by=colleague(subject)) for _ in range(6)]
    saves = [
        ("/intake/draft", {"capability": right, "values": {"plan.idea": f"글 {n}"}}) for n, right in enumerate(rights)
    ]

    replies = door.together(saves)

    assert sorted(reply.status for reply in replies) == [200] + [409] * 5
    kept = {step.value for step in queries.draft_history(subject.ref, subject.lead, "plan.idea")}
    assert kept == {f"글 {n}" for n in range(6)}


@pytest.mark.parametrize("taken_away", [commands.raise_gate_epoch, None])
def test_save_with_a_right_that_was_taken_away_is_refused(door: OpenDoor, subject: Subject, taken_away):
    capability = to_save(subject)
    if taken_away:
        taken_away(subject.ref)
    else:
        commands.raise_person_epochs(subject.person)

    assert (door.save(capability, {"plan.idea": "x"}).status, texts(subject)) == (403, {})


def test_second_save_within_a_second_has_to_wait(door: OpenDoor, subject: Subject, monkeypatch):
    monkeypatch.setattr(drafts, "PACE", 3600.0)
    capability = to_save(subject)
    door.save(capability, {"plan.idea": "하나"})

    reply = door.save(capability, {"plan.idea": "둘"})

    assert (reply.status, reply.headers["retry-after"]) == (429, "1")
    assert texts(subject) == {"plan.idea": ("하나", 1)}


def test_save_beyond_64_kilobytes_is_refused_unread(door: OpenDoor, subject: Subject):
    assert door.save(to_save(subject), {"plan.idea": "x" * 65536}).status == 413


class TestSavedByTheHouse:
    """The same rules for a page's button, without the door's process."""

    def save(self, subject: Subject, values: dict[str, str], **more) -> None:
        commands.save_draft(
            subject.ref,
            form=FORM,
            party=subject.lead,
            section="plan",
            values=values,
            base=more.get("base", {}),
            by=more.get("by", subject.actor),
            at=BEFORE + timedelta(minutes=1),
        )

    def test_button_saves_what_the_door_reads(self, door: OpenDoor, subject: Subject):
        self.save(subject, {"plan.idea": "버튼으로"})

        assert door.save(to_save(subject, by=colleague(subject)), {"plan.idea": "스크립트로"}).status == 409
        assert texts(subject)["plan.idea"] == ("버튼으로", 1)

    def test_button_over_another_persons_text_keeps_both_and_says_so(self, subject: Subject):
        self.save(subject, {"plan.idea": "동료의 글"}, by=colleague(subject))

        with pytest.raises(Refused, match="draft_conflict") as refused:
            self.save(subject, {"plan.idea": "나의 글"})

        assert refused.value.field == "plan.idea"
        history = queries.draft_history(subject.ref, subject.lead, "plan.idea")
        assert [(step.value, step.conflict) for step in history] == [("동료의 글", False), ("나의 글", True)]

    @pytest.mark.parametrize(
        ("values", "code"),
        [
            ({"plan.idea": "가" * 101}, "draft_too_long"),
            ({"other": ""}, "draft_key_unknown"),
            ({"plan.day": "x"}, "draft_value_invalid"),
        ],
    )
    def test_button_with_what_is_not_allowed_saves_nothing(self, subject: Subject, values, code):
        with pytest.raises(Refused, match=code):
            self.save(subject, {"plan.title": "좋음", **values})

        assert texts(subject) == {}

    def test_unchanged_text_is_no_new_revision(self, subject: Subject):
        self.save(subject, {"plan.idea": "같은 글", "plan.title": ""})
        self.save(subject, {"plan.idea": "같은 글"}, base={"plan.idea": 1})

        assert texts(subject) == {"plan.idea": ("같은 글", 1)}

    def test_page_of_another_tab_leaves_alone_what_was_not_touched_in_it(self, subject: Subject):
        self.save(subject, {"plan.idea": "첫 탭의 글", "plan.title": ""})
        self.save(subject, {"plan.idea": "", "plan.title": "둘째 탭의 제목"})
        self.save(subject, {"plan.idea": "동료의 글"}, base={"plan.idea": 1}, by=colleague(subject))

        self.save(subject, {"plan.idea": "첫 탭의 글", "plan.title": ""}, base={"plan.idea": 1})

        assert texts(subject) == {"plan.idea": ("동료의 글", 2), "plan.title": ("둘째 탭의 제목", 1)}
        assert at_gate(subject.ref).asides == ()

    def test_page_of_another_tab_over_ones_own_newer_text_keeps_both(self, subject: Subject):
        self.save(subject, {"plan.idea": "첫 탭의 글"})

        for _again in range(2):
            with pytest.raises(Refused, match="draft_conflict"):
                self.save(subject, {"plan.idea": "둘째 탭의 글"})

        assert texts(subject) == {"plan.idea": ("첫 탭의 글", 1)}
        assert [aside.value for aside in at_gate(subject.ref).asides] == ["둘째 탭의 글"]

    def test_button_takes_the_lines_that_the_script_has_saved_for_the_same(self, door: OpenDoor, subject: Subject):
        door.save(to_save(subject), {"plan.idea": "한 줄\n두 줄"}, tab="a")

        self.save(subject, {"plan.idea": "한 줄\r\n두 줄"}, base={"plan.idea": 1})

        assert texts(subject) == {"plan.idea": ("한 줄\n두 줄", 1)}

    def test_same_page_sent_twice_is_saved_once(self, subject: Subject):
        for _again in range(2):
            self.save(subject, {"plan.idea": "같은 글"})

        assert texts(subject) == {"plan.idea": ("같은 글", 1)}

    @pytest.mark.parametrize("chosen", ["나의 글", "동료의 글"])
    def test_text_set_aside_goes_when_its_author_chooses_and_not_before(self, subject: Subject, chosen):
        self.save(subject, {"plan.idea": "동료의 글"}, by=colleague(subject))
        with pytest.raises(Refused):
            self.save(subject, {"plan.idea": "나의 글"})
        self.save(subject, {"plan.idea": "동료의 글"}, base={"plan.idea": 1})
        self.save(subject, {"plan.idea": "고친 글"}, base={"plan.idea": 1})
        assert [aside.revision for aside in at_gate(subject.ref).asides] == [2]

        self.save(subject, {"plan.idea": chosen}, base={"plan.idea": 2})

        assert (texts(subject), at_gate(subject.ref).asides) == ({"plan.idea": (chosen, 4)}, ())

    def test_thinning_takes_replaced_texts_away_and_leaves_what_stands_and_conflicts(self, subject: Subject):
        self.save(subject, {"plan.idea": "하나"})
        self.save(subject, {"plan.idea": "둘"}, base={"plan.idea": 1})
        with pytest.raises(Refused):
            self.save(subject, {"plan.idea": "셋"}, by=colleague(subject))

        assert commands.thin_drafts(before=BEFORE) == 0
        assert commands.thin_drafts(before=BEFORE + timedelta(hours=1)) == 1
        history = queries.draft_history(subject.ref, subject.lead, "plan.idea")
        assert [(step.value, step.conflict) for step in history] == [("둘", False), ("셋", True)]


def test_save_while_the_store_is_away_says_that_nothing_was_saved_and_when_to_try_again(door, subject):
    capability = to_save(subject)
    door.save(capability, {"plan.idea": "첫 글"})
    store = behind_a_switch(door, door.app.drafts)

    store.away = True
    away = door.save(capability, {"plan.idea": "둘째 글"}, base={"plan.idea": 1})
    store.away = False
    again = door.save(capability, {"plan.idea": "둘째 글"}, base={"plan.idea": 1})

    assert (away.status, away.json["code"], away.headers["retry-after"]) == (503, "save_away", "2")
    assert "slip" not in away.json
    assert (again.status, texts(subject)) == (200, {"plan.idea": ("둘째 글", 2)})
