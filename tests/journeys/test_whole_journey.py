"""From the published result to the fifth use report, each step by its own person, as they walk it in a browser."""

from pathlib import Path
from typing import Any

import pytest

from journeys.at_work import check_progress, complete, report_the_use
from journeys.to_the_agreement import (
    change_the_agreement,
    end_the_other_places,
    gather_the_papers,
    prepare_the_paper,
    settle_the_costs,
    sign,
    verify,
)
from journeys.with_the_money import pay_the_first, pay_the_second, settle, spend
from walking import Desk

pytestmark = pytest.mark.browser
BEGINS_WITH = "made_to_the_result"


@pytest.mark.clause(
    "1-roles-adopter", "1-roles-supplier", "1-roles-operator", "1-roles-agency", "2-period", "7-data-consent"
)
def test_from_the_published_result_to_the_fifth_use_report(demo: Any, walk_in: Any, tmp_path: Path) -> None:
    names = ("adopter", "supplier", "operator", "agency", "lead", "reviewer", "accountant")
    desks = {name: Desk(walk_in, name) for name in names}
    adopter, operator = desks["adopter"], desks["operator"]
    hub, number = settle_the_costs(adopter, desks["reviewer"])
    key = hub.rpartition("/")[2]
    gather_the_papers(desks, hub, tmp_path)
    prepare_the_paper(desks["agency"], key)
    sign(desks, key)
    verify(adopter, key, tmp_path)
    change_the_agreement(adopter, operator, hub, key)
    end_the_other_places(desks["agency"])
    pay_the_first(desks, key, number)
    spend(adopter, operator, key, tmp_path)
    check_progress(operator, adopter, tmp_path, number)
    complete(desks, tmp_path, number)
    settle(desks, "은하인쇄")
    pay_the_second(desks, key, number)
    report_the_use(desks, number)
    assert "\n".join(fault for one in desks.values() for fault in one.faults) == ""
    assert demo.findings() == ""
