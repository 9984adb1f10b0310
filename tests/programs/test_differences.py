"""An amendment is told value by value, and rows are known by their names, not by their places."""

import pytest

from gonggo.programs.differences import Difference, differences

STAGES = [{"key": "site", "from": "2024-05-20"}, {"key": "interview", "from": "2024-06-17"}]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ({"a": 1}, {"a": 1}, []),
        ({"a": 1}, {"a": 2}, [Difference("a", 1, 2)]),
        ({}, {"a": 1}, [Difference("a", None, 1)]),
        ({"a": 1}, {}, [Difference("a", 1, None)]),
        ({"stage": STAGES}, {"stage": STAGES[::-1]}, []),
        (
            {"stage": STAGES},
            {"stage": [STAGES[0], STAGES[1] | {"from": "2024-06-24"}]},
            [Difference("stage.interview.from", "2024-06-17", "2024-06-24")],
        ),
        ({"stage": STAGES}, {"stage": STAGES[:1]}, [Difference("stage.interview", STAGES[1], None)]),
        ({"stage": STAGES[:1]}, {"stage": STAGES}, [Difference("stage.interview", None, STAGES[1])]),
        ({"words": [{"ko": "가"}]}, {"words": [{"ko": "나"}]}, [Difference("words.1.ko", "가", "나")]),
        ({"of": ["adopter"]}, {"of": ["supplier"]}, [Difference("of", ["adopter"], ["supplier"])]),
    ],
)
def test_differences_are_the_values_that_changed(old, new, expected):
    assert differences(old, new) == expected
