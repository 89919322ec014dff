"""Tests of flows.scoring.compose."""

from dataclasses import replace
from string import ascii_lowercase

from flows.domain import (
    Action,
    Alert,
    AlertId,
    Citation,
    Finding,
    Severity,
    SourceType,
    Status,
    StoryId,
    StoryView,
    ToldClaim,
)
from flows.options import SeverityRule
from flows.scoring.compose import HEADLINE, QUOTATIONS, Reference, compose
from flows.scoring.decide import decide
from flows.scoring.severity import SeverityTable
from flows.stories.novelty import novelties, told_by
from tests.builders import ARMS, LABOUR, NOON, an_article
from tests.points import blend_by_hand
from tests.views import a_view, assessed, claim, said, told

MAY = "Experts believe workers may go to Primorye."
HAVE = "The first thousand loggers have arrived in Khabarovsk."
SHELLS = "Shells were shipped by rail."
REGISTER = {
    ident: Citation(ident, ident.upper(), "asks for something", (), verified=True) for ident in ("unscr-1", "unscr-2")
}
REFERENCE = Reference({LABOUR: "Workers", ARMS: "Arms"}, REGISTER, {LABOUR: ("unscr-2", "unscr-9")})


def composed(view: StoryView) -> Alert | None:
    news = novelties(view)
    return compose(
        view,
        decide(view, news, blend_by_hand()),
        news,
        REFERENCE,
        origins=("NIS",),
        now=NOON,
        notices=("A rule is broken.",),
    )


def the_alert(view: StoryView) -> Alert:
    alert = composed(view)
    assert alert is not None
    return alert


def test_two_themes_of_one_pass_are_one_alert_with_two_findings_the_graver_first() -> None:
    alert = the_alert(
        a_view(
            [an_article("a")],
            [
                assessed("a", said(MAY), severity=Severity.MEDIUM),
                assessed("a", said(SHELLS, theme=ARMS), theme=ARMS, severity=Severity.HIGH),
            ],
        )
    )
    assert [finding.title for finding in alert.findings] == ["Arms", "Workers"]
    assert (alert.id, alert.number, alert.severity) == ("s.1", 1, Severity.HIGH)


def test_an_alert_carries_story_origins_clock_and_notices() -> None:
    members = [an_article("a", "First"), an_article("b", "Second")]
    alert = the_alert(a_view(members, [assessed("b", said(MAY))]))
    assert [ref.title for ref in alert.articles] == ["First", "Second"]
    assert (alert.origins, alert.created, alert.notices) == (("NIS",), NOON, ("A rule is broken.",))


def test_the_headline_is_that_of_the_article_with_the_strongest_evidence() -> None:
    members = [an_article("a", "First"), an_article("b", "Second")]
    alert = the_alert(a_view(members, [assessed("a", said(MAY, score=0.6)), assessed("b", said(HAVE, score=0.9))]))
    assert alert.headline == "Second"


def test_the_headline_belongs_to_what_the_message_leads_with() -> None:
    alert = the_alert(
        a_view(
            [an_article("a", "")],
            [
                assessed("a", said(MAY, score=0.9), severity=Severity.MEDIUM),
                assessed("a", said(SHELLS, theme=ARMS, score=0.6), theme=ARMS, severity=Severity.HIGH),
            ],
        )
    )
    assert alert.headline == alert.findings[0].quotations[0].evidence.text == SHELLS


def test_without_a_title_the_strongest_sentence_heads_the_alert() -> None:
    long = "Experts believe workers may go. " * 20
    alert = the_alert(a_view([an_article("a", "")], [assessed("a", said(long))]))
    assert alert.headline.startswith("Experts believe")
    assert len(alert.headline) <= HEADLINE


def test_nothing_to_say_is_no_alert() -> None:
    assert composed(a_view([an_article("a")], [assessed("a", said(MAY))], told=[told(MAY)])) is None
    assert composed(a_view([an_article("a")], [assessed("a", said(MAY), flagged=False, score=0.4)])) is None


