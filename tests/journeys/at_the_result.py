"""A process that makes a demo's data of a program whose results are published, for the journeys that begin there.

``python at_the_result.py FOLDER``: the program lives by the simulator, then the demo's people take their posts around
one of its agreements.
"""

import os
import sys
from pathlib import Path

from gonggo.programs.loading import LIBRARY
from gonggo.web.demo.days import MADE
from gonggo.wiring import keys
from gonggo.wiring.simulate import house
from gonggo.wiring.simulate.clock import begins_at
from gonggo.wiring.simulate.stages import Stage

APPLICATIONS, SEED = 4, 7
FOLDER = LIBRARY / "smart-service-2024"
AT_THE_AGENCY = ("agency", "lead", "reviewer", "accountant")


def make(data: Path) -> None:
    """The house in ``data`` with its keys beside it, as ``gonggo demo`` goes on with it."""
    os.environ.update(
        GONGGO_MODE="demo",
        GONGGO_DATA=str(data),
        GONGGO_KEYS=f"{data}.keys",
        GONGGO_ORIGIN="http://localhost:8000",
        GONGGO_SCANNER="none",
        GONGGO_MAIL="mailbox",
    )
    data.mkdir(parents=True)
    keys.make(Path(f"{data}.keys"), demo=True)
    house.make_ready(data, begins_at(FOLDER))
    from gonggo.wiring.simulate.life import live

    lived = live(FOLDER, applications=APPLICATIONS, seed=SEED, until=Stage.RESULT, told=lambda *_: None)
    assert lived.findings == []
    _take_posts()
    (data / MADE).touch()


def _take_posts() -> None:
    """The demo's people come into the companies and offices of the first agreement."""
    from django.conf import settings
    from django.contrib.auth.hashers import make_password

    from gonggo.agreements import queries
    from gonggo.agreements.states import AgreementState
    from gonggo.kernel.actor import SYSTEM, Role
    from gonggo.kernel.ref import Kind, Ref
    from gonggo.parties import commands
    from gonggo.parties import queries as parties
    from gonggo.programs.definition import PartyRole
    from gonggo.web.demo.people import PASSWORD, PEOPLE

    terms = next(one for one in queries.agreements(of=SYSTEM) if one.state is AgreementState.BUDGET)
    posts = {str(one.role): Ref(Kind.COMPANY, one.company_id) for one in terms.parties}
    agency, operator = parties.agency_by_key("agency"), parties.agency_by_key(terms.operator)
    assert agency is not None
    assert operator is not None
    posts |= {"operator": operator.ref} | dict.fromkeys(AT_THE_AGENCY, agency.ref)
    assert {PartyRole.ADOPTER, PartyRole.SUPPLIER} <= posts.keys()
    now, encoded = settings.GONGGO_CLOCK.now(), make_password(PASSWORD)
    for one in PEOPLE:
        if one.key in posts:
            told = {"email": one.email, "name": one.name, "encoded": encoded, "totp_secret": one.totp}
            person = commands.add_person(**told, by=SYSTEM, at=now)
            commands.grant_role(person_id=person.id, organisation=posts[one.key], role=one.role, by=SYSTEM, at=now)
            if one.role is Role.ACCOUNTANT:  # who is on both sides of the money: nobody may approve what they asked for
                both = {"organisation": posts["adopter"], "role": Role.COMPANY_FINANCE}
                commands.grant_role(person_id=person.id, **both, by=SYSTEM, at=now)


if __name__ == "__main__":
    make(Path(sys.argv[1]).absolute())
