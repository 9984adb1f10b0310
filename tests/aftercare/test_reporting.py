"""활용실적 보고: opened with completion, filed, reminded, missed, filed late; refused where it cannot be."""

from datetime import date, timedelta

import pytest

from caring import FIGURES, FIRST_DUE, Caring, an_aftercare, filed, missed
from deliveries import CONFIRMED, a_passed_on, at
from gonggo.aftercare import commands, queries
from gonggo.aftercare.models import Aftercare, UseReport
from gonggo.kernel.refusal import OutOfReach, Refused
from personas import an_owner

pytestmark = pytest.mark.django_db(databases=["default", "door"])


@pytest.fixture
def on(db: None) -> Caring:
    return an_aftercare()


def refused(act, *args, **told) -> str:
    with pytest.raises(Refused) as no:
        act(*args, **told)
    return no.value.code


def test_aftercare_opens_once_with_completion_and_has_a_report_for_each_of_five_years(on):
    again = commands.open_aftercare(agreement_id=on.row.agreement_id, at=at(CONFIRMED))

    assert (again.id, Aftercare.objects.count(), UseReport.objects.count()) == (on.id, 1, 5)
    assert (on.report(1).due_on, on.row.ends_on, on.row.completed_on) == (FIRST_DUE, on.report(5).due_on, CONFIRMED)
    assert on.facts() == ["aftercare.opened"]


def test_a_task_that_is_not_completed_has_no_aftercare(db):
    task = a_passed_on()

    assert commands.open_aftercare(agreement_id=task.row.agreement_id, at=at(CONFIRMED)) is None
    assert Aftercare.objects.count() == 0


@pytest.mark.clause("1-roles-adopter")
def test_the_lead_adopter_files_each_year_and_last_years_figures_stand_ready(on):
    filed(on)
    whole = queries.whole(on.id, of=on.adopter.actor)
    second = FIGURES | {"sales": 20_000_000}
    filed(on, 2, figures=second)

    assert (whole.figures_before(1), whole.figures_before(2)) == ({}, FIGURES)
    rows = queries.whole(on.id, of=on.operator.actor).reports
    assert [(one.state, one.figures.get("sales")) for one in rows[:3]] == [
        ("submitted", 12_000_000),
        ("submitted", 20_000_000),
        ("scheduled", None),
    ]
    assert on.facts() == ["aftercare.opened", *["aftercare.report_submitted"] * 2]


def test_a_report_is_taken_from_its_first_day_on_and_not_before(on):
    opens = on.report().opens_on
    assert refused(filed, on, day=opens - timedelta(days=1)) == "report_too_early"

    assert (on.report().state, filed(on, day=opens).state) == ("scheduled", "submitted")


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"figures": {}}, "report_figure_wrong"),
        ({"figures": FIGURES | {"sales": -1}}, "report_figure_wrong"),
        ({"figures": FIGURES | {"sales": 0.5}}, "report_figure_wrong"),
        ({"figures": FIGURES | {"sales": True}}, "report_figure_wrong"),
        ({"figures": FIGURES | {"profit": 1}}, "report_figure_wrong"),
        ({"comment": "가" * 2001}, "report_comment_long"),
    ],
)
def test_a_report_without_every_figure_as_a_whole_number_is_refused_and_nothing_is_kept(on, changed, code):
    assert refused(filed, on, **changed) == code
    assert (on.report().state, on.report().figures, on.facts()) == ("scheduled", None, ["aftercare.opened"])


@pytest.mark.clause("1-roles-supplier")
def test_nobody_but_the_lead_adopter_files(on):
    assert refused(filed, on, by=on.supplier.actor) == "lead_company_only"
    assert refused(filed, on, by=on.operator.actor) == "wrong_role"
    with pytest.raises(OutOfReach):
        filed(on, by=an_owner().actor)
    with pytest.raises(OutOfReach):
        commands.submit(aftercare_id=on.id, year=6, figures=FIGURES, comment="", by=on.adopter.actor, at=at(FIRST_DUE))

    assert on.report().state == "scheduled"


def test_a_second_report_of_a_year_is_refused(on):
    filed(on)

    assert refused(filed, on, figures=FIGURES | {"sales": 1}) == "wrong_state"
    assert on.report().figures["figures"] == FIGURES


def test_a_report_is_missed_on_the_day_after_its_grace_and_not_on_the_last_of_it(on):
    last = on.report().missed_on - timedelta(days=1)
    assert commands.miss_due(now=at(last, 23)) == 0
    assert on.report().state == "scheduled"
    assert [commands.miss_due(now=at(last + timedelta(days=1), 0)) for _ in range(2)] == [1, 0]

    assert (on.report().state, on.facts()[-1]) == ("missed", "aftercare.report_missed")


def test_a_report_on_its_last_day_of_grace_is_in_time_and_is_never_missed(on):
    filed(on, day=on.report().missed_on - timedelta(days=1))

    assert (commands.miss_due(now=at(on.report().missed_on)), on.report().state) == (0, "submitted")


def test_a_missed_report_comes_late_and_that_it_was_missed_stays_on_record(on):
    missed(on)
    said = {"aftercare_id": on.id, "year": 1, "figures": FIGURES, "comment": "늦었습니다", "by": on.adopter.actor}
    when = at(date(2026, 4, 1))
    assert refused(commands.submit, **said, at=when) == "wrong_state"
    commands.submit_late(**said, at=when)

    assert on.report().state == "late"
    assert on.facts()[-2:] == ["aftercare.report_missed", "aftercare.report_submitted_late"]
    assert refused(commands.submit_late, **said, at=when) == "wrong_state"


def test_reminders_come_on_their_days_once_each_and_stop_with_the_report(on):
    report = on.report()
    days = (report.opens_on - timedelta(days=1), report.opens_on, report.opens_on, report.due_on)
    reminded = [commands.remind_due(now=at(day)) for day in days]
    assert reminded == [0, 1, 0, 1]  # the one of a week before went by in silence
    assert on.report().remind_on is None
    filed(on, 2, day=on.report(2).opens_on)

    assert commands.remind_due(now=at(on.report(2).due_on)) == 0
    assert on.facts().count("aftercare.report_reminded") == 2
