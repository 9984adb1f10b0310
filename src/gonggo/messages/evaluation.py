"""Facts of evaluation → mails to the company that is visited, and to who sits in a panel or no longer does."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from gonggo.applications.queries import within_reach
from gonggo.evaluation.definition import Stage, rules_of
from gonggo.evaluation.queries import panel_within_reach, people_seated
from gonggo.journal.models import Entry
from gonggo.journal.readers import Reader
from gonggo.kernel.actor import SYSTEM
from gonggo.messages.telling import address, day, people_of, tell
from gonggo.messages.templates import TEMPLATES
from gonggo.parties.queries import person
from gonggo.programs.queries import program


def tell_visit(entry: Entry) -> None:
    """The lead company learns the day on which an operator's experts come, or that this day no longer holds.

    A committee meets without the company: nobody is told of it here. Who comes is not said.
    """
    if not entry.data["operator"]:
        return
    application = within_reach(UUID(entry.data["application"]), of=SYSTEM)
    notice = program(application.program, application.program_version)
    is_planned = entry.name == "evaluation.put"

    def fields(language: str) -> dict[str, object]:
        told: dict[str, object] = {
            "program": notice.title.said(language),
            "stage": rules_of(notice).stage(Stage(entry.data["stage"])).label.said(language),
            "number": application.number,
            "operator": notice.operator(entry.data["operator"]).name.said(language),
            "link": address("application", application.id),
        }
        return told | {"day": day(date.fromisoformat(entry.data["on"]), language)} if is_planned else told

    tell("visit_planned" if is_planned else "visit_off", entry, people_of(application.lead_company_id), fields)


def tell_seat(entry: Entry) -> None:
    """Who is seated learns of what, when and where to pledge; who was given up learns that nothing is expected."""
    template = "panel_seated" if entry.name == "evaluation.seated" else "panel_unseated"
    _tell_members(template, entry, [UUID(entry.data["person"])])


def tell_opened(entry: Entry) -> None:
    """Everybody who sits learns that what was submitted can be read now, and scored."""
    _tell_members("panel_open", entry, people_seated(entry.subject_id))


def _tell_members(template: str, entry: Entry, people: Iterable[UUID]) -> None:
    panel = panel_within_reach(entry.subject_id, of=SYSTEM)
    notice = program(panel.program, panel.program_version)

    def fields(language: str) -> dict[str, object]:
        told: dict[str, object] = {
            "program": notice.title.said(language),
            "stage": rules_of(notice).stage(Stage(panel.stage)).label.said(language),
            "panel": panel.name,
            "day": day(panel.on, language),
            "link": address("panel", panel.id),
        }
        return {name: told[name] for name in TEMPLATES[template].fields - {"site"}}

    tell(template, entry, [person(one) for one in people], fields)


READERS = (
    Reader("messages.panel_opened", frozenset({"evaluation.panel_opened"}), tell_opened),
    Reader("messages.seat", frozenset({"evaluation.seated", "evaluation.seat_given_up"}), tell_seat),
    Reader(
        "messages.visit",
        frozenset({"evaluation.put", "evaluation.taken_out", "evaluation.set_aside"}),
        tell_visit,
    ),
)
