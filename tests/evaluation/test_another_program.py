"""Stages, who assesses, marks and the dropping of extremes come from the folder: another folder, no Python."""

import re

import pytest

from evaluations import an_application, an_assessment, decided, form, put, visitors
from gonggo.evaluation import queries
from gonggo.evaluation.definition import Stage
from gonggo.kernel.actor import SYSTEM
from gonggo.kernel.refusal import Refused
from gonggo.programs.commands import load
from program_folders import a_copy, spoil
from world import PUBLISHED

pytestmark = pytest.mark.django_db(databases=["default", "door"])


@pytest.fixture
def on(tmp_path):
    """Two stages, a visit and an interview; 70 to pass the visit; extremes dropped from three sheets on."""
    folder = a_copy(tmp_path)
    path = folder / "evaluation.toml"
    parts = re.split(r"(?=\[\[room\.evaluation\.group\]\]\n)", path.read_text(encoding="utf-8"))
    path.write_text("".join(part for part in parts if '\nkey = "written"' not in part), encoding="utf-8")
    spoil(folder, "evaluation.toml", 'value = 60\nsays = { ko = "60점 이상"', 'value = 70\nsays = { ko = "70점 이상"')
    spoil(folder, "evaluation.toml", 'value = 5\nsays = { ko = "평가표가 5장', 'value = 3\nsays = { ko = "평가표가 3장')
    spoil(folder, "evaluation.toml", 'en = "Crossed visits" }\nvalue = true', 'en = "Crossed visits" }\nvalue = false')
    return an_assessment(load(folder, by=SYSTEM, at=PUBLISHED))


def test_a_program_of_two_stages_with_other_marks_runs_from_its_folder(on):
    passed, failed = an_application(on, operator=on.visits), an_application(on, operator=on.visits)

    assert [stage.stage for stage in on.rules.stages] == [Stage.SITE, Stage.INTERVIEW]
    assert decided(on, Stage.SITE, passed, 70, 70).passed
    assert not decided(on, Stage.SITE, failed, 70, 69).passed
    assert queries.due(on.program.key, Stage.INTERVIEW, of=on.officer.actor) == [passed]
    assert decided(on, Stage.INTERVIEW, passed, 100, 60, 60, 60, 0).passed
    assert [(row.application_id, row.interview) for row in queries.scored(on.program.key)] == [(passed.id, 60)]


def test_where_visits_are_not_crossed_an_operators_experts_visit_what_it_looks_after_alone(on):
    panel = form(on, Stage.SITE)
    visitors(on, panel)

    with pytest.raises(Refused, match="not_crossed"):
        put(on, panel, an_application(on, operator=on.looks_after))
    put(on, panel, an_application(on, operator=on.visits))
