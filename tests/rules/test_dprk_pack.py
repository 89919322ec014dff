"""The shipped pack loads, passes the tests written in its rules, and finds what an analyst finds in the seeds."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from rules.cases import run_cases
from rules.engine import Engine, Scan
from rules.packs import RuleSet, load_pack, shipped_pack
from rules.rule import RuleStatus, SentenceScan

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
EXPECTED = json.loads((SEEDS / "expected.json").read_text(encoding="utf-8"))
FLAGGED = 50
"""Points from which a sentence speaks for a theme where rules stand alone."""
LANGUAGES = ("en", "ko", "ru", "zh", "ja")


@dataclass(frozen=True, slots=True)
class Article:
    """What the engine asks of a document."""

    title: str
    text: str
    language: str = "en"


@cache
def pack() -> RuleSet:
    return load_pack(shipped_pack())


@cache
def engine() -> Engine:
    return Engine(pack())


@cache
def seed(name: str) -> Scan:
    text = (SEEDS / "articles" / f"{name}.txt").read_text(encoding="utf-8")
    return engine().scan(Article("", text))


def points(sentence: SentenceScan, theme: str) -> int:
    return max((hit.points for hit in sentence.hits if hit.theme == theme), default=0)


def flagged(scan: Scan) -> set[str]:
    return {hit.theme for sentence in scan.sentences for hit in sentence.hits if hit.points >= FLAGGED}


def test_every_test_written_in_the_rules_passes() -> None:
    failed = [f"{r.rule}: {r.text} (got {r.got})" for r in run_cases(pack()) if not r.passed and not r.known_gap]
    assert failed == []


def test_every_rule_is_tested_in_several_languages_and_on_near_misses() -> None:
    for rule in pack().rules:
        expected = [case.fires for case in rule.tests]
        assert len(expected) >= 4, rule.name
        assert expected.count(False) >= 2, rule.name
        assert any(any(ord(letter) > 0x400 for letter in case.text) for case in rule.tests), rule.name


def test_every_rule_and_theme_cites_measures_that_the_register_holds() -> None:
    known = set(pack().legal)
    for rule in pack().rules:
        assert rule.legal_basis, rule.name
        assert set(rule.legal_basis) <= known, rule.name
    for theme in pack().themes:
        assert theme.legal_basis, theme.id
        assert set(theme.legal_basis) <= known, theme.id


def test_the_register_says_how_far_each_paragraph_was_checked() -> None:
    for measure in pack().legal.values():
        assert measure.checked in {"text", "content", "memory"}, measure.id
        assert measure.checked_on == "2026-11-22", measure.id
    assert pack().legal["unscr-2397-8"].verified
    assert not pack().legal["unscr-2270-9"].verified


def test_no_file_of_the_pack_judges_what_is_a_breach() -> None:
    folder = shipped_pack()
    for path in (folder / "legal.yaml", *folder.glob("themes/*.yaml"), *folder.glob("rules/*.yaml")):
        assert "violation" not in path.read_text(encoding="utf-8").casefold(), path.name


def test_rules_of_the_shipped_pack_are_new_and_their_ids_differ() -> None:
    rules = pack().rules
    assert len({rule.id for rule in rules}) == len(rules)
    assert {rule.status for rule in rules} <= {RuleStatus.EXPERIMENTAL, RuleStatus.STABLE}


@pytest.mark.parametrize("name", ["dprk", "country", "arms", "worker", "tech", "give", "get", "dispatch", "sci_coop"])
def test_the_main_lists_speak_all_five_languages(name: str) -> None:
    lists = {str(key): value for key, value in pack().lists.items()}
    assert {term.language for term in lists[name].terms} >= set(LANGUAGES), name


@pytest.mark.parametrize("claim", EXPECTED["claims"], ids=lambda claim: f"{claim['article'][:3]} {claim['quote'][:40]}")
def test_a_claim_of_the_seeds_is_found_in_its_own_sentence(claim: dict[str, str]) -> None:
    own = [sentence for sentence in seed(claim["article"]).sentences if claim["quote"] in sentence.text]
    assert len(own) == 1
    assert points(own[0], claim["theme"]) >= FLAGGED


@pytest.mark.parametrize("name", sorted(EXPECTED["silent"]))
def test_a_theme_that_a_seed_does_not_touch_stays_silent(name: str) -> None:
    assert flagged(seed(name)).isdisjoint(EXPECTED["silent"][name])


@pytest.mark.parametrize(
    ("theme", "text"),
    [
        ("arms_transfer", "북한이 러시아에 컨테이너로 포탄을 보냈다고 국정원이 밝혔다."),
        ("arms_transfer", "Солдаты КНДР воюют в Курской области."),
        ("arms_transfer", "朝鲜向俄罗斯派遣士兵并提供导弹。"),
        ("arms_transfer", "北朝鮮の兵士がクルスクで戦っている。"),
        ("labour_dispatch", "북한 노동자들이 중국 공장에서 일한다."),
        ("labour_dispatch", "Рабочие из КНДР снова приехали во Владивосток."),
        ("labour_dispatch", "丹东的工厂里有大批朝鲜工人。"),
        ("labour_dispatch", "北朝鮮のIT技術者が身分を偽り海外企業で働いていた。"),
        ("tech_transfer", "러시아가 북한에 위성 기술을 이전했다는 관측이 나온다."),
        ("tech_transfer", "Россия может передать КНДР технологии подводных лодок."),
        ("tech_transfer", "朝鲜与俄罗斯签署科技合作协议。"),
        ("tech_transfer", "ロシアが北朝鮮に衛星技術を提供した可能性がある。"),
    ],
)
def test_a_plain_sentence_in_any_of_the_languages_is_flagged(theme: str, text: str) -> None:
    assert theme in flagged(engine().scan(Article("", text, "")))


@pytest.mark.parametrize(
    "text",
    [
        "North Korea fired three ballistic missiles into the sea.",
        "North Korea condemned the plan of the United States to supply tanks to Ukraine.",
        "Kim Jong Un praised the Workers' Party at a parade of new rocket launchers.",
        "North Korean hackers stole cryptocurrency worth a billion dollars.",
        "The soldier who ran into North Korea was charged with desertion.",
        "Putin and Kim Jong Un signed a treaty and voiced full support for each other.",
        "북한이 동해상으로 탄도미사일을 발사했다.",
        "КНДР провела испытание межконтинентальной ракеты.",
        "朝鲜发射弹道导弹，韩美举行联合军演。",
        "北朝鮮が弾道ミサイルを発射した。",
    ],
)
def test_what_is_no_transfer_stays_silent(text: str) -> None:
    assert flagged(engine().scan(Article("", text, ""))) == set()


def test_ordinary_news_of_the_demo_stays_silent() -> None:
    loud = []
    for line in (SEEDS / "ordinary" / "news.jsonl").read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        if flagged(engine().scan(Article(item.get("title") or "", item.get("text") or ""))):
            loud.append(item["title"])
    assert loud == []
