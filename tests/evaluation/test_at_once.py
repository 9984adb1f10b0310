"""Two at once: closing, filing, putting, pledging, skipping happen once, and what was decided is what was filed."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from evaluations import (
    OPENS,
    PLANNED,
    a_panel,
    a_tie,
    an_application,
    an_assessment,
    an_evaluator,
    an_open_panel,
    close,
    decided,
    elect,
    form,
    open_up,
    pledge,
    put,
    score,
    skip_written,
    state_of,
    take,
)
from gonggo.evaluation import commands
from gonggo.evaluation.definition import Stage
from gonggo.evaluation.models import Assessed, Conflict, Panel, Sheet, StageResult, StageSkipped
from gonggo.journal.models import Entry
from gonggo.kernel.clock import machine_now
from gonggo.kernel.refusal import OutOfReach, Refused
from gonggo.wiring.audit.evaluation import check

pytestmark = pytest.mark.usefixtures("committing")
PATIENCE_S = 60


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Each in a thread and on a connection of its own, from the same moment: done, or the code of the refusal."""
    ready = threading.Barrier(len(acts))

    def run(act: Callable[[], object]) -> str:
        try:
            ready.wait(PATIENCE_S)
            act()
        except Refused as refused:
            return refused.code
        except OutOfReach:
            return "out of reach"
        else:
            return "done"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(one.result(PATIENCE_S) for one in [pool.submit(run, act) for act in acts])


def count(fact: str) -> int:
    return Entry.objects.filter(name=fact).count()


def test_two_who_close_a_panel_close_it_once():
    on = an_assessment()
    application = an_application(on)
    panel, seats = an_open_panel(on, Stage.SITE, application)
    for seat in seats:
        score(on, seat, application, 70)

    assert at_once(lambda: close(on, panel), lambda: close(on, panel)) == ["done", "wrong_state"]
    assert (StageResult.objects.count(), count("evaluation.panel_closed")) == (1, 1)


def test_a_sheet_sent_twice_is_filed_once():
    on = an_assessment()
    application = an_application(on)
    _, (first, _) = an_open_panel(on, Stage.SITE, application)

    said = at_once(lambda: score(on, first, application, 70), lambda: score(on, first, application, 90))

    assert (said, Sheet.objects.count(), count("evaluation.sheet_filed")) == (["done", "sheet_filed"], 1, 1)


def test_a_sheet_filed_while_the_panel_closes_counts_or_is_refused():
    on = an_assessment()
    application = an_application(on)
    decided(on, Stage.SITE, application, 70, 70)
    panel, seats = a_panel(on, Stage.WRITTEN, application)
    seats.append(pledge(on, take(on, panel, an_evaluator(on))))
    open_up(on, panel)
    elect(on, panel, seats[0])
    for seat in seats[:5]:
        score(on, seat, application, 60)

    said = at_once(lambda: score(on, seats[5], application, 100), lambda: close(on, panel))

    filed = Sheet.objects.filter(seat__panel=panel).count()
    assert (said, filed) in [(["done", "done"], 6), (["done", "wrong_state"], 5)]
    assert state_of(panel) == "closed"
    assert list(check(machine_now())) == []


def test_an_application_put_before_two_panels_is_before_one():
    on = an_assessment()
    application = an_application(on)
    one, other = form(on, Stage.SITE), form(on, Stage.SITE)

    said = at_once(lambda: put(on, one, application), lambda: put(on, other, application))

    assert (said, Assessed.objects.count()) == (["already_put", "done"], 1)


def test_a_member_who_pledges_twice_pledges_once_with_one_number():
    on = an_assessment()
    application = an_application(on)
    _, (first, _) = a_panel(on, Stage.SITE, application, pledged=False)

    said = at_once(*[lambda: pledge(on, first, a_tie(application))] * 2)

    assert (said, Conflict.objects.count(), count("evaluation.pledged")) == (["already_pledged", "done"], 1, 1)


def test_a_recusal_and_a_sheet_of_the_same_member_do_not_stand_together():
    on = an_assessment()
    application = an_application(on)
    _, (first, _) = an_open_panel(on, Stage.SITE, application)
    member = on.member(first).actor

    said = at_once(
        lambda: score(on, first, application, 70),
        lambda: commands.recuse(seat_id=first.id, tie=a_tie(application), by=member, at=OPENS),
    )

    assert said in [["done", "sheet_filed"], ["done", "out of reach"]]
    assert Conflict.objects.count() + Sheet.objects.count() == 1


def test_a_stage_is_not_skipped_while_a_panel_of_it_forms():
    on = an_assessment()

    said = at_once(lambda: skip_written(on), lambda: form(on, Stage.WRITTEN))

    assert said in [["done", "stage_begun"], ["done", "stage_skipped"]]
    assert Panel.objects.count() + StageSkipped.objects.count() == 1


def test_a_person_admitted_twice_is_one_evaluator():
    on = an_assessment()
    persona = on.people[an_evaluator(on).id]
    ended = next(iter(on.people))
    commands.end_evaluator(evaluator_id=ended, by=on.officer.actor, at=PLANNED)

    said = at_once(*[lambda: an_evaluator(on, persona=persona)] * 2)

    assert said == ["done", "evaluator_admitted"]
