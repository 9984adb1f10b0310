"""How a program calls its parties and bodies is said by its folder, never by the code or a template."""

from source import SOURCE

from gonggo.programs.checking import checked
from gonggo.programs.loading import LIBRARY

NOT_OF_A_PROGRAM = {
    "parties/roles.py": "the roles of the house's own people, whatever program they work on",
    "web/operator/desk.py": "the name of a desk of the house",
    "web/agency/claims.py": "the name of a desk of the house",
    "web/demo/people.py": "the people of the demo's world, which plays the program that is shipped",
    "web/ui/gallery.py": "examples on the page of components",
    "web/ui/templates/ui/gallery.html": "examples on the page of components",
}


def _labels() -> set[str]:
    programs = [checked(folder).program for folder in sorted(LIBRARY.iterdir()) if folder.is_dir()]
    roles = {words.ko for program in programs for role in program.roles for words in (role.applying, role.selected)}
    return roles | {body.label.ko for program in programs for body in program.bodies}


def test_no_label_of_a_shipped_program_stands_in_code_or_template():
    labels = _labels()
    files = [path for kind in ("*.py", "*.html", "*.svg", "*.js") for path in SOURCE.rglob(kind)]
    naming = {
        path.relative_to(SOURCE).as_posix()
        for path in files
        if any(label in path.read_text(encoding="utf-8") for label in labels)
    }

    assert labels >= {"도입기업", "공급기업", "수행기관", "전담기관"}
    assert naming == set(NOT_OF_A_PROGRAM)
