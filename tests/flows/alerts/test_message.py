"""Tests of flows/alerts/message.py: what a reader gets, in every form."""

import html as html_entities
import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from flows.alerts.layout import columns
from flows.alerts.message import CONSOLE_WIDTH, MAIL_WIDTH, SLACK_LIMIT, Form, render
from flows.alerts.words import DUPLICATE
from flows.domain import Alert, Claim, Direction, SourceType, Status
from tests.flows.alerts.samples import EFE, IMMINENT, an_alert, arms, labour

TOLD = {
    "the theme": "Labour dispatch",
    "the second theme": "Arms transfer",
    "the third theme": "Technology transfer",
    "the decisive sentence": "imminent sending of North Korean workers to Russia",
    "the status": "planned",
    "another status": "possible",
    "the speaker": "The South Korean National Intelligence Service (NIS)",
    "the kind of source": "intelligence service",
    "the direction": "from the DPRK",
    "the other direction": "to the DPRK",
    "what is new": "no alert has told this theme of the story yet",
    "what an update adds": "the claim is now told by a government",
    "how many articles and outlets": "3 articles, outlets: The Korea Herald, EFE",
    "the independent origins": "2 independent origins: NIS, KCNA",
    "the measure": "UNSCR 2397 (2017) OP 8",
    "what it requires": "repatriate all DPRK nationals",
    "a possible exemption": "ossible exemption: Nationals of the host state",
    "what was not verified": "paragraph number not verified",
    "the score": "0.93",
    "the rules": "labour-sent-abroad",
    "the points": "80 of 100 points",
    "the model": "model 0.88",
    "its terms": "send +1.3",
    "a link": "https://news.example/efe/north-korea?id=7&lang=en",
    "the command": "sanctions-watch alerts show 000_ad885a1fc4adeb75.1",
    "the severity": "high",
    "how many alerts before": "irst alert about this story",
}


class Reader(HTMLParser):
    """Text, addresses and tags of an HTML document."""

    def __init__(self, document: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: list[str] = []
        self.links: list[str] = []
        self.attributes: set[str] = set()
        self._skip = False
        self.feed(document)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name in {"href", "src", "background"}]
        self._skip = tag == "style"

    def handle_endtag(self, tag: str) -> None:
        self._skip = self._skip and tag != "style"

    def handle_data(self, data: str) -> None:
        if not self._skip:
            self.words.append(data)

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", "".join(self.words))


def read(alert: Alert, form: Form) -> str:
    """What a reader sees, on one line, with the addresses behind links."""
    body = render(alert, form).body
    if form is Form.HTML:
        reader = Reader(body)
        return f"{reader.text} {' '.join(reader.links)}"
    return re.sub(r"\s+", " ", body)


@pytest.mark.parametrize("form", [Form.CONSOLE, Form.PLAIN, Form.HTML, Form.SLACK])
@pytest.mark.parametrize("item", TOLD, ids=str)
def test_the_message_itself_tells(item: str, form: Form) -> None:
    if item == "its terms" and form is Form.SLACK:
        pytest.skip("three themes leave no room for them in Slack")
    assert TOLD[item].lower() in read(an_alert(), form).lower()


@pytest.mark.parametrize("form", [Form.CONSOLE, Form.PLAIN, Form.HTML, Form.SLACK])
def test_nothing_is_called_a_violation(form: Form) -> None:
    assert "violat" not in read(an_alert(), form).lower()
    assert ("relevant measure" if form is not Form.CONSOLE else "measure relevant: ") in read(an_alert(), form).lower()


@pytest.mark.parametrize("form", [Form.CONSOLE, Form.PLAIN, Form.HTML, Form.SLACK])
def test_the_decisive_sentence_stands_before_everything_secondary(form: Form) -> None:
    text = read(an_alert(), form)
    lead = text.index("warned that it had information")
    new = {Form.SLACK: "*New:*", Form.CONSOLE: "New "}.get(form, "What is new")
    assert all(lead < text.rindex(later) for later in ("UNSCR 2397", new))
    assert lead < text.index("Seoul and Washington") < text.index("In a briefing to lawmakers")


