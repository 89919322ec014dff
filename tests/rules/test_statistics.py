"""What a corpus shows of each signal."""

from pathlib import Path

from rules.engine import Engine
from rules.statistics import SignalUse, Statistics, Tally
from tests.rules.tiny import FILES, RULE, Text, tiny_rules

ARMS = (
    RULE.replace("7c1d5b0e-6a0f-4a55-9c0b-0f7f7a1e2d01", "7c1d5b0e-6a0f-4a55-9c0b-0f7f7a1e2d02")
    .replace("labour-sent-abroad", "arms-sent")
    .replace("theme: labour", "theme: arms")
)
SENT = "North Korea sent workers to Russia."


def counted(folder: Path, *documents: tuple[Text, set[str] | None], **changes: str) -> Statistics:
    rules = tiny_rules(folder, **changes)
    engine, tally = Engine(rules), Tally(rules)
    for document, labels in documents:
        tally.add(engine.scan(document), labels)
    return tally.result()


def signal(found: Statistics, name: str, rule: str = "labour-sent-abroad") -> SignalUse:
    (one,) = (one for one in found.signals if (one.rule, one.signal) == (rule, name))
    return one


def test_documents_sentences_and_partners_are_counted(tmp_path: Path) -> None:
    found = counted(
        tmp_path,
        (Text(f"{SENT} Again: {SENT}"), None),
        (Text("Workers from North Korea were seen in Russia."), None),
        (Text("It rained in Russia."), None),
    )
    assert (found.documents, found.subject, found.labelled) == (3, 2, 0)
    sends, near = signal(found, "sends"), signal(found, "near")
    assert (sends.documents, sends.sentences, sends.alone) == (1, 2, 0)
    assert (sends.partner, sends.shared) == ("labour-sent-abroad/near", 2)
    assert (near.documents, near.alone) == (2, 1)
    assert near.confirmed_share is None


def test_labels_confirm_or_do_not(tmp_path: Path) -> None:
    found = counted(tmp_path, (Text(SENT), {"labour"}), (Text(SENT), set()), (Text(SENT), None))
    sends = signal(found, "sends")
    assert (sends.documents, sends.labelled, sends.confirmed, sends.confirmed_share) == (3, 2, 1, 0.5)
    assert found.labelled == 2


def test_a_rule_of_another_theme_on_the_same_sentence_is_a_conflict_and_no_overlap(tmp_path: Path) -> None:
    changes = {
        "pack": FILES["pack.yaml"].replace("[labour]", "[labour, arms]"),
        "arms": FILES["themes/labour.yaml"].replace("id: labour", "id: arms"),
        "arms_sent": ARMS,
    }
    found = counted(tmp_path, (Text(SENT), None), **changes)
    assert [one.theme for one in found.signals] == ["labour", "labour", "arms", "arms"]
    sends = signal(found, "sends")
    assert sends.conflict == 1
    assert sends.partner == "labour-sent-abroad/near"


def test_signals_and_terms_that_never_speak_are_there_too(tmp_path: Path) -> None:
    found = counted(tmp_path, (Text("The DPRK's workers and the IT specialists."), None))
    assert signal(found, "sends").documents == 0
    silent = {(one.id, term.text) for one, term in found.silent}
    assert ("dprk", "Pyongyang") in silent
    assert not {("dprk", "DPRK"), ("worker", "worker"), ("worker", "IT specialist")} & silent