def test_an_update_tells_what_moved_and_leaves_out_what_did_not() -> None:
    occurred = claim(Status.OCCURRED, SourceType.GOVERNMENT)
    view = a_view(
        [an_article("a"), an_article("b")],
        [
            assessed("a", said(MAY)),
            assessed("b", said(HAVE, occurred)),
            assessed("b", said(SHELLS, theme=ARMS), theme=ARMS),
        ],
        undecided=["b"],
        told=[told(MAY), told(SHELLS, theme=ARMS)],
    )
    (finding,) = the_alert(view).findings
    assert (finding.theme, finding.action, finding.claim) == (LABOUR, Action.UPDATE, occurred)
    assert finding.quotations[0].evidence.text == HAVE


def test_a_finding_quotes_a_few_distinct_statements() -> None:
    texts = [f"{letter * 6} {letter * 7} {letter * 8}" for letter in ascii_lowercase[: QUOTATIONS + 2]]
    (finding,) = the_alert(a_view([an_article("a")], [assessed("a", *map(said, texts))])).findings
    assert len(finding.quotations) == QUOTATIONS


def test_measures_are_those_the_rules_cite() -> None:
    cited = replace(said(MAY), measures=("unscr-1", "unscr-7"))
    (finding,) = the_alert(a_view([an_article("a")], [assessed("a", cited)])).findings
    assert finding.measures == (REGISTER["unscr-1"],)


def test_where_the_rules_cite_nothing_the_theme_does() -> None:
    (finding,) = the_alert(a_view([an_article("a")], [assessed("a", said(MAY))])).findings
    assert finding.measures == (REGISTER["unscr-2"],)


def test_what_an_alert_told_is_not_told_again() -> None:
    members = [an_article("a"), an_article("b")]
    first = a_view(members[:1], [assessed("a", said(MAY), said(HAVE, claim(Status.OCCURRED)))])
    again = replace(
        a_view(members, [assessed("b", said(HAVE, claim(Status.OCCURRED)))], undecided=["b"]),
        told=told_by(the_alert(first)),
        alerts=1,
    )
    assert composed(again) is None


def test_the_told_claims_of_an_alert_name_story_theme_and_time() -> None:
    alert = the_alert(a_view([an_article("a")], [assessed("a", said(MAY))]))
    (one,) = told_by(alert)
    assert (one.story, one.theme, one.text, one.first_seen) == ("s", LABOUR, MAY, NOON)


def test_what_alerts_about_other_stories_told_is_listed_also_for_themes_without_a_finding() -> None:
    other = ToldClaim(StoryId("old"), ARMS, claim(), SHELLS, NOON, AlertId("old.1"))
    view = a_view([an_article("a")], [assessed("a", said(MAY)), assessed("a", said(SHELLS, theme=ARMS), theme=ARMS)])
    alert = the_alert(replace(view, known=(other,)))
    assert [finding.theme for finding in alert.findings] == [LABOUR]
    (known,) = alert.known
    assert (known.theme, known.story, known.alert, known.first_told) == (ARMS, "old", "old.1", NOON)
    assert known.quotation.evidence.text == SHELLS


def test_a_finding_names_the_row_of_the_severity_table_that_made_it_as_loud() -> None:
    table = SeverityTable((), (SeverityRule(Severity.HIGH, statuses=(Status.POSSIBLE,)),))
    view = a_view([an_article("a")], [assessed("a", said(MAY), severity=Severity.HIGH)])
    news = novelties(view)
    decisions = decide(view, news, blend_by_hand())
    alert = compose(view, decisions, news, replace(REFERENCE, severity=table), origins=(), now=NOON)
    assert alert is not None
    assert alert.findings[0].rating == "row 1 of the shipped severity table: possible"
    other = replace(REFERENCE, severity=SeverityTable((), (SeverityRule(Severity.LOW),)))
    alert = compose(view, decisions, news, other, origins=(), now=NOON)
    assert alert is not None
    changed = alert.findings[0]
    assert (changed.severity, changed.rating) == (Severity.LOW, "row 1 of the shipped severity table: everything")


