"""Tests of flows.scoring.assessor."""

import pytest

from flows.domain import Assessment, Direction, Severity, SourceType, Status
from flows.scoring.assessor import Assessor
from flows.scoring.severity import load_severity_table
from rules.rule import RuleStatus, SentenceScan
from tests.builders import LABOUR, an_article
from tests.flows.scoring.fakes import FakeClaims, FakeClassifier, FakeEngine, a_hit, a_sentence
from tests.points import blend_by_hand

BLEND = blend_by_hand()
SENT = "They were sent"
PLANNED = "They will go planned"


def an_assessor(
    *sentences: SentenceScan, classifier: FakeClassifier | None = None, claims: FakeClaims | None = None
) -> Assessor:
    """An assessor that finds these sentences in the text `body`."""
    engine = FakeEngine({"body": sentences})
    return Assessor(engine, claims or FakeClaims(), classifier, BLEND, load_severity_table())


def labour(*sentences: SentenceScan, classifier: FakeClassifier | None = None) -> Assessment:
    (assessments,) = an_assessor(*sentences, classifier=classifier).assess([an_article(text="body")])
    return assessments[0]


def test_there_is_one_assessment_a_theme_in_the_order_of_the_pack_for_every_document() -> None:
    documents = [an_article("a", text="other"), an_article("b", text="body")]
    assessed = an_assessor(a_sentence(SENT, a_hit())).assess(documents)
    assert [[one.theme for one in themes] for themes in assessed] == [["labour_dispatch", "arms_transfer"]] * 2
    assert [themes[0].article for themes in assessed] == ["a", "b"]
    assert [themes[0].flagged for themes in assessed] == [False, True]


def test_a_document_without_the_subject_scores_nothing_and_is_not_shown_to_the_classifier() -> None:
    classifier = FakeClassifier({})
    ((first, _),) = an_assessor(classifier=classifier).assess([an_article(text="other")])
    assert (first.score, first.flagged, first.evidence, first.claim) == (0.0, False, (), None)
    assert classifier.batches == []


def test_an_article_is_as_relevant_as_its_best_sentence() -> None:
    found = labour(a_sentence("Background.", start=0), a_sentence(SENT, a_hit(90), start=20))
    assert found.score == BLEND.score(found.theme, 90, None)
    assert [(one.start, one.end, one.text) for one in found.evidence] == [(20, 34, SENT)]


def test_evidence_stands_best_first_and_keeps_its_reasons() -> None:
    found = labour(a_sentence(PLANNED, a_hit(60)), a_sentence(SENT, a_hit(90, rule="better"), start=30))
    best = found.evidence[0]
    assert [one.text for one in found.evidence] == [SENT, PLANNED]
    assert (best.rules, best.measures, best.points) == (("better",), ("unscr-1",), 90)
    assert (best.claim.source, best.claim.direction) == (SourceType.EXPERT, Direction.FROM_DPRK)


def test_points_of_several_rules_add_up_to_a_hundred_at_most() -> None:
    found = labour(a_sentence(SENT, a_hit(70), a_hit(60, rule="other")))
    assert found.evidence[0].points == 100
    assert found.evidence[0].rules == ("labour", "other")


def test_among_sentences_that_score_nearly_alike_the_strongest_status_speaks_for_the_article() -> None:
    found = labour(a_sentence(PLANNED, a_hit(95)), a_sentence(SENT, a_hit(85), start=30))
    assert found.evidence[0].text == PLANNED
    assert found.claim is not None
    assert found.claim.status is Status.OCCURRED


def test_a_norm_is_no_evidence_and_gives_no_score() -> None:
    found = labour(a_sentence("The resolution bans it: a norm", a_hit(95)))
    assert (found.score, found.evidence, found.flagged) == (0.0, (), False)


def test_only_sentences_that_would_count_are_asked_whether_they_are_norms() -> None:
    claims = FakeClaims()
    an_assessor(a_sentence("Nothing."), a_sentence(SENT, a_hit()), claims=claims).assess([an_article(text="body")])
    assert claims.asked == [1]


