"""A program whose parts do not fit together is refused, part by part."""

import pytest

from program_folders import a_copy, found_in, spoil


@pytest.fixture
def folder(tmp_path):
    return a_copy(tmp_path)


A_ROOM = """
[room.punishment]
label = { ko = "벌", en = "Punishment" }
[[room.punishment.group]]
key = "a"
label = { ko = "가", en = "A" }
[[room.punishment.group.value]]
key = "b"
default = "ours"
label = { ko = "나", en = "B" }
value = 1
says = { ko = "다", en = "C" }
"""
AN_IDLE_CLAUSE = """
[[clause]]
id = "0-idle"
chapter = "1"
title = { ko = "가", en = "A" }
words = { ko = "나", en = "B" }

"""
UNFIT = {
    "places that do not add up": (
        "support.toml",
        "places = 90",
        "places = 91",
        [("support.toml", "places all", "sum_differs"), ("support.toml", "places new", "sum_differs")],
    ),
    "a pair of track and type left out": (
        "support.toml",
        'type = "service-delivery"\nclause = "2-advanced-bm-only"',
        'type = "delivery"\nclause = "2-advanced-bm-only"',
        [("support.toml", "combination", "pair_missing")],
    ),
    "a pair of an unknown type": (
        "support.toml",
        'track = "new"\ntype = "service-delivery"',
        'track = "new"\ntype = "delivery"',
        [("support.toml", "combination", "not_there"), ("support.toml", "combination", "pair_missing")],
    ),
    "two papers in one slot": (
        "papers.toml",
        'slot = "local-tax"',
        'slot = "national-tax"',
        [("papers.toml", "paper", "twice")],
    ),
    "a paper with a form that is not there": (
        "papers.toml",
        'form = "form-8"',
        'form = "form-9"',
        [("papers.toml", "paper careers", "not_there")],
    ),
    "a required paper without a form": (
        "papers.toml",
        'form = "form-1"\n',
        "",
        [("papers.toml", "paper plan.form", "missing")],
    ),
    "a consent without its text": (
        "papers.toml",
        'consent = "credit"\n',
        "",
        [("papers.toml", "paper credit-consent", "consent_missing")],
    ),
    "two questions with one key": (
        "application.toml",
        'key = "use-effect"',
        'key = "use-plan"',
        [("application.toml", "section.question", "twice")],
    ),
    "a question for a track that is not there": (
        "application.toml",
        'tracks = ["advanced"]',
        'tracks = ["old"]',
        [("application.toml", "section earlier-task", "not_there")],
    ),
    "an exclusion lifted by nothing known": (
        "eligibility.toml",
        '"exception-4"]',
        '"exception-5"]',
        [("eligibility.toml", "rules.application (6)", "not_there")],
    ),
    "an exclusion judged at no known moment": (
        "eligibility.toml",
        'as_of = "application.closes"\nsettled_by = "facts"',
        'as_of = "application.ends"\nsettled_by = "facts"',
        [("eligibility.toml", "rules.application (1)", "not_there")],
    ),
    "the application window made adjustable": (
        "dates.toml",
        'window = "application"\nadjustable = false',
        'window = "application"\nadjustable = true',
        [("dates.toml", "stage application", "not_adjustable")],
    ),
    "a stage that ends before it begins": (
        "dates.toml",
        "until_on = 2024-06-07",
        "until_on = 2024-05-07",
        [("dates.toml", "stage site", "window_order")],
    ),
    "a version that is not the last": (
        "program.toml",
        "version = 1\nnumber_prefix",
        "version = 2\nnumber_prefix",
        [("program.toml", "version", "version_last")],
    ),
    "a section of no room": (
        "sanctions.toml",
        "[room.sanctions]",
        A_ROOM + "[room.sanctions]",
        [("sanctions.toml", "room.punishment", "unknown_key")],
    ),
    "a page that shows a section which is not there": (
        "clauses.toml",
        '"room.selection"]',
        '"room.choice"]',
        [("clauses.toml", "chapter 7.shows", "not_there")],
    ),
    "a chapter that shows a block that is not there": (
        "clauses.toml",
        'shows = ["bodies"]',
        'shows = ["bodeis"]',
        [("clauses.toml", "chapter 1.shows", "not_there")],
    ),
    "a requirement of a track that is not there": (
        "eligibility.toml",
        'tracks = ["advanced"]',
        'tracks = ["third"]',
        [("eligibility.toml", "requirement earlier-new-task", "not_there")],
    ),
    "a ground of exclusion in a track that is not there": (
        "eligibility.toml",
        'curable_until = "evaluation.opens" # 예외 ①',
        'curable_until = "evaluation.opens"\ntracks = ["third"]',
        [("eligibility.toml", "rules.application (6)", "not_there")],
    ),
    "a condition that asks for a fact of no kind": (
        "eligibility.toml",
        '{ fact = "dishonour"',
        '{ fact = "dishonor"',
        [("eligibility.toml", "rules.application (6)", "not_there")],
    ),
    "a condition that waits for a value which the fact never has": (
        "eligibility.toml",
        'met = ["sme"]',
        'met = ["small"]',
        [("eligibility.toml", "requirement sme sme-certificate", "not_there")],
    ),
    "a condition for a track that is not there": (
        "eligibility.toml",
        'tracks = ["advanced"]\njudged_by',
        'tracks = ["old"]\njudged_by',
        [("eligibility.toml", "requirement earlier-new-task", "not_there")],
    ),
    "a requirement due at no known moment": (
        "eligibility.toml",
        'due = "evaluation.opens"',
        'due = "evaluation.begins"',
        [("eligibility.toml", "requirement supplier-registered", "not_there")],
    ),
    "an exception shown by a fact of no kind": (
        "eligibility.toml",
        'shown_by = [{ fact = "restart-fund" }]',
        'shown_by = [{ fact = "restart-money" }]',
        [("eligibility.toml", "rules.application", "not_there")],
    ),
    "a stage of the assessment without anything to look at": (
        "evaluation.toml",
        '"items"\nclause = "7-site"',
        '"things"\nclause = "7-site"',
        [("evaluation.toml", "room.evaluation.site.items", "missing")],
    ),
    "a visit by nobody knows how many": (
        "evaluation.toml",
        'key = "experts"',
        'key = "visitors"',
        [("evaluation.toml", "room.evaluation.site.experts", "missing")],
    ),
    "a committee without a quorum": (
        "evaluation.toml",
        'key = "quorum"',
        'key = "enough"',
        [("evaluation.toml", "room.evaluation.committee.quorum", "missing")],
    ),
    "a kind of fact with one value twice": (
        "facts.toml",
        'key = "not-sme"',
        'key = "sme"',
        [
            ("eligibility.toml", "requirement sme sme-certificate", "not_there"),
            ("facts.toml", "fact sme-certificate", "twice"),
        ],
    ),
    "a clause that decides nothing": (
        "clauses.toml",
        '[[clause]]\nid = "0-notice"',
        AN_IDLE_CLAUSE + '[[clause]]\nid = "0-notice"',
        [("clauses.toml", "clause 0-idle", "clause_unused")],
    ),
    "a question asked about nothing known": (
        "library.toml",
        'subject = "system"',
        'subject = "weather"',
        [("library.toml", "faq.subject", "not_there")],
    ),
    "a form prefilled from no question": (
        "forms.toml",
        'question = "task-title"',
        'question = "task-name"',
        [("forms.toml", "form form-1", "not_there")],
    ),
    "a case that nothing runs": (
        "cases/windows.toml",
        'kind = "window"',
        'kind = "weather"',
        [("cases/windows.toml", "case.1", "case_kind")],
    ),
    "a case with another verdict": (
        "cases/windows.toml",
        'verdict = "before"',
        'verdict = "inside"',
        [("cases/windows.toml", "case.1", "case_verdict")],
    ),
    "a case with a fact too few": (
        "cases/windows.toml",
        'given = { window = "application", at = 2024-03-31T23:59:59.999999+09:00 }',
        'given = { window = "application" }',
        [("cases/windows.toml", "case.1", "case_form")],
    ),
    "a case about a window that is not there": (
        "cases/windows.toml",
        'given = { window = "application", at = 2024-03-31',
        'given = { window = "winter", at = 2024-03-31',
        [("cases/windows.toml", "case.1", "not_there")],
    ),
    "a case of a clause that is not there": (
        "cases/windows.toml",
        'clause = "4-window"',
        'clause = "4-door"',
        [("cases/windows.toml", "case.1", "clause_unknown")],
    ),
    "cases under another name": (
        "cases/papers.toml",
        "[[case]]",
        "[[cases]]",
        [("cases/papers.toml", "cases", "unknown_key")],
    ),
    "two cases of one name": (
        "cases/windows.toml",
        'key = "application-opening-instant"',
        'key = "application-day-before"',
        [("cases", "case.key", "twice")],
    ),
}


