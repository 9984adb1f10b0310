"""English is complete, and the compiled catalogues are those of the words that stand beside them."""

from functools import cache

import pytest

from gonggo.web.ui import translate

words_of_every_desk = cache(translate.catalogues)


@pytest.mark.parametrize(
    "locale", translate.homes(), ids=lambda locale: locale.parent.relative_to(translate.SOURCE).as_posix()
)
def test_every_word_of_a_desk_has_its_english_and_no_word_is_left_over(locale):
    assert translate.lacking(translate.read(translate.po_file(locale)), words_of_every_desk()[locale]) == []


@pytest.mark.parametrize("path", sorted(translate.SOURCE.rglob("*.po")), ids=lambda path: str(path.parts[-5:-3]))
def test_a_compiled_catalogue_is_that_of_its_words(path):
    assert path.with_suffix(".mo").read_bytes() == translate.compiled(path)


def test_words_are_found_in_every_way_that_templates_and_code_say_them():
    template = """{% translate "하나" %}{% trans 'a' as b %}{% note title=_("둘") %}
{% blocktranslate with n=x.y count count=rows %}{{ count }}개 {{ n }}{% plural %}{{ count }}개들{% endblocktranslate %}
{% blocktranslate trimmed %}
  여러
  줄
{% endblocktranslate %}{% translate "50% 이내" %}"""
    code = 'gettext("넷"); ngettext("%(n)d개", "%(n)d개들", n); _(name)'

    assert sorted(translate.in_template(template)) == [
        ("%(count)s개 %(n)s", "%(count)s개들"),
        ("50%% 이내", ""),
        ("a", ""),
        ("둘", ""),
        ("여러 줄", ""),
        ("하나", ""),
    ]
    assert list(translate.in_code(code)) == [("넷", ""), ("%(n)d개", "%(n)d개들")]


def test_updating_keeps_the_english_that_is_there_and_compiles(tmp_path):
    locale = tmp_path / "locale"
    translate.update(locale, {"접수": translate.Word("접수")})
    catalogue = translate.read(translate.po_file(locale))
    catalogue[0].msgstr = "Received"
    catalogue.save()

    words = {"접수": translate.Word("접수"), "철회": translate.Word("철회")}
    translate.update(locale, words)

    assert translate.lacking(translate.read(translate.po_file(locale)), words) == ["no English: '철회'"]
    assert translate.po_file(locale).with_suffix(".mo").exists()