@pytest.mark.parametrize("form", [Form.CONSOLE, Form.PLAIN, Form.HTML])
def test_at_most_three_quotations_of_a_theme_and_the_rest_counted(form: Form) -> None:
    text = read(an_alert(), form)
    assert "and 1 more statement" in text or form is Form.CONSOLE
    assert "coffers" not in text


def many_words(times: int) -> str:
    return IMMINENT + " It added detail upon detail" * times


def with_sentence(text: str, claim: Claim | None = None, hits: tuple[str, ...] = ()) -> Alert:
    """The alert with one quotation of this text, in which these words made rules fire."""
    first = labour().quotations[0]
    start = first.evidence.start
    spans = tuple((start + text.index(hit), start + text.index(hit) + len(hit)) for hit in hits)
    evidence = replace(
        first.evidence,
        text=text,
        end=start + len(text),
        claim=claim or first.evidence.claim,
        spans=spans or first.evidence.spans,
    )
    finding = replace(labour(), quotations=(replace(first, evidence=evidence),), claim=evidence.claim)
    return replace(an_alert(), findings=(finding,))


@pytest.mark.parametrize("form", [Form.CONSOLE, Form.PLAIN, Form.HTML, Form.SLACK])
def test_a_long_quotation_is_cut_at_a_word_and_keeps_its_attribution(form: Form) -> None:
    text = read(with_sentence(many_words(80)), form)
    assert re.search(r"detail( upon)?…”|added…”|It…”", text)
    assert "“The South Korean National Intelligence Service (NIS)” (intelligence service)" in text


def test_the_outlets_own_voice_is_named_as_such() -> None:
    claim = Claim(Status.OCCURRED, SourceType.OUTLET, "", Direction.FROM_DPRK)
    assert "occurred, according to the outlet itself" in read(with_sentence(IMMINENT, claim), Form.PLAIN)


def test_a_speaker_who_is_no_more_than_his_kind_is_said_once() -> None:
    claim = Claim(Status.POSSIBLE, SourceType.EXPERT, "Experts", Direction.BOTH)
    text = read(with_sentence(IMMINENT, claim), Form.PLAIN)
    assert "possible, according to experts." in text
    assert "to and from the DPRK" in text


def test_a_shadow_rule_is_named_as_such() -> None:
    first = labour().quotations[0]
    shadow = replace(first, evidence=replace(first.evidence, background=True))
    alert = replace(an_alert(), findings=(replace(labour(), quotations=(shadow,)),))
    assert "only a shadow rule fired" in read(alert, Form.PLAIN)


@pytest.mark.parametrize("form", [Form.CONSOLE, Form.PLAIN, Form.HTML, Form.SLACK])
def test_a_notice_about_the_watch_itself_comes_first(form: Form) -> None:
    alert = replace(an_alert(), notices=("rules/mine.yaml:7 does not load; the last good set is in force",))
    text = read(alert, form)
    said = [one.start() for one in re.finditer("according to", text)]
    # The hidden first line of HTML, which mail programs show in their lists, tells the claim.
    assert text.index("rules/mine.yaml:7") < said[1 if form is Form.HTML else 0]


def test_the_same_article_seen_alone_reads_well() -> None:
    alert = replace(an_alert(), articles=(EFE,), origins=("NIS",), number=3)
    text = read(alert, Form.PLAIN)
    assert "1 article, outlet: EFE; 1 independent origin: NIS" in text
    assert "alert 3 about this story" in text


def test_what_is_not_known_is_said_to_be_not_known() -> None:
    nameless = tuple(replace(article, outlet="", url="", published=None) for article in an_alert().articles)
    text = read(replace(an_alert(), articles=nameless, origins=()), Form.PLAIN)
    assert "3 articles, outlets not known; independent origins not known" in text


