"""The program page: the notice's chapters in order, each with its words, its tables and its clauses."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from gonggo.kernel.text import Text
from gonggo.programs.definition import Chapter, Clause, Consent, Program, Said
from gonggo.web.public.shown import tables
from gonggo.web.public.shown.figures import figures
from gonggo.web.public.shown.rules import Anchors, requirements_table, rule_anchors, rules_tables
from gonggo.web.public.shown.stages import timeline
from gonggo.web.public.shown.windows import APPLICATION, WindowRow, window_row
from gonggo.web.ui.rows import Figure, Stage, Table

RULES, ROOM = "rules.", "room."


@dataclass(frozen=True, slots=True)
class Block:
    """What a chapter shows under its words: tables, the timeline, or texts to agree to."""

    name: str
    title: Text | None = None
    tables: tuple[Table, ...] = ()
    stages: tuple[Stage, ...] = ()
    consents: tuple[Consent, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.tables or self.stages or self.consents)


@dataclass(frozen=True, slots=True)
class ChapterRow:
    """A chapter; ``clauses`` are those whose anchor is here, in no table."""

    anchor: str
    chapter: Chapter
    blocks: tuple[Block, ...]
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class ProgramPage:
    """Everything that the program page shows. ``more`` are the tables that no chapter shows."""

    program: Program
    window: WindowRow | None
    figures: tuple[Figure, ...]
    chapters: tuple[ChapterRow, ...]
    more: tuple[Block, ...]


def program_page(program: Program, at: datetime) -> ProgramPage:
    """The page as it stands at an instant."""
    anchors = rule_anchors(program)
    shown = {name for chapter in program.chapters for name in chapter.shows}
    return ProgramPage(
        program=program,
        window=window_row(program, APPLICATION, at),
        figures=tuple(figures(program)),
        chapters=tuple(_chapter(program, chapter, anchors, at) for chapter in program.chapters),
        more=_blocks(program, [name for name in _names(program) if name not in shown], anchors, at),
    )


def _chapter(program: Program, chapter: Chapter, anchors: Anchors, at: datetime) -> ChapterRow:
    own = (clause for clause in program.clauses if clause.chapter == chapter.key and clause.id not in anchors)
    return ChapterRow(f"chapter-{chapter.key}", chapter, _blocks(program, chapter.shows, anchors, at), tuple(own))


TABLES: dict[str, Callable[[Program], list[Table]]] = {
    "bodies": tables.bodies,
    "tracks": tables.tracks,
    "types": tables.types,
    "money": tables.money,
    "requirements": lambda program: [requirements_table(program)] if program.requirements else [],
    "consortium": tables.consortium,
    "windows": tables.windows,
    "papers": tables.papers,
    "contacts": tables.contacts,
    "operators": tables.operators,
}


def _names(program: Program) -> list[str]:
    """Everything that this program has to show, by name."""
    own = [*(f"{RULES}{key}" for key in program.rule_sets), *(f"{ROOM}{key}" for key in program.rooms)]
    return [*TABLES, "stages", "consents", *own]


def blocks_of(program: Program, names: Iterable[str], at: datetime) -> tuple[Block, ...]:
    """Some of the blocks by name, for a page of their own; those that the program does not have are left out."""
    known = set(_names(program))
    return _blocks(program, [name for name in names if name in known], rule_anchors(program), at)


def words_around(program: Program, name: str) -> tuple[Said, ...]:
    """What the chapters that show a block say, for a page that shows the block by itself."""
    return tuple(said for chapter in program.chapters if name in chapter.shows for said in chapter.paragraphs)


def _blocks(program: Program, names: Iterable[str], anchors: Anchors, at: datetime) -> tuple[Block, ...]:
    made = (_block(program, name, anchors, at) for name in names)
    return tuple(block for block in made if not block.is_empty)


def _block(program: Program, name: str, anchors: Anchors, at: datetime) -> Block:
    """One block by its name; empty where the program has nothing of it. Raises KeyError for a name that is none."""
    if name.startswith(RULES):
        return Block(name, tables=tuple(rules_tables(program, name.removeprefix(RULES), anchors)))
    if name.startswith(ROOM):
        key = name.removeprefix(ROOM)
        section = program.room(key)
        return Block(name, title=section.label, tables=tuple(tables.room(key, section)))
    if name == "stages":
        return Block(name, stages=timeline(program, at))
    if name == "consents":
        return Block(name, consents=program.consents)
    return Block(name, tables=tuple(TABLES[name](program)))
