"""Feeds whose encoding is not the one they declare."""

import pytest

from flows.sources.charsets import declared_charset, decoded, true_charset

TEXTS = {
    "ru": "Губернатор края посетил Пхеньян и провёл переговоры о привлечении рабочих. Стороны обсудили поставки.",
    "ko": "주지사가 평양을 방문해 노동자 파견 문제를 논의했다고 통신이 전했다. 양측은 협력을 이어 가기로 했다.",
    "zh": "州长访问平壤，就工人派遣问题举行会谈，双方讨论了合作事宜，并签署了协议。",
    "ja": "知事が平壌を訪問し、労働者の派遣について協議したと通信社が伝えた。",
    "fr": "Le gouverneur a été reçu à Pyongyang; les négociations ont été décrites comme très fructueuses.",
}


def body(text: str, true: str, declared: str) -> bytes:
    head = f"<?xml version='1.0' encoding='{declared}'?>" if declared else ""
    return f"{head}<rss><item><title>{text}</title><link>https://news.example/words</link></item></rss>".encode(true)


@pytest.mark.parametrize("declared", ["utf-8", "iso-8859-1", ""])
@pytest.mark.parametrize(
    ("language", "true"),
    [("ru", "cp1251"), ("ru", "koi8-r"), ("ko", "cp949"), ("zh", "gb18030"), ("ja", "cp932"), ("ja", "euc-jp")],
)
def test_what_is_declared_wrongly_is_recognised_by_its_letters(language: str, true: str, declared: str) -> None:
    given = body(TEXTS[language], true, declared)
    assert TEXTS[language] in decoded(given, true_charset(given, ""))


@pytest.mark.parametrize("language", sorted(TEXTS))
@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1251", "us-ascii"])
def test_utf8_is_recognised_whatever_is_declared(language: str, declared: str) -> None:
    assert true_charset(body(TEXTS[language], "utf-8", declared), "") == "utf-8"


@pytest.mark.parametrize(
    ("language", "true"),
    [("ru", "windows-1251"), ("ko", "euc-kr"), ("zh", "gb2312"), ("ja", "shift_jis"), ("fr", "iso-8859-1")],
)
def test_what_is_declared_rightly_is_left_alone(language: str, true: str) -> None:
    assert true_charset(body(TEXTS[language], true, true), "") == ""
    assert true_charset(body(TEXTS[language], true, "utf-8"), f"text/xml; charset={true}") == ""
    assert true_charset(body(TEXTS[language], "utf-8", "utf-8"), "") == ""


def test_western_text_in_the_wrong_place_is_western() -> None:
    assert true_charset(body(TEXTS["fr"], "cp1252", "utf-8"), "") == "cp1252"


def test_a_stray_byte_does_not_make_utf8_something_else() -> None:
    given = body(TEXTS["ko"] * 30, "utf-8", "utf-8").replace(b"words", b"w\xffrds")
    assert true_charset(given, "") == "utf-8"


def test_a_mark_at_the_beginning_counts_before_all_that_is_said() -> None:
    given = b"\xef\xbb\xbf" + body(TEXTS["ru"], "utf-8", "windows-1251")
    assert declared_charset(given, "text/xml; charset=koi8-r") == "utf-8-sig"
    assert true_charset(given, "text/xml; charset=koi8-r") in ("", "utf-8")


def test_a_charset_that_nobody_knows_is_looked_at() -> None:
    assert true_charset(body(TEXTS["ru"], "cp1251", "x-unheard-of"), "") == "cp1251"
    assert true_charset(b"<rss>plain</rss>", "text/xml; charset=x-unheard-of") == ""
