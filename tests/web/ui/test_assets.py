"""What is sent to browsers: our own, short, without a foreign origin, with licences beside what others made."""

import re
from importlib.resources import files
from pathlib import Path

STATIC = Path(str(files("gonggo.web.ui").joinpath("static")))
OURS = STATIC / "gonggo.css"
VENDORED = STATIC / "vendor"


def test_our_stylesheet_has_at_most_600_lines_and_no_colour_outside_shadows():
    lines = OURS.read_text("utf-8").splitlines()

    assert len(lines) <= 600
    assert [line for line in lines if re.search(r"#[0-9a-fA-F]{3,8}\b", line) and "shadow" not in line] == []


def test_every_token_of_our_stylesheet_is_one_of_krds():
    tokens = (VENDORED / "krds/css/token/krds_tokens.css").read_text("utf-8")
    components = (VENDORED / "krds/css/component/output.css").read_text("utf-8")
    used = set(re.findall(r"var\((--krds-[\w-]+)", OURS.read_text("utf-8")))

    assert {name for name in used if f"{name}:" not in tokens and f"{name}:" not in components} == set()


def test_no_asset_names_a_foreign_origin_to_fetch_from():
    fetched = re.compile(r"""(?:url\(|@import|from|fetch\(|src=|import\()\s*["']?(?:https?:)?//""")
    found = [
        path.name for path in STATIC.rglob("*") if path.suffix in {".css", ".js"} if fetched.search(path.read_text())
    ]

    assert found == []


def test_no_script_writes_styles_or_evaluates_text():
    forbidden = re.compile(r"\.style\b|innerHTML|outerHTML|eval\(|new Function|setAttribute\(\"style")
    ours = sorted((STATIC / "js").glob("*.js"))

    assert [path.name for path in ours if forbidden.search(path.read_text("utf-8"))] == []
    assert [path.name for path in ours if len(path.read_text("utf-8").splitlines()) > 150] == []


def test_what_others_made_stands_with_its_version_and_its_licence():
    for folder, licence in {"krds": "README.md", "pretendard-gov": "LICENSE.txt", "htmx": "LICENSE"}.items():
        assert re.fullmatch(r"\d+\.\d+\.\d+\n", (VENDORED / folder / "VERSION").read_text())
        assert (VENDORED / folder / licence).stat().st_size > 0
    assert '"license": "ISC"' in (VENDORED / "krds/package.json").read_text("utf-8")


def test_what_others_made_is_small_and_bears_no_emblem():
    files_ = [path for path in VENDORED.rglob("*") if path.is_file()]

    assert sum(path.stat().st_size for path in files_) < 12 * 1024 * 1024
    assert [path.name for path in files_ if re.search(r"emblem|taegeuk|logo|masthead", path.name)] == []


def test_the_web_font_covers_every_syllable_of_hangul():
    sheet = (VENDORED / "pretendard-gov/pretendardvariable-gov-dynamic-subset.css").read_text("utf-8")
    covered: set[int] = set()
    for ranges in re.findall(r"unicode-range:([^;]*);", sheet):
        for one in ranges.split(","):
            first, _, last = one.strip()[2:].partition("-")
            covered.update(range(int(first, 16), int(last or first, 16) + 1))

    assert len(covered & set(range(0xAC00, 0xD7A4))) == 11_172


def test_every_font_slice_that_the_sheet_names_is_there():
    folder = VENDORED / "pretendard-gov"
    sheet = (folder / "pretendardvariable-gov-dynamic-subset.css").read_text("utf-8")

    assert {name for name in re.findall(r"url\(\./([^)]+)\)", sheet) if not (folder / name).exists()} == set()


def test_the_tokens_are_not_imported_by_the_component_sheet():
    assert "@import" not in (VENDORED / "krds/css/component/output.css").read_text("utf-8")


def test_no_word_of_the_scripts_is_said_twice_nor_in_one_language_alone():
    """The later of two keys of one name would silently take the place of the first."""
    source = (STATIC / "js" / "words.js").read_text(encoding="utf-8")
    table = source.partition("const WORDS = {")[2].partition("\n};")[0]
    korean, english = (re.sub(r'"[^"]*"|`[^`]*`', "''", half) for half in re.split(r"\n  en: \{", table))
    keys = [re.findall(r"(?<=[{,\s])([a-z_]+):", half.partition("ko: {")[2] or half) for half in (korean, english)]

    assert [[one for one in half if half.count(one) > 1 and one not in {"done", "not_yet"}] for half in keys] == [
        [],
        [],
    ]
    assert keys[0] == keys[1]
    assert len(keys[0]) > 50


WEB = STATIC.parent.parent
PAGES = {
    path.relative_to(next(one for one in path.parents if one.name == "templates")).as_posix(): path.read_text("utf-8")
    for path in WEB.rglob("templates/**/*.html")
}


def above(name: str) -> list[str]:
    """A page and those that it extends."""
    found = re.search(r"\{% extends \"([^\"]+)\"", PAGES[name])
    return [name, *(above(found[1]) if found else [])]


def shown_on(name: str) -> set[str]:
    """The pages that a part stands on, or the page itself."""
    around = {page for page, said in PAGES.items() if f'{{% include "{name}"' in said}
    return set().union(*(shown_on(page) for page in around)) if around else {name}


def test_what_is_asked_for_in_parts_stands_on_pages_that_load_what_asks():
    asking = {page for name, said in PAGES.items() if "hx-get" in said for page in shown_on(name)}

    assert asking
    assert [page for page in asking if not any("htmx.min.js" in PAGES[one] for one in above(page))] == []


def test_every_script_of_ours_is_loaded_by_a_page_or_by_another_script():
    scripts = {path for path in WEB.rglob("static/**/*.js") if "vendor" not in path.parts}
    said = [*PAGES.values(), *(path.read_text("utf-8") for path in scripts)]

    assert [path.name for path in scripts if not any(f"/{path.name}" in one for one in said)] == []