def test_the_console_keeps_to_a_hundred_columns_and_mail_to_seventy_eight() -> None:
    for form, width in ((Form.CONSOLE, CONSOLE_WIDTH), (Form.PLAIN, MAIL_WIDTH)):
        lines = [line for line in render(an_alert(), form).body.split("\n") if "://" not in line]
        assert max(columns(line) for line in lines) <= width
        assert not any(line != line.rstrip() for line in lines)


def test_an_alert_in_korean_wraps_and_keeps_its_words() -> None:
    korean = "국가정보원은 북한이 러시아에 노동자를 파견하려는 움직임을 포착했다고 밝혔다. " * 4
    lines = render(with_sentence(korean), Form.CONSOLE).body.split("\n")
    assert max(columns(line) for line in lines if "://" not in line) <= CONSOLE_WIDTH


# Hostile text

HOSTILE = (
    "<!channel> <script>alert(1)</script> <https://evil.example|click> *bold* `x`\r\nBcc: a@b.example {{ 7*7 }} @here"
)


def hostile() -> Alert:
    """Everything a feed controls, turned against the reader."""
    first = replace(labour().quotations[0], title=HOSTILE, outlet=HOSTILE, url="javascript:alert(1)")
    claim = Claim(Status.PLANNED, SourceType.MEDIA, HOSTILE, Direction.FROM_DPRK)
    evidence = replace(first.evidence, text=HOSTILE, claim=claim, terms=((HOSTILE, 1.0),), spans=())
    finding = replace(labour(), claim=claim, quotations=(replace(first, evidence=evidence),), reason=HOSTILE)
    articles = (replace(EFE, title=HOSTILE, outlet=HOSTILE, url="javascript:alert(document.cookie)"),)
    return replace(an_alert(), headline=HOSTILE, findings=(finding,), articles=articles, origins=(HOSTILE,))


def test_hostile_text_stays_text_in_html() -> None:
    document = render(hostile(), Form.HTML).html
    reader = Reader(document)
    assert not {"script", "img", "iframe", "form", "link", "object"} & set(reader.tags)
    assert not {name for name in reader.attributes if name.startswith("on")}
    assert not [link for link in reader.links if not link.startswith(("https://", "http://"))]
    assert "<script>alert(1)</script>" in html_entities.unescape(document)
    assert "{{ 7*7 }}" in reader.text


def test_html_has_no_images_and_fetches_nothing() -> None:
    reader = Reader(render(an_alert(), Form.HTML).html)
    assert "img" not in reader.tags
    assert "src" not in reader.attributes
    assert "url(" not in render(an_alert(), Form.HTML).html
    assert "@import" not in render(an_alert(), Form.HTML).html


def test_html_is_balanced() -> None:
    document = re.sub(r"<!--.*?-->", "", render(an_alert(), Form.HTML).html, flags=re.DOTALL)
    for tag in ("table", "tr", "td", "div", "p", "span", "a", "b", "h2", "style"):
        assert len(re.findall(rf"<{tag}[\s>]", document)) == document.count(f"</{tag}>"), tag


def test_the_terms_that_fired_are_marked_in_html_and_the_sentence_stays_whole() -> None:
    document = render(an_alert(), Form.HTML).html
    assert re.findall(r'class="hit"[^>]*>([^<]+)<', document)[:4] == ["sending", "North Korean", "workers", "to Russia"]
    assert IMMINENT in Reader(document).text


def test_hostile_text_has_no_power_in_slack() -> None:
    text = render(hostile(), Form.SLACK).body
    assert "<" not in text
    assert all(line.startswith(">") or ">" not in line for line in text.split("\n"))
    assert "@here" not in text
    assert "javascript:" not in text
    assert text.count("`") == 2  # around the command


def test_hostile_lines_are_no_new_lines() -> None:
    for form in (Form.CONSOLE, Form.PLAIN, Form.SLACK):
        assert not [line for line in render(hostile(), form).body.split("\n") if line.startswith(("Bcc", "\r"))]
        assert "\r" not in render(hostile(), form).body


