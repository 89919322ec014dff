"""What a change of the rules can touch."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.inspection.backtest.reach import Reach
from flows.inspection.backtest.scoring import Scorer
from tests.builders import an_article
from tests.flows.inspection.backtest.bench import EDITS, SENT, order
from tests.flows.inspection.backtest.test_running import TEXTS


@pytest.mark.parametrize("edit", EDITS)
def test_an_article_out_of_reach_has_the_same_verdict_by_both_sets(
    tmp_path_factory: pytest.TempPathFactory, edit: str
) -> None:
    scorer = Scorer(order(tmp_path_factory.mktemp("packs"), edit))
    old, new = scorer.benches
    reach = Reach(old.rules, new.rules, ((), ()))

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.tuples(TEXTS, TEXTS))
    def hold(texts: tuple[str, str]) -> None:
        if not reach.touches(*texts):
            article = an_article(title=texts[0], text=texts[1])
            mine, other = (bench.assessor.assess([article])[0] for bench in (old, new))
            assert mine == tuple(replace(one, rules_digest=old.rules.digest) for one in other)

    hold()


def test_an_edit_of_one_word_leaves_other_articles_alone(tmp_path: Path) -> None:
    old, new = Scorer(order(tmp_path, "a word more")).benches
    reach = Reach(old.rules, new.rules, ((), ()))
    assert reach.touches("", "Divers of North Korea")
    assert not reach.touches("Workers", SENT)


def test_another_theme_touches_everything(tmp_path: Path) -> None:
    chosen = order(tmp_path, "nothing")
    theme = chosen.new.pack / "themes" / "labour.yaml"
    theme.write_text(theme.read_text(encoding="utf-8").replace("severity: high", "severity: low"), encoding="utf-8")
    old, new = Scorer(chosen).benches
    assert Reach(old.rules, new.rules, ((), ())).touches("", "anything")
