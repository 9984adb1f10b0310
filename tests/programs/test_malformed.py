"""Whatever stands where a value belongs, a folder is either whole or refused with findings: nothing between."""

import copy
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gonggo.programs.checking import check, findings_of
from gonggo.programs.finding import CODES, ProgramBroken
from gonggo.programs.loading import from_tree, read_tree
from program_folders import SMART_SERVICE, a_copy, found_in, spoil

TREE, ORIGINS = read_tree(SMART_SERVICE)


def _paths(value, path=()):
    if path:
        yield path
    for key in value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ():
        yield from _paths(value[key], (*path, key))


PATHS = list(_paths(TREE))
LARGEST = 2**53 - 1
JUNK = st.recursive(
    st.one_of(
        st.booleans(),
        st.integers(-LARGEST, LARGEST),
        st.text(max_size=20),
        st.sampled_from(["1/2", "2024-04-30", "adopter"]),
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=8), inner, max_size=3)),
    max_leaves=5,
)


def _with(path, junk):
    tree = copy.copy(TREE)
    at = tree
    for step in path[:-1]:
        at[step] = copy.copy(at[step])
        at = at[step]
    at[path[-1]] = junk
    return tree


def _outcome(tree):
    """The codes of what is wrong: none for a program that is whole."""
    try:
        program = from_tree(tree, ORIGINS)
    except ProgramBroken as broken:
        return [one.code for one in broken.findings]
    return [one.code for one in findings_of(program, tree, ORIGINS)]


@settings(max_examples=60)
@given(path=st.sampled_from(PATHS), junk=JUNK)
def test_folder_with_anything_anywhere_is_whole_or_refused_in_words(path, junk):
    codes = _outcome(_with(path, junk))

    assert set(codes) <= CODES


@settings(max_examples=20)
@given(path=st.sampled_from([path for path in PATHS if path[-1] in {"clause", "source", "default", "ko", "en"}]))
def test_folder_without_any_one_basis_or_word_is_refused(path):
    tree = _with(path, "")

    assert _outcome(tree) != []


def test_folder_that_is_named_like_a_file_is_a_finding(tmp_path):
    folder = a_copy(tmp_path)
    (folder / "extra.toml").mkdir()

    assert [(one.file, one.code) for one in check(folder)] == [("extra.toml", "not_readable")]


def test_file_that_is_nested_without_end_is_a_finding(tmp_path):
    folder = a_copy(tmp_path)
    (folder / "extra.toml").write_text("x = " + "[" * 20_000 + "]" * 20_000, encoding="utf-8")

    assert [(one.file, one.code) for one in check(folder)] == [("extra.toml", "too_deep")]


SHAPES = {
    "text where a number stands": ("track.1.cap.value", ["track", 0, "cap", "value"], "x", "whole_form"),
    "a number where text stands": ("number_prefix", ["number_prefix"], 7, "text_form"),
    "a number where a flag stands": ("window.pool.sharp", ["window", "pool", "sharp"], 1, "flag_form"),
    "text where a table stands": ("consortium", ["consortium"], "x", "table_form"),
    "text where a list stands": ("track", ["track"], "x", "list_form"),
    "a number below the least": ("consent.1.version", ["consent", 0, "version"], 0, "too_small"),
    "a number above the most": (
        "form.1.part.1.field.1.lines",
        ["form", 0, "part", 0, "field", 0, "lines"],
        61,
        "too_large",
    ),
    "a value that cannot stand there": ("paper.1.kind", ["paper", 0, "kind"], "post", "not_among"),
    "a key in capitals": ("faq.1.key", ["faq", 0, "key"], "FAQ", "key_form"),
    "empty text": ("number_prefix", ["number_prefix"], "", "empty"),
    "a key without end": ("faq.1.key", ["faq", 0, "key"], "x" * 81, "too_long"),
    "a key of nobody": ("money.tips", ["money", "tips"], 1, "unknown_key"),
}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_value_of_the_wrong_shape_is_told_in_korean_and_english(shape):
    key, path, junk, code = shape

    with pytest.raises(ProgramBroken) as no:
        from_tree(_with(path, junk), ORIGINS)

    found = next(one for one in no.value.findings if one.code == code)
    assert found.key == key
    ours = re.sub(r"[\x00-\x7f]", "", found.reason.ko)
    assert ours
    assert not re.search("[가-힣]", found.said("en"))


def test_line_that_is_no_toml_is_named_by_its_place_in_both_languages(tmp_path):
    folder = a_copy(tmp_path)
    (folder / "extra.toml").write_text("a = 1\nb = = 2\n", encoding="utf-8")

    (found,) = check(folder)

    assert found.said("ko").startswith("extra.toml: 2행 5열에서 TOML로 읽을 수 없습니다.")
    assert found.said("en").startswith("extra.toml: This is not TOML at line 2, column 5.")


def test_file_that_ends_inside_a_value_is_a_finding_at_its_end(tmp_path):
    folder = a_copy(tmp_path)
    (folder / "extra.toml").write_text('a = """never closed', encoding="utf-8")

    assert found_in(folder) == [("extra.toml", "", "not_toml_end")]


UNSOUND = {
    "a stage of consent misspelt": (
        "consents.toml",
        'at_stage = "pool"',
        'at_stage = "pol"',
        ("consents.toml", "consent pool-pledge.at_stage", "not_there"),
    ),
    "a role that brings a consent without its text": (
        "consents.toml",
        'roles = ["adopter", "supplier"]',
        'roles = ["adopter"]',
        ("papers.toml", "paper credit-consent", "consent_roles"),
    ),
    "more suppliers at least than at most": (
        "support.toml",
        "least_suppliers = { value = 1",
        "least_suppliers = { value = 4",
        ("support.toml", "consortium", "least_above_most"),
    ),
    "weights that do not make the full mark": (
        "evaluation.toml",
        "value = 25",
        "value = 26",
        ("evaluation.toml", "room.evaluation.site", "sum_differs"),
    ),
    "an item without its weight": (
        "evaluation.toml",
        'value = ["need", "will"',
        'value = ["needs", "will"',
        ("evaluation.toml", "room.evaluation.site.items", "not_there"),
    ),
    "a quorum above the committee": (
        "evaluation.toml",
        'label = { ko = "의사정족수", en = "Quorum" }\nvalue = 5',
        'label = { ko = "의사정족수", en = "Quorum" }\nvalue = 8',
        ("evaluation.toml", "room.evaluation.committee", "least_above_most"),
    ),
    "tranches that do not make the whole": (
        "payments.toml",
        'value = "3/10"',
        'value = "4/10"',
        ("payments.toml", "room.payments.tranches", "sum_differs"),
    ),
}


@pytest.mark.parametrize("unsound", UNSOUND.values(), ids=UNSOUND)
def test_program_whose_numbers_or_names_do_not_hold_together_is_refused_at_that_part(tmp_path, unsound):
    file, old, new, expected = unsound
    folder = a_copy(tmp_path)
    spoil(folder, file, old, new)

    assert expected in found_in(folder)
