"""A folder that is wrong in any way is refused whole, with every error by file, key, reason and remedy."""

import json

import pytest

from gonggo.kernel.canonical import digest
from gonggo.programs.checking import check, checked
from gonggo.programs.finding import ProgramBroken
from gonggo.programs.loading import from_tree, read, read_tree
from program_folders import SMART_SERVICE, a_copy, found_in, spoil


@pytest.fixture
def folder(tmp_path):
    return a_copy(tmp_path)


def test_folder_of_2024_has_no_errors():
    assert check(SMART_SERVICE) == []


A_QUESTION = (
    '[[section.question]]\nkey = "more"\nkind = "text"\nmax_length = 9\ndefault = "ours"\n'
    'label = { ko = "가", en = "A" }\nhint = { ko = "나", en = "B" }\n'
)
CLOSES = "closes = 2024-04-30T18:00:00+09:00 # the first instant outside"
SPOILT = {
    "a label without English": (
        "papers.toml",
        'label = { ko = "사업계획서", en = "Business plan" }',
        'label = { ko = "사업계획서" }',
        ("papers.toml", "paper.1.label", "words_missing"),
    ),
    "a label that is empty in Korean": (
        "papers.toml",
        'label = { ko = "사업계획서", en = "Business plan" }',
        'label = { ko = " ", en = "Business plan" }',
        ("papers.toml", "paper.1.label", "words_missing"),
    ),
    "a label in a third language": (
        "papers.toml",
        'en = "Business plan" }',
        'en = "Business plan", fr = "Plan" }',
        ("papers.toml", "paper.1.label", "words_extra"),
    ),
    "a label that is no table": (
        "papers.toml",
        'label = { ko = "사업계획서", en = "Business plan" }',
        'label = "사업계획서"',
        ("papers.toml", "paper.1.label", "words_form"),
    ),
    "a value without a basis": (
        "support.toml",
        'cap = { value = 60_000_000, clause = "2-new" }',
        "cap = { value = 60_000_000 }",
        ("support.toml", "track.1.cap", "basis_missing"),
    ),
    "a value with two bases": (
        "support.toml",
        'cap = { value = 60_000_000, clause = "2-new" }',
        'cap = { value = 60_000_000, clause = "2-new", default = "ours" }',
        ("support.toml", "track.1.cap", "basis_twice"),
    ),
    "a basis that says nothing": (
        "support.toml",
        'cap = { value = 60_000_000, clause = "2-new" }',
        'cap = { value = 60_000_000, default = " " }',
        ("support.toml", "track.1.cap", "basis_empty"),
    ),
    "a basis written as such": (
        "support.toml",
        'cap = { value = 60_000_000, clause = "2-new" }',
        'cap = { value = 60_000_000, basis = "2-new" }',
        ("support.toml", "track.1.cap", "basis_key"),
    ),
    "a clause that the notice does not have": (
        "support.toml",
        'cap = { value = 60_000_000, clause = "2-new" }',
        'cap = { value = 60_000_000, clause = "2-old" }',
        ("support.toml", "track.1.cap", "clause_unknown"),
    ),
    "an instant without its offset": (
        "dates.toml",
        CLOSES,
        "closes = 2024-04-30T18:00:00",
        ("dates.toml", "window.application.closes", "instant_offset"),
    ),
    "a day for an instant": (
        "dates.toml",
        CLOSES,
        "closes = 2024-04-30",
        ("dates.toml", "window.application.closes", "instant_form"),
    ),
    "an instant for a day": (
        "program.toml",
        "issued_on = 2024-04-01",
        "issued_on = 2024-04-01T00:00:00+09:00",
        ("program.toml", "versions.1.issued_on", "day_form"),
    ),
    "a time of day alone": (
        "dates.toml",
        CLOSES,
        "closes = 18:00:00",
        ("dates.toml", "window.application.closes", "number_form"),
    ),
    "a window that closes before it opens": (
        "dates.toml",
        CLOSES,
        "closes = 2024-03-01T18:00:00+09:00",
        ("dates.toml", "window.application", "window_order"),
    ),
    "a share with a point": (
        "support.toml",
        'share = { value = "1/2"',
        "share = { value = 0.5",
        ("support.toml", "track.1.share.value", "number_form"),
    ),
    "a share above one": (
        "support.toml",
        'share = { value = "1/2"',
        'share = { value = "3/2"',
        ("support.toml", "track.1.share.value", "share_form"),
    ),
    "a share of nothing": (
        "support.toml",
        'share = { value = "1/2"',
        'share = { value = "1/0"',
        ("support.toml", "track.1.share.value", "share_form"),
    ),
    "won that are text": (
        "support.toml",
        "cap = { value = 60_000_000",
        'cap = { value = "60000000"',
        ("support.toml", "track.1.cap.value", "whole_form"),
    ),
    "won that are true": (
        "support.toml",
        "cap = { value = 60_000_000",
        "cap = { value = true",
        ("support.toml", "track.1.cap.value", "whole_form"),
    ),
    "won beyond counting": (
        "support.toml",
        "cap = { value = 60_000_000",
        "cap = { value = 9_007_199_254_740_992",
        ("support.toml", "track.1.cap.value", "number_form"),
    ),
    "won below zero": (
        "support.toml",
        "cap = { value = 60_000_000",
        "cap = { value = -1",
        ("support.toml", "track.1.cap.value", "too_small"),
    ),
    "a key misspelt": (
        "papers.toml",
        'form = "form-1"',
        'forms = "form-1"',
        ("papers.toml", "paper.1.forms", "unknown_key"),
    ),
    "a kind that the house does not know": (
        "papers.toml",
        'kind = "upload"',
        'kind = "post"',
        ("papers.toml", "paper.1.kind", "not_among"),
    ),
    "a digest of its own": (
        "program.toml",
        "version = 1",
        'digest = "0"\nversion = 1',
        ("program.toml", "digest", "unknown_key"),
    ),
    "a line that is no TOML": ("papers.toml", "[[paper]]", "[[paper", ("papers.toml", "", "not_toml")),
    "a key of another file": (
        "papers.toml",
        "[[paper]]",
        "[money]\n[[paper]]",
        ("support.toml", "money", "stands_twice"),
    ),
    "more than five questions on a page": (
        "application.toml",
        '[[section]]\nkey = "goal"',
        A_QUESTION + '[[section]]\nkey = "goal"',
        ("application.toml", "section.4.question", "list_size"),
    ),
}