def test_the_row_that_is_named_is_that_of_the_claim_readers_see() -> None:
    rows = tuple(SeverityRule(Severity.HIGH, statuses=(status,)) for status in (Status.PLANNED, Status.OCCURRED))
    planned = assessed("a", said(MAY, claim(Status.PLANNED)), severity=Severity.HIGH)
    occurred = assessed("b", said(HAVE, claim(Status.OCCURRED)), severity=Severity.HIGH)
    view = a_view([an_article("a"), an_article("b")], [planned, occurred])
    news = novelties(view)
    reference = replace(REFERENCE, severity=SeverityTable((), rows))
    alert = compose(view, decide(view, news, blend_by_hand()), news, reference, origins=(), now=NOON)
    assert alert is not None
    assert alert.findings[0].claim.status is Status.OCCURRED
    assert alert.findings[0].rating == "row 2 of the shipped severity table: occurred"


def test_an_update_knows_when_the_alert_before_it_was_made() -> None:
    first = a_view([an_article("a")], [assessed("a", said(MAY))])
    assert the_alert(first).before is None
    loggers = said(HAVE, claim(Status.OCCURRED, SourceType.INTELLIGENCE))
    assert the_alert(replace(first, assessments=(assessed("a", loggers),), told=(told(MAY),), alerts=1)).before == NOON


TABLE = SeverityTable(
    (),
    (
        SeverityRule(Severity.LOW, statuses=(Status.DENIED,)),
        SeverityRule(Severity.HIGH, statuses=(Status.OCCURRED,), sources=(SourceType.GOVERNMENT,)),
        SeverityRule(Severity.MEDIUM, statuses=(Status.POSSIBLE,), min_score=0.8),
        SeverityRule(Severity.LOW, statuses=(Status.POSSIBLE,)),
    ),
)


def rated(view: StoryView) -> Finding:
    """The one finding about a view, rated by a table of four rows."""
    news = novelties(view)
    reference = replace(REFERENCE, severity=TABLE, severities={LABOUR: Severity.HIGH})
    alert = compose(view, decide(view, news, blend_by_hand()), news, reference, origins=(), now=NOON)
    assert alert is not None
    (finding,) = alert.findings
    return finding


def test_what_readers_know_makes_an_alert_neither_louder_nor_its_score_higher() -> None:
    protocol = said("Government: loggers went to Khasan.", claim(Status.OCCURRED, SourceType.GOVERNMENT), score=0.99)
    known = ToldClaim(StoryId("old"), LABOUR, protocol.claim, protocol.text, NOON, AlertId("old.1"))
    article = assessed("a", protocol, said(MAY, score=0.6), severity=Severity.HIGH, score=0.99)
    finding = rated(replace(a_view([an_article("a")], [article]), known=(known,)))
    assert (finding.severity, finding.score) == (Severity.LOW, 0.6)
    assert finding.rating == "row 4 of the shipped severity table: possible"


def test_the_loudest_claim_that_is_told_rates_the_finding_and_is_named_where_another_one_leads() -> None:
    planned = said("Guards are to go to Perm.", claim(Status.PLANNED, SourceType.OUTLET))
    finding = rated(a_view([an_article("a")], [assessed("a", said(HAVE, claim(Status.OCCURRED)), planned)]))
    assert finding.rating.startswith("the severity of the theme, as no row of the severity table fits 'occurred, said")
    quiet = said(HAVE, claim(Status.OCCURRED, SourceType.GOVERNMENT))
    finding = rated(a_view([an_article("a")], [assessed("a", quiet, said(MAY))]))
    assert finding.rating == "row 2 of the shipped severity table: occurred, said by government"
    assert finding.claim == quiet.claim


def test_what_its_own_source_takes_back_is_as_loud_as_it_was() -> None:
    us = claim(Status.OCCURRED, SourceType.GOVERNMENT, "White House")
    known = ToldClaim(StoryId("old"), LABOUR, us, "White House says loggers went to Russia", NOON, AlertId("old.1"))
    own, other = (
        claim(Status.DENIED, source, name)
        for source, name in ((SourceType.GOVERNMENT, "White House"), (SourceType.RUSSIA, "Kremlin"))
    )
    taken_back, denied = (
        rated(replace(a_view([an_article("a")], [assessed("a", said(text, what))]), known=(known,)))
        for text, what in (
            ("White House retracts claim that loggers went to Russia", own),
            ("Kremlin denies that loggers went there", other),
        )
    )
    assert (taken_back.severity, denied.severity) == (Severity.HIGH, Severity.LOW)
    assert taken_back.rating.startswith("as loud as the claim that is taken back: row 2")
