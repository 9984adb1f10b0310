"""What is wrong with a program folder: file, key path, reason and remedy, in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from gonggo.kernel.text import Text
from gonggo.programs.shapes import SHAPES


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One error of a folder. ``key`` is the path as its author wrote it: ``paper.3.label``; lists count from 1."""

    file: str
    key: str
    code: str
    facts: tuple[tuple[str, str], ...] = ()

    @property
    def reason(self) -> Text:
        return _said(self, 0)

    @property
    def remedy(self) -> Text:
        return _said(self, 1)

    def said(self, language: str) -> str:
        """One line for a terminal."""
        where = f"{self.file}: {self.key}" if self.key else self.file
        return f"{where}: {self.reason.said(language)} {self.remedy.said(language)}"


def finding(file: str, key: str, code: str, **facts: object) -> Finding:
    return Finding(file, key, code, tuple((name, str(value)) for name, value in facts.items()))


class ProgramBroken(Exception):
    """A folder that cannot be loaded. Nothing of it is."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("\n".join(found.said("en") for found in findings))
        self.findings = findings


def _said(found: Finding, column: int) -> Text:
    return _WORDS[found.code][column].format(**dict(found.facts))


def _row(ko: str, en: str, fix_ko: str, fix_en: str) -> tuple[Text, Text]:
    return Text(ko, en), Text(fix_ko, fix_en)


_WORDS: Mapping[str, tuple[Text, Text]] = MappingProxyType(
    {
        **SHAPES,
        # the folder and its files
        "no_folder": _row(
            "사업 폴더가 없습니다.",
            "There is no such program folder.",
            "program.toml이 든 폴더의 경로를 적어 주세요.",
            "Give the path of a folder that holds program.toml.",
        ),
        "no_file": _row(
            "이 파일이 없습니다.", "This file is missing.", "파일을 만들어 주세요.", "Please make the file."
        ),
        "not_utf8": _row(
            "UTF-8로 읽을 수 없습니다.",
            "This is not UTF-8.",
            "UTF-8로 저장해 주세요.",
            "Please save it as UTF-8.",
        ),
        "not_readable": _row(
            "파일로 읽을 수 없습니다.",
            "This cannot be read as a file.",
            "폴더가 아닌 파일인지, 읽을 권한이 있는지 확인해 주세요.",
            "Please see that it is a file, not a folder, and that it may be read.",
        ),
        "too_deep": _row(
            "너무 깊이 겹쳐 있어 읽지 않았습니다.",
            "This is nested too deeply to be read.",
            "겹친 괄호를 줄여 주세요.",
            "Please nest less deeply.",
        ),
        "not_toml": _row(
            "{line}행 {column}열에서 TOML로 읽을 수 없습니다.",
            "This is not TOML at line {line}, column {column}.",
            "그 줄의 따옴표와 괄호, 두 번 적은 이름을 고쳐 주세요.",
            "Please mend quotes, brackets or a name written twice there.",
        ),
        "not_toml_end": _row(
            "파일이 끝나는 곳에서 TOML로 읽을 수 없습니다.",
            "This is not TOML at the end of the file.",
            "닫지 않은 따옴표나 괄호를 닫아 주세요.",
            "Please close the quote or bracket left open.",
        ),
        "stands_twice": _row(
            "같은 항목이 {other}에도 있습니다.",
            "The same key stands in {other} too.",
            "한 파일에만 적어 주세요.",
            "Please write it in one file only.",
        ),
        "number_form": _row(
            "소수점이 있는 수, 2의 53제곱을 넘는 수, 시각만 있는 값은 쓰지 않습니다.",
            "A number with a fraction or beyond 2 to the 53rd, or a bare time of day, is not used.",
            '비율은 "1/2"처럼 분수로, 시각은 날짜와 함께 적어 주세요.',
            'Please write a share as a fraction such as "1/2", and a time with its date.',
        ),
        "words_form": _row(
            "문구가 ko와 en의 표가 아닙니다.",
            "Words must be a table of ko and en.",
            '{{ko = "…", en = "…"}}로 적어 주세요.',
            'Please write {{ko = "…", en = "…"}}.',
        ),
        "words_extra": _row(
            "문구에 쓸 수 없는 항목이 있습니다: {extra}.",
            "Words have a key that is not a language of the house: {extra}.",
            "ko와 en만 적어 주세요.",
            "Please leave only ko and en.",
        ),
        "words_missing": _row(
            "빠진 언어가 있습니다: {missing}.",
            "A language is missing: {missing}.",
            "그 언어의 문구를 적어 주세요.",
            "Please write the words in it.",
        ),
        "day_form": _row(
            "날짜가 아닙니다.",
            "This is not a day.",
            "연-월-일로 2030-12-31처럼 적어 주세요.",
            "Please write it like 2030-12-31.",
        ),
        "instant_form": _row(
            "시각이 아닙니다.",
            "This is not an instant.",
            "2030-12-31T18:00:00+09:00처럼 적어 주세요.",
            "Please write it like 2030-12-31T18:00:00+09:00.",
        ),
        "instant_offset": _row(
            "시각에 시간대 차이(+09:00)가 없습니다.",
            "The instant has no offset (+09:00).",
            "+09:00을 붙여 주세요.",
            "Please add +09:00.",
        ),
        "share_form": _row(
            "비율이 1 이하의 분수가 아닙니다.",
            "The share is not a fraction up to 1.",
            '"1/2"처럼 적어 주세요.',
            'Please write it like "1/2".',
        ),
        "window_order": _row(
            "여는 시각이 닫는 시각보다 앞서지 않습니다.",
            "The window does not open before it closes.",
            "두 시각을 고쳐 주세요.",
            "Please mend the two instants.",
        ),
        "list_size": _row(
            "항목이 {count}개입니다. {least}개에서 {most}개까지 적습니다.",
            "There are {count} items; {least} to {most} belong here.",
            "항목을 더하거나 빼 주세요.",
            "Please add items or take some out.",
        ),
        # bases
        "basis_missing": _row(
            "근거가 없습니다.",
            "The value has no basis.",
            "clause, source, default 가운데 하나를 적어 주세요.",
            "Please write one of clause, source, default.",
        ),
        "basis_twice": _row(
            "근거가 둘 이상입니다: {found}.",
            "The value has more than one basis: {found}.",
            "하나만 남겨 주세요.",
            "Please leave one.",
        ),
        "basis_empty": _row(
            "근거({name})가 비어 있습니다.",
            "The basis ({name}) is empty.",
            "조항이나 출처, 이유를 적어 주세요.",
            "Please write the clause, the source or the reason.",
        ),
        "basis_key": _row(
            "근거를 basis로 적을 수 없습니다.",
            "A basis is not written as basis.",
            "clause, source, default 가운데 하나로 적어 주세요.",
            "Please write clause, source or default.",
        ),
        "clause_unknown": _row(
            "이 사업에 없는 조항입니다: {clause}.",
            "The program has no such clause: {clause}.",
            "clauses.toml에 있는 조항을 적어 주세요.",
            "Please cite a clause of clauses.toml.",
        ),
        "clause_unused": _row(
            "이 조항을 근거로 하는 값이 없습니다: {clause}.",
            "No value cites this clause: {clause}.",
            "이 조항이 정한 값을 적어 주세요.",
            "Please write the value that it decides.",
        ),
        # the whole
        "twice": _row(
            "같은 이름이 두 번 있습니다: {name}.",
            "The same name stands twice: {name}.",
            "하나를 지우거나 이름을 바꿔 주세요.",
            "Please take one out or rename it.",
        ),
        "not_there": _row(
            "가리키는 것이 없습니다: {name}.",
            "What it points at is not there: {name}.",
            "이름을 고치거나 그것을 적어 주세요.",
            "Please mend the name or write what it names.",
        ),
        "sum_differs": _row(
            "합계가 다릅니다: 적힌 수 {stated}, 더한 수 {added}.",
            "The sum differs: stated {stated}, added {added}.",
            "두 수가 같게 고쳐 주세요.",
            "Please make them equal.",
        ),
        "pair_missing": _row(
            "구분과 유형의 조합이 빠졌습니다: {name}.",
            "A combination of track and type is missing: {name}.",
            "조합을 적고, 받지 않는 조합이면 places를 비워 주세요.",
            "Please write it; without places if it is not allowed.",
        ),
        "not_adjustable": _row(
            "접수기간은 조정할 수 있는 일정이 아닙니다.",
            "The application window is not among the dates that can be adjusted.",
            "adjustable을 false로 하고 change를 지워 주세요. 마감 변경은 연장공고로 합니다.",
            "Please make adjustable false and take change out; a deadline moves by an extension notice.",
        ),
        "versions_order": _row(
            "공고 이력이 1부터 이어지지 않거나 날짜가 거꾸로입니다.",
            "The versions do not run from 1 on, or their dates go backwards.",
            "판 번호와 날짜를 고쳐 주세요.",
            "Please mend numbers and dates.",
        ),
        "version_last": _row(
            "version이 공고 이력의 마지막 판과 다릅니다.",
            "The version is not the last one listed.",
            "둘을 같게 고쳐 주세요.",
            "Please make them equal.",
        ),
        "as_of_unsaid": _row(
            "연장공고는 접수 마감일 현재(기준일)가 함께 옮겨지는지 말해야 합니다.",
            "An extension must say whether the day of judgement moves with the deadline.",
            "moves_as_of_day를 true나 false로 적고, false이면 window.application.as_of_on을 적어 주세요.",
            "Please write moves_as_of_day as true or false, and as_of_on of window.application if false.",
        ),
        "role_without_papers": _row(
            "제출서류가 하나도 없는 참여 역할입니다: {name}.",
            "This role brings no paper: {name}.",
            "그 역할의 서류를 적어 주세요.",
            "Please write its papers.",
        ),
        "consent_missing": _row(
            "온라인 동의인데 동의할 글(consent)이 없습니다.",
            "The paper is a consent without a text to agree to.",
            "consent를 적어 주세요.",
            "Please write consent.",
        ),
        "least_above_most": _row(
            "가장 적은 수({least})가 가장 많은 수({most})보다 큽니다.",
            "The least ({least}) is above the most ({most}).",
            "두 수를 고쳐 주세요.",
            "Please mend the two numbers.",
        ),
        "consent_roles": _row(
            "이 서류를 내는 역할인데 동의할 글({consent})의 역할에 없습니다: {name}.",
            "This role brings the paper but is not among the roles of its text ({consent}): {name}.",
            "서류와 동의의 roles를 맞춰 주세요.",
            "Please make the roles of paper and consent agree.",
        ),
        # cases
        "case_file": _row(
            "사례 파일이 아닙니다.",
            "This is not a file of cases.",
            ".toml 파일만 두거나 다른 곳으로 옮겨 주세요.",
            "Please keep only .toml files here, or move it away.",
        ),
        "case_kind": _row(
            "실행할 수 없는 사례 종류입니다: {kind}.",
            "Nothing runs cases of this kind: {kind}.",
            "쓸 수 있는 종류: {kinds}.",
            "Kinds that run: {kinds}.",
        ),
        "case_form": _row(
            "사례를 읽을 수 없습니다: {why}.",
            "The case cannot be read: {why}.",
            "given과 verdict를 고쳐 주세요.",
            "Please mend given and verdict.",
        ),
        "case_verdict": _row(
            "사례의 답이 다릅니다: 적힌 답 {stated}, 나온 답 {found}.",
            "The case's verdict differs: stated {stated}, found {found}.",
            "사례나 값을 고쳐 주세요.",
            "Please mend the case or the value.",
        ),
    }
)
CODES = frozenset(_WORDS)