@pytest.mark.parametrize("case", SPOILT.values(), ids=SPOILT)
def test_folder_with_one_error_is_refused_with_file_key_and_reason(folder, case):
    file, old, new, expected = case
    spoil(folder, file, old, new)

    with pytest.raises(ProgramBroken) as broken:
        read(folder)

    assert expected in [(one.file, one.key, one.code) for one in broken.value.findings]


def test_folder_with_many_errors_tells_all_of_them_at_once(folder):
    spoil(folder, "support.toml", 'cap = { value = 60_000_000, clause = "2-new" }', "cap = { value = 60_000_000 }")
    spoil(folder, "papers.toml", 'slot = "plan"', 'slots = "plan"')
    spoil(folder, "contacts.toml", 'email = "smart@mainbiz.or.kr"\n', "")

    assert found_in(folder) == [
        ("contacts.toml", "operator.3.email", "missing"),
        ("papers.toml", "paper.1.slot", "missing"),
        ("papers.toml", "paper.1.slots", "unknown_key"),
        ("support.toml", "track.1.cap", "basis_missing"),
    ]


def test_finding_says_where_why_and_what_to_do_in_both_languages(folder):
    spoil(folder, "support.toml", 'cap = { value = 60_000_000, clause = "2-new" }', "cap = { value = 60_000_000 }")

    said = [one.said(language) for one in check(folder) for language in ("ko", "en")]

    assert said == [
        "support.toml: track.1.cap: 근거가 없습니다. clause, source, default 가운데 하나를 적어 주세요.",
        "support.toml: track.1.cap: The value has no basis. Please write one of clause, source, default.",
    ]


def test_path_without_a_folder_is_one_finding(tmp_path):
    assert [one.code for one in check(tmp_path / "none")] == ["no_folder"]


def test_folder_without_program_toml_is_not_a_program(folder):
    (folder / "program.toml").unlink()

    assert ("program.toml", "", "no_file") in found_in(folder)


def test_file_in_another_encoding_is_named(folder):
    (folder / "menus.toml").write_bytes("# 메뉴".encode("cp949"))

    assert found_in(folder) == [("menus.toml", "", "not_utf8")]


def test_list_where_a_table_belongs_is_a_finding_and_no_crash(folder):
    spoil(folder, "support.toml", "[money]", "[[money]]")

    assert ("support.toml", "money", "table_form") in found_in(folder)


def test_program_read_from_its_canonical_json_is_the_same_program():
    found = checked(SMART_SERVICE)

    said = json.loads(found.content)
    again = from_tree(said)

    assert (again, again.digest) == (found.program, digest(said))


def test_program_is_written_as_plain_json_with_every_basis():
    program = read(SMART_SERVICE)

    written = program.model_dump(mode="json", by_alias=True)

    assert json.loads(json.dumps(written)) == written
    assert written["track"][0]["share"] == {"basis": {"kind": "clause", "text": "2-new"}, "value": "1/2"}
    assert written["window"]["consulting"]["closes"] == "2024-04-23T00:00:00+09:00"
    assert written["paper"][0]["label"] == {"ko": "사업계획서", "en": "Business plan"}


def test_digest_changes_with_any_word_and_with_nothing_else(folder):
    before = read(folder).digest
    spoil(folder, "menus.toml", "# 공고가 가리키는 이름 그대로의 메뉴.", "# 메뉴")
    assert read(folder).digest == before

    spoil(folder, "menus.toml", "사업안내", "사업 안내")

    assert read(folder).digest != before


def test_definition_cannot_be_changed_after_it_is_read():
    program = read(SMART_SERVICE)

    with pytest.raises(ValueError, match="frozen"):
        program.key = "another"  # type: ignore[misc]


def test_tree_is_all_of_the_files_and_where_each_part_stands():
    tree, origins = read_tree(SMART_SERVICE)

    tops = {f"room.{key}" for key in tree["room"]} | (set(tree) - {"room"})
    assert set(origins) == tops
    assert set(origins.values()) == {path.name for path in SMART_SERVICE.glob("*.toml")}
