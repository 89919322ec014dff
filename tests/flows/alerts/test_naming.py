"""What messages say of listed names."""

from dataclasses import replace

from flows.alerts.message import Form, render
from flows.alerts.naming import SHOWN, names
from flows.domain import ArticleId, EntryKind, ListedName, MatchKind
from tests.flows.alerts.samples import EFE, an_alert

NAMED = ListedName(
    "KPe.901",
    EntryKind.ENTITY,
    "KOREA SILVER HERON CORPORATION",
    "KOSHET",
    "Koshet",
    MatchKind.ALIAS,
    ArticleId("b"),
    "text",
    0,
    6,
)


def lines(*named: ListedName) -> tuple[str, ...]:
    return tuple(one.cited for one in names(replace(an_alert(), listed=named), {ArticleId("b"): 2}))


def test_a_line_says_which_entry_how_and_where() -> None:
    assert lines(NAMED) == ("KOREA SILVER HERON CORPORATION (KPe.901), by an alias: “Koshet” [2]",)
    elsewhere = replace(
        NAMED, article=ArticleId("z"), how=MatchKind.IMO, spelled="IMO 9074729", words="IMO No. 9074729"
    )
    assert lines(elsewhere) == (
        "KOREA SILVER HERON CORPORATION (KPe.901), by its IMO number: “IMO No. 9074729”, listed as “IMO 9074729”",
    )


def test_every_way_to_match_has_its_words() -> None:
    assert all(lines(replace(NAMED, how=how)) for how in MatchKind)


def test_many_are_counted() -> None:
    assert lines(*[NAMED] * (SHOWN + 3))[-1] == "and 3 more"
    assert lines() == ()


def test_hostile_names_stay_short_and_steer_nothing() -> None:
    evil = "\x1b[2J\u202e<!channel> <b>@here</b>\r\nBcc: x " + "A" * 100_000
    (line,) = lines(replace(NAMED, name=evil, words=evil, entry=evil, spelled=evil + "B"))
    assert len(line) < 500
    assert not [mark for mark in ("\x1b", "\u202e", "\r", "\n", "@here") if mark in line]


def test_html_names_the_article_where_it_lists_none_by_number() -> None:
    alert = replace(an_alert(), listed=(replace(NAMED, article=EFE.id),))
    html = render(alert, Form.HTML).html
    assert "by an alias: “Koshet” <span" in html
    place = html.partition("“Koshet”")[2].partition("</div>")[0]
    assert (">EFE, 13 Dec 2023</a>" in place, EFE.url.replace("&", "&amp;") in place, "[2]" in html) == (
        True,
        True,
        False,
    )
    assert "by an alias: “Koshet” [2]" in render(alert, Form.SLACK).body
