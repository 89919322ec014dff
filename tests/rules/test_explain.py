"""Why a rule did not fire."""

from pathlib import Path

from rules.explain import near_misses, nearest
from tests.rules.tiny import RULE, scan, tiny_rules


def test_the_nearest_way_names_what_is_missing(tmp_path: Path) -> None:
    ruleset = tiny_rules(tmp_path)
    (sentence,) = scan(ruleset, "North Korea sent builders to Russia.").sentences
    first, second = near_misses(ruleset.rules[0], sentence)
    assert (first.signal, first.missing) == ("sends", ("worker",))
    assert second.signal == "near"
    assert "misses worker" in str(first)


def test_words_of_a_shape_may_be_missing(tmp_path: Path) -> None:
    rule = RULE.replace("... {recipient=country}", "to/into {recipient=country}")
    ruleset = tiny_rules(tmp_path, labour_sent_abroad=rule)
    (sentence,) = scan(ruleset, "DPRK sent workers.").sentences
    assert near_misses(ruleset.rules[0], sentence)[1].missing == ("country", "'to/into'")


def test_all_terms_in_the_wrong_order_are_told_as_such(tmp_path: Path) -> None:
    rule = RULE.replace("together: [dprk, worker, country]", "any: [dprk]\n    at_least: 9").replace(
        "    within: paragraph\n", ""
    )
    ruleset = tiny_rules(tmp_path, labour_sent_abroad=rule)
    miss = nearest(ruleset.rules[0], scan(ruleset, "Russia: workers sent by North Korea").sentences)
    assert miss is not None
    assert "has all its terms, but not as it asks for them" in str(miss)


def test_ways_in_another_script_than_the_sentences_are_passed_over(tmp_path: Path) -> None:
    rule = RULE.replace("... {recipient=country}", "граждан/гражданам {recipient=country}")
    ruleset = tiny_rules(tmp_path, labour_sent_abroad=rule)
    (sentence,) = scan(ruleset, "DPRK workers were sent to Russia.").sentences
    assert "граждан" in rule
    assert not any("граждан" in str(miss) for miss in near_misses(ruleset.rules[0], sentence))


def test_the_subject_and_words_that_stand_everywhere_are_near_nothing(tmp_path: Path) -> None:
    rule = RULE.replace("... {recipient=country}", "in the {recipient=country}")
    ruleset = tiny_rules(tmp_path, labour_sent_abroad=rule)
    for text, near in (("A friendly match in the DPRK.", False), ("Workers in the DPRK.", True)):
        (sentence,) = scan(ruleset, text).sentences
        misses = near_misses(ruleset.rules[0], sentence)
        assert any(miss.says_something(ruleset.subject) for miss in misses) is near, text


def test_no_sentence_has_no_nearest_way(tmp_path: Path) -> None:
    assert nearest(tiny_rules(tmp_path).rules[0], ()) is None