def test_rules_of_another_theme_say_nothing() -> None:
    assert labour(a_sentence(SENT, a_hit(theme="arms_transfer"))).score == 0.0


def test_shadow_rules_are_shown_and_never_flag() -> None:
    found = labour(a_sentence(SENT, a_hit(95, rule="draft", status=RuleStatus.SHADOW)))
    assert [(one.background, one.rules) for one in found.evidence] == [(True, ("draft",))]
    assert (found.flagged, found.score, found.claim) == (False, 0.0, None)


def test_a_shadow_rule_beside_an_active_one_adds_nothing() -> None:
    found = labour(a_sentence(SENT, a_hit(70), a_hit(30, rule="draft", status=RuleStatus.SHADOW)))
    assert [(one.points, one.rules, one.background) for one in found.evidence] == [(70, ("labour",), False)]


def test_a_near_miss_shows_its_best_sentence() -> None:
    found = labour(a_sentence("Weak one", a_hit(37)), a_sentence("Weaker one", a_hit(36), start=20))
    assert not found.flagged
    assert BLEND.is_near(found.theme, found.score)
    assert [one.text for one in found.evidence] == ["Weak one"]


def test_what_is_not_even_near_shows_nothing() -> None:
    found = labour(a_sentence("Weak one", a_hit(10)))
    assert (found.flagged, found.evidence) == (False, ())


def test_the_classifier_sees_masked_sentences_with_their_neighbours_in_the_same_field() -> None:
    classifier = FakeClassifier({})
    sentences = [a_sentence("title", field="title"), a_sentence("one"), a_sentence("two", start=5)]
    labour(*sentences, classifier=classifier)
    (batch,) = classifier.batches
    assert [(p.text, p.before, p.after, p.title) for p in batch] == [
        ("TITLE", "", "", True),
        ("ONE", "", "TWO", False),
        ("TWO", "ONE", "", False),
    ]


def test_the_classifier_is_asked_once_for_the_whole_batch() -> None:
    classifier = FakeClassifier({SENT.upper(): 0.97})
    documents = [an_article("a", text="body"), an_article("x", text="other"), an_article("b", text="body")]
    assessed = an_assessor(a_sentence("First."), a_sentence(SENT, start=9), classifier=classifier).assess(documents)
    assert [len(batch) for batch in classifier.batches] == [4]
    assert [themes[0].flagged for themes in assessed] == [True, False, True]


def test_a_sentence_that_only_the_classifier_finds_names_the_terms() -> None:
    found = labour(a_sentence(SENT), classifier=FakeClassifier({SENT.upper(): 0.99}))
    (evidence,) = found.evidence
    assert evidence.probability == pytest.approx(0.99)
    assert (evidence.points, evidence.rules) == (0, ())
    assert evidence.terms == (("labour_dispatch:THEY", 1.5),)


def test_an_assessment_names_the_rules_and_the_model_it_was_made_with() -> None:
    found = labour(a_sentence(SENT, a_hit()), classifier=FakeClassifier({}))
    assert (found.rules_digest, found.model_digest) == ("rules-1", "model-1")
    assert labour(a_sentence(SENT, a_hit())).model_digest == ""


def test_severity_comes_from_the_table_and_else_from_the_theme() -> None:
    assert labour(a_sentence("It may be possible", a_hit(60))).severity is Severity.LOW
    assert labour(a_sentence(SENT, a_hit(60))).severity is Severity.MEDIUM


def test_the_classifier_lifts_what_a_rule_of_the_users_finds_but_never_sinks_it() -> None:
    engine = FakeEngine({"body": (a_sentence(SENT, a_hit(60)),)})
    doubtful = FakeClassifier({SENT: 0.001})

    def scored(*own: str) -> float:
        table = load_severity_table()
        assessor = Assessor(engine, FakeClaims(), doubtful, BLEND, table, own)
        return assessor.assess([an_article(text="body")])[0][0].score

    assert scored() < BLEND.point(LABOUR).threshold
    assert scored("labour") == BLEND.score(LABOUR, 60, None)
