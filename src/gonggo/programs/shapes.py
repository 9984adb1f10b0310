"""A value of the wrong shape, in both languages: what the reader of the folder says, by its type of error."""

from collections.abc import Mapping
from types import MappingProxyType

from gonggo.kernel.text import Text

Words = tuple[Text, Text]
"""What is wrong, and what to do."""


def _row(ko: str, en: str, fix_ko: str, fix_en: str) -> Words:
    return Text(ko, en), Text(fix_ko, fix_en)


SHAPES: Mapping[str, Words] = MappingProxyType(
    {
        "missing": _row("값이 없습니다.", "The value is missing.", "값을 적어 주세요.", "Please write the value."),
        "unknown_key": _row(
            "알 수 없는 항목입니다.",
            "This key is not known.",
            "이름을 고치거나 지워 주세요.",
            "Please mend its name or take it out.",
        ),
        "text_form": _row(
            "글이 아닙니다.", "This is not text.", '따옴표 안에 적어 주세요: "…".', 'Please write it in quotes: "…".'
        ),
        "whole_form": _row(
            "정수가 아닙니다.",
            "This is not a whole number.",
            "따옴표 없이 숫자로 적어 주세요: 60_000_000.",
            "Please write digits without quotes: 60_000_000.",
        ),
        "flag_form": _row(
            "true나 false가 아닙니다.",
            "This is neither true nor false.",
            "따옴표 없이 true나 false로 적어 주세요.",
            "Please write true or false without quotes.",
        ),
        "table_form": _row(
            "항목을 담은 표가 아닙니다.",
            "This is not a table of keys.",
            "[이름]이나 {{ 키 = 값 }}으로 적어 주세요.",
            "Please write [name] or {{ key = value }}.",
        ),
        "list_form": _row(
            "목록이 아닙니다.",
            "This is not a list.",
            "[[이름]]이나 [ … ]로 적어 주세요.",
            "Please write [[name]] or [ … ].",
        ),
        "too_small": _row(
            "{least}보다 작습니다.",
            "This is below {least}.",
            "{least} 이상으로 적어 주세요.",
            "Please write {least} or more.",
        ),
        "not_above": _row(
            "{least}보다 크지 않습니다.",
            "This is not above {least}.",
            "{least}보다 크게 적어 주세요.",
            "Please write more than {least}.",
        ),
        "too_large": _row(
            "{most}보다 큽니다.", "This is above {most}.", "{most} 이하로 적어 주세요.", "Please write {most} or less."
        ),
        "not_among": _row(
            "쓸 수 있는 값이 아닙니다.",
            "This is not one of the values that can stand here.",
            "쓸 수 있는 값: {expected}.",
            "Values that can stand here: {expected}.",
        ),
        "key_form": _row(
            "키의 모양이 아닙니다.",
            "This does not have the form of a key.",
            "소문자와 숫자로 시작해 소문자, 숫자, 점, 밑줄, 줄표로 적어 주세요.",
            "Please use small letters, digits, dots, underscores and dashes, beginning with a letter or digit.",
        ),
        "empty": _row("비어 있습니다.", "This is empty.", "글을 적어 주세요.", "Please write something."),
        "too_long": _row(
            "{most}자를 넘습니다.", "This has more than {most} characters.", "줄여 주세요.", "Please shorten it."
        ),
        "wrong_value": _row(
            "값의 모양이 맞지 않습니다 (오류 종류 {type}).",
            "The value has the wrong form (kind of error {type}).",
            "같은 항목이 있는 다른 지원사업의 폴더와 견주어 고쳐 주세요.",
            "Please compare it with the same key in another program's folder.",
        ),
    }
)

_CODES = {
    "missing": "missing",
    "extra_forbidden": "unknown_key",
    "string_type": "text_form",
    "int_type": "whole_form",
    "bool_type": "flag_form",
    "model_type": "table_form",
    "model_attributes_type": "table_form",
    "dict_type": "table_form",
    "tuple_type": "list_form",
    "greater_than_equal": "too_small",
    "greater_than": "not_above",
    "less_than_equal": "too_large",
    "enum": "not_among",
    "literal_error": "not_among",
    "string_pattern_mismatch": "key_form",
    "string_too_short": "empty",
    "string_too_long": "too_long",
}
_FACTS = {"gt": "least", "ge": "least", "le": "most", "max_length": "most", "expected": "expected"}


def shape_of(kind: str, context: Mapping[str, object], known: frozenset[str]) -> tuple[str, dict[str, object]]:
    """The code of an error of this type with its facts; ``known`` are the codes that the house's own checks raise."""
    if kind in known:
        return kind, dict(context)
    code = _CODES.get(kind, "wrong_value")
    if code == "wrong_value":
        return code, {"type": kind}
    facts = {_FACTS[name]: value for name, value in context.items() if name in _FACTS}
    # pydantic joins the last of several values by an English word
    return code, {name: str(value).replace(" or ", ", ") for name, value in facts.items()}