# Limits


def crowded() -> Alert:
    """Far more than any message can hold."""
    findings = tuple(
        replace(finding, quotations=finding.quotations * 5, measures=finding.measures * 4, reason="because " * 40)
        for finding in an_alert().findings
    )
    articles = tuple(replace(EFE, title=f"{n} & " + "title " * 30) for n in range(40))
    return replace(
        an_alert(), findings=findings * 2, articles=articles, origins=tuple(f"origin {n}" for n in range(30))
    )


@pytest.mark.parametrize("alert", [an_alert(), crowded(), hostile()], ids=["ordinary", "crowded", "hostile"])
def test_a_slack_message_keeps_within_a_section_even_when_escaped(alert: Alert) -> None:
    text = render(alert, Form.SLACK).body
    assert len(text.replace("&", "&amp;").replace(">", "&gt;")) <= SLACK_LIMIT
    assert "sanctions-watch alerts show" in text
    assert "*Labour dispatch*" in text


@pytest.mark.parametrize("limit", [160, 500, 2000])
def test_a_small_service_gets_the_beginning_and_the_command(limit: int) -> None:
    text = render(crowded(), Form.PLAIN, limit=limit).body
    assert len(text) <= limit
    assert "LABOUR DISPATCH" in text or limit == 160
    assert "sanctions-watch alerts show 000_ad885a1fc4adeb75.1" in re.sub(r"\s+", " ", text)


def test_a_crowded_alert_counts_what_it_leaves_out() -> None:
    text = read(crowded(), Form.PLAIN)
    assert "and 32 more" in text
    assert "30 independent origins" in text


def test_an_alert_without_quotations_or_findings_is_still_a_message() -> None:
    for findings in ((), (replace(arms(), quotations=(), measures=()),)):
        for form in Form:
            assert "sanctions-watch alerts show" in render(replace(an_alert(), findings=findings), form).body


def test_half_a_character_does_not_break_any_form() -> None:
    for form in Form:
        render(with_sentence("North Korea \ud83d sent workers"), form).body.encode("utf-8")


def test_a_quotation_inside_the_quoted_sentence_stands_in_single_marks() -> None:
    alert = an_alert()
    quoted = replace(alert.findings[0].quotations[0].evidence, text="The service noted “recent moves” there.", spans=())
    quotation = replace(alert.findings[0].quotations[0], evidence=quoted)
    alert = replace(alert, findings=(replace(alert.findings[0], quotations=(quotation,)),))
    assert "“The service noted ‘recent moves’ there.”" in render(alert, "console").body


@pytest.mark.parametrize("form", Form)
def test_a_message_that_may_have_arrived_says_so_at_its_foot_and_no_other_does(form: Form) -> None:
    once, again = render(crowded(), form), render(crowded(), form, repeat=True)
    if form is Form.JSON:
        assert [json.loads(one.body)["possible_duplicate"] for one in (once, again)] == [False, True]
        return
    for before, after in ((once.body, again.body), (once.plain, again.plain)):
        assert DUPLICATE not in before
        assert after.count(DUPLICATE) == 1
        assert after.index(DUPLICATE) > after.index("sanctions-watch alerts show")
        assert re.sub(r"<[^>]+>|[━_\s]+", "", after.partition(DUPLICATE)[2]) == ""


def test_the_mark_of_a_repeated_message_stays_where_room_is_short() -> None:
    text = render(crowded(), Form.SLACK, repeat=True).body
    assert len(text.replace("&", "&amp;").replace(">", "&gt;")) <= SLACK_LIMIT
    assert text.endswith(f"_{DUPLICATE}_")
    for limit in (160, 500):
        text = render(crowded(), Form.PLAIN, limit=limit, repeat=True).body
        assert len(text) <= limit
        assert re.sub(r"\s+", " ", text).endswith(DUPLICATE)
