"""Evidence as text."""

from dataclasses import replace

from flows.cli.evidence import WIDTH, lines
from flows.domain import (
    Action,
    AlertId,
    Article,
    Assessment,
    Decision,
    Delivery,
    DeliveryState,
    Evidence,
    Severity,
    StoryId,
)
from flows.inspection.records import Dossier
from flows.storage.records import PastDecision
from tests.builders import LABOUR, NOON, a_claim, an_article, an_evidence
from tests.flows.alerts.samples import an_alert


def shown(article: Article, evidence: Evidence) -> str:
    """An alert about one article with one sentence of evidence."""
    assessment = Assessment(article.id, LABOUR, evidence.score, True, Severity.HIGH, evidence.claim, (evidence,))
    decision = PastDecision(Decision(StoryId("s"), LABOUR, Action.ALERT, "new story"), "run-1", NOON)
    copy = Delivery(AlertId("a.1"), "desk", DeliveryState.FAILED, 2, "connection refused")
    return "\n".join(lines(Dossier(an_alert(), ((article, (assessment,)),), (decision,), (copy,))))


def test_a_sentence_stands_with_its_place_claim_and_reasons() -> None:
    evidence = replace(an_evidence(), spans=((0, 11), (21, 33)), terms=(("§worker", 1.25), ("STATE", -0.5)))
    text = shown(an_article(), evidence)
    assert "Example Wire  2023-12-13 12:00  https://news.example/a1  [a1]" in text
    assert f"[a1]\n  {an_article().title}\n" in text
    assert "labour_dispatch: score 0.90, flagged, severity high" in text
    assert "text 0-65 · planned · intelligence (the spy agency) · from_dprk" in text
    assert "score 0.90 from rules 80/100 (labour-sent-abroad), model 0.80" in text
    assert "words: North Korea, send workers" in text
    assert "model: §worker +1.25, STATE -0.50" in text


def test_decisions_and_deliveries_follow() -> None:
    text = shown(an_article(), an_evidence())
    assert "2023-12-13 12:00  labour_dispatch: alert: new story" in text.partition("DECISIONS")[2]
    assert "desk: failed after 2 attempts connection refused" in text.partition("DELIVERIES")[2]


def test_what_is_not_known_is_said_so() -> None:
    evidence = replace(an_evidence(claim=a_claim(speaker="")), rules=(), points=0, probability=None)
    text = shown(an_article(outlet="", published=None), evidence)
    assert "unknown outlet  no date" in text
    assert "rules 0/100 (none), model did not run" in text
    assert "()" not in text


def test_long_sentences_are_wrapped() -> None:
    long = "North Korea sent workers to Russia and to many other countries besides. " * 8
    text = shown(an_article(text=long), an_evidence(text=long))
    assert max(len(line) for line in text.splitlines()) <= WIDTH


def test_words_of_articles_cannot_steer_the_terminal() -> None:
    hostile = "\x1b]0;owned\x07North Korea\x1b[2J sent workers\u202e to Russia."
    evidence = replace(an_evidence(text=hostile, claim=a_claim(speaker="\x1b[31mKim")), spans=((0, 24),))
    text = shown(an_article(text=hostile, outlet="Wire\x1b[5m", url="https://news.example/\x1b[1m"), evidence)
    assert not [char for char in text if char != "\n" and not char.isprintable()]
