"""Whatever stands where a value belongs, a folder is either whole or refused with findings: nothing between."""

import copy

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gonggo.programs.checking import check, findings_of
from gonggo.programs.finding import CODES, ProgramBroken
from gonggo.programs.loading import from_tree, read_tree
from program_folders import SMART_SERVICE, a_copy

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


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(path=st.sampled_from(PATHS), junk=JUNK)
def test_folder_with_anything_anywhere_is_whole_or_refused_in_words(path, junk):
    codes = _outcome(_with(path, junk))

    assert set(codes) <= CODES


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
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
