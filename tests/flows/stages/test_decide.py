"""Decisions about stories are written with their alerts; one bad story keeps no other from being told."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from flows.domain import DeliveryState, ThemeId
from flows.scoring.compose import Reference
from flows.stages.assess import assess_batch
from flows.stages.decide import decide_stories
from flows.wiring import Workshop
from tests.builders import ARMS, NOON
from tests.flows.storage.values import an_incoming

LABOUR_CLAIM = "North Korea sent hundreds of workers to a sawmill near Khabarovsk, the spy agency said."
ARMS_CLAIM = "A freighter with rifles from Wonsan was stopped off Port Said."


def assessed(shop: Workshop, *texts: str, age: timedelta = timedelta(0)) -> None:
    batch = [an_incoming(text[:30], title="", text=text, published=NOON - age) for text in texts]
    shop.store.add_articles(batch, NOON)
    assess_batch(shop)


class Cracked(dict[ThemeId, str]):
    """Titles that break when the one of arms is asked for."""

    def get(self, key: ThemeId, default: Any = None) -> Any:
        if key == ARMS:
            raise LookupError("cracked")
        return super().get(key, default)


def test_an_alert_waits_for_every_target_of_its_routes(shop: Workshop) -> None:
    assessed(shop, LABOUR_CLAIM)
    assert decide_stories(shop).counts == {"alerts": 1, "alert": 1}
    copies = {copy.target: copy.state for copy in shop.store.deliveries()}
    assert copies == {"desk": DeliveryState.PENDING, "chat": DeliveryState.PENDING}
    assert decide_stories(shop).counts == {"alerts": 0}


def test_a_story_the_program_trips_over_waits_and_the_others_are_told(shop: Workshop) -> None:
    shop.bench = replace(shop.bench, reference=Reference(Cracked(), {}, {}))
    assessed(shop, ARMS_CLAIM, LABOUR_CLAIM)
    report = decide_stories(shop)
    assert report.counts["alerts"] == 1
    assert ["LookupError('cracked')" in problem.message for problem in report.problems] == [True]
    assert [story.assessments[0].theme for story in shop.store.undecided_stories()] == [ARMS]


def test_what_was_too_old_when_it_was_first_read_is_not_alerted(shop: Workshop) -> None:
    assessed(shop, LABOUR_CLAIM, age=timedelta(days=4))
    assert decide_stories(shop).counts == {"alerts": 0, "drop": 1}
    (past,) = shop.store.decisions_of(shop.store.story_window(NOON - timedelta(days=9))[0].story)
    assert "baseline" in past.decision.reason


def test_a_revision_between_assessing_and_deciding_gets_a_decision_of_its_own(shop: Workshop) -> None:
    assessed(shop, LABOUR_CLAIM)
    shop.store.add_articles([an_incoming(LABOUR_CLAIM[:30], title="", text=LABOUR_CLAIM + " It was denied.")], NOON)
    decide_stories(shop)
    (alert,) = shop.store.alerts()
    assert alert.findings[0].quotations[0].evidence.text == LABOUR_CLAIM
    assess_batch(shop)
    assert decide_stories(shop).counts == {"alerts": 0, "fold": 1}
