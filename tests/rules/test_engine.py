"""A document to its sentences, terms and rule hits."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rules.engine import Engine
from rules.packs import RuleSet
from rules.rule import RuleStatus
from tests.rules.tiny import RULE, Text, hits, scan, tiny_rules


@pytest.fixture(scope="module", name="ruleset")
def _ruleset(tmp_path_factory: pytest.TempPathFactory) -> RuleSet:
    return tiny_rules(Path(tmp_path_factory.mktemp("pack")))


def with_signal(folder: Path, signal: str, extra: str = "") -> RuleSet:
    """The tiny pack with one signal in place of its own."""
    head, rest = RULE.split("signals:")
    _, tail = rest.split("exclude:")
    if "recipient=" not in signal:
        tail = tail.replace("roles: {recipient: {not: [KP]}}\n", "")
    return tiny_rules(folder, labour_sent_abroad=f"{head}signals:\n  - {signal}\n{extra}exclude:{tail}")


def test_a_document_that_does_not_name_the_subject_is_not_scanned(ruleset: RuleSet) -> None:
    found = scan(ruleset, "Vietnam sent workers to Russia.")
    assert not found.subject
    assert found.sentences == ()


def test_the_subject_may_stand_in_the_title_alone(ruleset: RuleSet) -> None:
    found = scan(ruleset, "Workers arrived.", title="News of the DPRK")
    assert [sentence.field for sentence in found.sentences] == ["title", "text"]


def test_a_hit_tells_its_signals_points_roles_spans_and_legal_basis(ruleset: RuleSet) -> None:
    text = "It rained. North Korea sent 1,000 workers to Russia."
    (hit,) = hits(ruleset, text)
    assert (hit.rule, hit.theme, hit.points, hit.status) == (
        "labour-sent-abroad",
        "labour",
        80,
        RuleStatus.EXPERIMENTAL,
    )
    assert hit.signals == ("sends", "near")
    assert hit.roles == {"supplier": "KP", "recipient": "RU"}
    assert hit.legal_basis == ("unscr-2397-8",)
    assert [text[span.start : span.end] for span in hit.spans] == ["North Korea", "sent", "workers", "Russia"]


def test_sentences_are_slices_of_their_field(ruleset: RuleSet) -> None:
    text = "  DPRK’s “workers”.  ＤＰＲＫ\u200b sent one.\n북한은 노동자를 보냈다."
    for sentence in scan(ruleset, text).sentences:
        assert text[sentence.start : sentence.end] == sentence.text
        assert all(sentence.start <= term.start < term.end <= sentence.end for term in sentence.terms)


def test_points_are_capped_at_100(tmp_path: Path) -> None:
    rule = RULE.replace("points: 60", "points: 90")
    assert hits(tiny_rules(tmp_path, labour_sent_abroad=rule), "North Korea sent workers to Russia.")[0].points == 100


def test_a_rule_may_ask_for_more_points_than_one_signal_has(tmp_path: Path) -> None:
    ruleset = tiny_rules(tmp_path, labour_sent_abroad=RULE.replace("signals:", "requires_points: 60\nsignals:"))
    assert hits(ruleset, "Russia and North Korea spoke of workers.") == []


def test_supplier_and_recipient_are_never_the_same(tmp_path: Path) -> None:
    ruleset = with_signal(
        tmp_path, '{name: s, points: 9, shape: {any: ["{supplier=country} ... {send} ... {recipient=country}"]}}'
    )
    assert hits(ruleset, "DPRK: Russia sent them to Moscow.") == []
    assert hits(ruleset, "DPRK: Russia sent them to Norway.")[0].roles == {"supplier": "RU", "recipient": "NO"}


def test_roles_may_be_limited(tmp_path: Path) -> None:
    signal = '{name: s, points: 9, shape: {any: ["{supplier=dprk} ... {recipient=country}"]}}'
    head, rest = RULE.split("signals:")
    tail = rest.split("exclude:")[1].replace("recipient: {not: [KP]}", "recipient: {only: [RU]}")
    ruleset = tiny_rules(tmp_path, labour_sent_abroad=f"{head}signals:\n  - {signal}\nexclude:{tail}")
    assert [hit.roles["recipient"] for hit in hits(ruleset, "DPRK, Norway. DPRK, Russia.")] == ["RU"]


def test_an_excluded_phrase_blocks_the_rule_on_its_sentence_only(ruleset: RuleSet) -> None:
    text = "North Korea sent workers to Russia from labor camps. North Korea sent workers to Russia."
    found = scan(ruleset, text).sentences
    assert [bool(sentence.hits) for sentence in found] == [False, True]


def test_exclusions_know_lists_shapes_and_exceptions(tmp_path: Path) -> None:
    rule = RULE.replace(
        "- phrases: [labor camp/camps]",
        "- {lists: [country], unless: [send]}\n  - shape: ['{worker} ...2 home']",
    ).replace("within: paragraph", "within: sentence")
    ruleset = tiny_rules(tmp_path, labour_sent_abroad=rule)
    assert hits(ruleset, "North Korea and Russia spoke of workers.") == []
    assert hits(ruleset, "North Korea sent workers to Russia.")
    assert hits(ruleset, "North Korea sent workers home to Russia.") == []


def test_a_filter_holds_for_the_rules_of_its_theme_and_those_that_name_it(tmp_path: Path) -> None:
    text = "North Korea sent workers to Russia in a novel."
    filtering = "kind: filter\nid: fiction\ntitle: Fiction\n{}exclude:\n  - phrases: [novel]\n"
    by_theme = tiny_rules(tmp_path / "a", fiction=filtering.format("themes: [labour]\n"))
    unnamed = tiny_rules(tmp_path / "b", fiction=filtering.format(""))
    rule = RULE.replace("exclude:", "filters: [fiction]\nexclude:")
    named = tiny_rules(tmp_path / "c", fiction=filtering.format(""), labour_sent_abroad=rule)
    assert [len(hits(one, text)) for one in (by_theme, unnamed, named)] == [0, 1, 0]


def test_a_paragraph_reaches_to_the_direct_neighbours(ruleset: RuleSet) -> None:
    near = scan(ruleset, "North Korea acts. Workers went to Russia. Nothing else.").sentences
    assert [bool(sentence.hits) for sentence in near] == [True, True, False]
    far = scan(ruleset, "North Korea acts. It rained. Workers went to Russia.").sentences
    assert not any(sentence.hits for sentence in far)


def test_the_title_is_a_neighbour_of_the_first_sentence_but_not_the_other_way_round(ruleset: RuleSet) -> None:
    title, first = scan(ruleset, "Workers went to Russia.", title="North Korea acts").sentences
    assert not title.hits
    assert first.hits
    assert [span.start for span in first.hits[0].spans] == [0, 16]


def test_needs_here_asks_for_a_list_in_the_sentence_itself(tmp_path: Path) -> None:
    signal = "{name: s, points: 9, together: [dprk, worker, country], within: paragraph, needs_here: [worker]}"
    found = scan(with_signal(tmp_path, signal), "North Korea acts. Workers left for Russia.").sentences
    assert [bool(sentence.hits) for sentence in found] == [False, True]


def test_together_within_words(tmp_path: Path) -> None:
    ruleset = with_signal(tmp_path, "{name: s, points: 9, together: [dprk, worker], within: 3 words}")
    assert hits(ruleset, "North Korea has some good workers.")
    assert hits(ruleset, "North Korea has some very good workers.") == []


def test_terms_on_the_same_words_do_not_stand_together(tmp_path: Path) -> None:
    kp_worker = "kind: terms\nid: kp_worker\ntitle: t\nen: [North Korean worker]\n"
    head, rest = RULE.split("signals:")
    signal = "{name: s, points: 9, together: [worker, kp_worker]}"
    rule = f"{head}signals:\n  - {signal}\nexclude:{rest.split('exclude:')[1]}".replace(
        "roles: {recipient: {not: [KP]}}", ""
    )
    ruleset = tiny_rules(tmp_path, kp_worker=kp_worker, labour_sent_abroad=rule)
    assert hits(ruleset, "North Korean workers came.") == []
    assert hits(ruleset, "North Korean workers are workers.")


def test_any_counts_different_places(tmp_path: Path) -> None:
    ruleset = with_signal(tmp_path, "{name: s, points: 9, any: [worker, send], at_least: 2}")
    assert hits(ruleset, "DPRK workers.") == []
    assert hits(ruleset, "DPRK sends workers.")[0].signals == ("s",)


def test_shapes_of_a_language_hold_for_its_script_only(tmp_path: Path) -> None:
    ruleset = with_signal(tmp_path, '{name: s, points: 9, shape: {ko: ["{dprk} ... {worker}"]}}')
    assert hits(ruleset, "북한 노동자") != []
    assert hits(ruleset, "North Korean workers") == []


def test_literals_match_whole_words_with_alternatives(tmp_path: Path) -> None:
    ruleset = with_signal(tmp_path, '{name: s, points: 9, shape: {any: ["{worker} from/of/из {dprk}"]}}')
    assert hits(ruleset, "Workers OF North Korea.")
    assert hits(ruleset, "рабочие из КНДР")
    assert hits(ruleset, "Workers off North Korea.") == []


def test_the_shortest_shape_decides_a_role_and_the_others_add_theirs(tmp_path: Path) -> None:
    shapes = '["{send} ... {recipient=country}", "{supplier=dprk} ... {send}"]'
    ruleset = with_signal(tmp_path, f"{{name: s, points: 9, shape: {{any: {shapes}}}}}")
    assert hits(ruleset, "North Korea will soon be sending to Russia.")[0].roles == {
        "recipient": "RU",
        "supplier": "KP",
    }


def test_a_retired_rule_never_fires_and_a_shadow_rule_says_that_it_is_one(tmp_path: Path) -> None:
    text = "North Korea sent workers to Russia."
    retired = tiny_rules(tmp_path / "a", labour_sent_abroad=RULE.replace("status: experimental", "status: retired"))
    shadow = tiny_rules(tmp_path / "b", labour_sent_abroad=RULE.replace("status: experimental", "status: shadow"))
    assert hits(retired, text) == []
    assert hits(shadow, text)[0].status is RuleStatus.SHADOW


def test_a_title_in_capitals_is_read_like_any_other(ruleset: RuleSet) -> None:
    (title,) = scan(ruleset, "", title="NORTH KOREA SENDS WORKERS TO RUSSIA").sentences
    assert title.hits


def test_cues_and_the_words_that_stop_them_are_hits_like_terms(tmp_path: Path) -> None:
    cues = "kind: cues\nid: denied\ntitle: t\nmeaning: denied\nwindow: 6 words\nstops_at: [but]\nen: [deny/denied]\n"
    ruleset = tiny_rules(tmp_path, denied=cues)
    (sentence,) = scan(ruleset, "DPRK denied it but left.").sentences
    assert [term.list for term in sentence.terms] == ["dprk", "denied", "denied:stops"]
    cue = ruleset.cues[next(iter(ruleset.cues))]
    assert (cue.window, cue.meaning, cue.direction) == (6, "denied", "forward")


def test_threads_share_an_engine(ruleset: RuleSet) -> None:
    engine = Engine(ruleset)
    documents = [Text(f"{'Vietnam' if n % 2 else 'North Korea'} sent {n} workers to Russia.") for n in range(200)]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(engine.scan, documents)) == [engine.scan(document) for document in documents]


PIECES = "North Korea |북한은 |朝鲜|КНДР |sent |workers |to |Russia|. |。|\n|’|\u200b|  |ＤＰＲＫ |x|派遣"
ANYTHING = st.lists(st.sampled_from(PIECES.split("|")), max_size=40).map("".join)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(title=ANYTHING, text=ANYTHING)
def test_every_span_lies_inside_its_sentence(ruleset: RuleSet, title: str, text: str) -> None:
    fields = {"title": title, "text": text}
    for sentence in scan(ruleset, text, title).sentences:
        assert fields[sentence.field][sentence.start : sentence.end] == sentence.text
        spans = [*sentence.terms, *(span for hit in sentence.hits for span in hit.spans)]
        assert all(sentence.start <= span.start < span.end <= sentence.end for span in spans)
        assert all(1 <= hit.points <= 100 and hit.spans for hit in sentence.hits)


def test_two_scans_of_the_same_text_are_equal(ruleset: RuleSet) -> None:
    text = "North Korea sent 1,000 workers to Russia. 북한은 러시아에 노동자를 파견했다."
    assert scan(ruleset, text) == scan(ruleset, text)