@pytest.mark.parametrize("unfit", UNFIT.values(), ids=UNFIT)
def test_program_with_a_part_that_does_not_fit_is_refused_at_that_part(folder, unfit):
    file, old, new, expected = unfit
    spoil(folder, file, old, new)

    found = found_in(folder)

    assert [one for one in found if one in expected] == expected


def test_case_file_that_nothing_reads_is_an_error(folder):
    (folder / "cases" / "more.yaml").write_text("case: 1", encoding="utf-8")

    assert found_in(folder) == [("cases/more.yaml", "", "case_file")]


def test_extension_that_is_silent_on_the_day_of_judgement_is_refused(folder):
    spoil(folder, "program.toml", "version = 1\nnumber_prefix", "version = 2\nnumber_prefix")
    spoil(folder, "program.toml", "[[role]]", an_extension() + "[[role]]")

    assert found_in(folder) == [("program.toml", "versions.2", "as_of_unsaid")]


def test_extension_that_leaves_the_day_of_judgement_must_name_that_day(folder):
    spoil(folder, "program.toml", "version = 1\nnumber_prefix", "version = 2\nnumber_prefix")
    spoil(folder, "program.toml", "[[role]]", an_extension("moves_as_of_day = false\n") + "[[role]]")

    assert found_in(folder) == [("program.toml", "versions", "as_of_unsaid")]


def an_extension(more: str = "") -> str:
    return (
        '[[versions]]\nversion = 2\nkind = "extension"\nissued_on = 2024-04-30\ndefault = "장애"\n'
        f'reason = {{ ko = "시스템 장애", en = "Outage" }}\n{more}\n'
    )
