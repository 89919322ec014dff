"""A full pass from files to delivered alerts, with real rules, model, storage and targets."""

import json
import shutil
from pathlib import Path

import pytest

from flows.domain import DeliveryState, StageReport
from flows.settings import load_settings
from flows.stages.assess import assess_batch
from flows.stages.decide import decide_stories
from flows.stages.notify import deliver
from flows.stages.passes import full_pass, ingest_all
from flows.stages.rehearsal import rehearse
from flows.stages.summary import line
from flows.wiring import open_workshop, silence
from tests.seeds import FOLDER

SEEDS = FOLDER.parent


def a_watch(folder: Path, targets: str = "terminal: console://", more: str = "") -> Path:
    """A watch over a copy of the seeds, so that a test may change them."""
    if not (folder / "seeds").exists():
        shutil.copytree(SEEDS, folder / "seeds")
    path = folder / "watch.yaml"
    names = [word.split(":")[0].strip() for word in targets.splitlines()]
    path.write_text(
        f"""\
sources:
  - {{name: articles, kind: files, path: "seeds/articles/*.txt", max_age: none}}
  - {{name: wire, kind: feed, path: seeds/feeds/peninsula-wire.xml, max_age: none}}
  - {{name: ordinary, kind: files, path: seeds/ordinary/news.jsonl, max_age: none}}
{more}
targets:
  {targets}
routes:
  - {{name: all, to: [{", ".join(names)}]}}
""",
        encoding="utf-8",
    )
    return path


def passed(path: Path) -> StageReport:
    with open_workshop(load_settings(path, {})) as shop:
        return full_pass(shop)


def test_the_seeds_give_two_alerts_and_ordinary_news_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = passed(a_watch(tmp_path))
    assert report.counts["read"] == report.counts["new"] == 31
    assert report.counts["flagged"] == 5
    assert report.counts["alerts"] == 2
    assert report.counts["sent"] == 2
    assert not report.problems
    shown = capsys.readouterr().out
    assert "3 articles" in shown
    assert "2 articles" in shown
    assert "The Korea Herald, EFE" in shown or "EFE, The Korea Herald" in shown
    assert "sanctions-watch alerts show" in shown


def test_a_second_pass_alerts_nobody_and_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = a_watch(tmp_path)
    passed(path)
    capsys.readouterr()
    report = passed(path)
    assert report.counts["new"] == report.counts["alerts"] == report.counts["sent"] == 0
    assert "nobody was alerted again" in line(report)
    assert capsys.readouterr().out == ""


def test_a_pass_killed_between_any_two_stages_is_finished_by_the_next(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = a_watch(tmp_path)

    def stages_until(last: int) -> None:
        with open_workshop(load_settings(path, {})) as shop:
            for number, stage in enumerate((ingest_all, assess_batch, decide_stories, deliver)):
                if number <= last:
                    stage(shop)

    for last in range(3):
        stages_until(last)
        assert capsys.readouterr().out == "", "nothing is sent before the last stage"
    report = passed(path)
    assert report.counts["sent"] == 2
    assert passed(path).counts["sent"] == 0


def test_a_target_that_fails_is_retried_in_the_next_pass_and_reported(tmp_path: Path) -> None:
    folder = tmp_path / "mail"
    folder.write_text("a file stands where the folder should be", encoding="utf-8")
    path = a_watch(tmp_path, targets=f"mailbox: eml://{folder}")
    report = passed(path)
    assert report.counts["failed"] == 2
    assert all("mailbox" in problem.where for problem in report.problems)
    folder.unlink()
    again = passed(path)
    assert again.counts["sent"] == 2
    assert len(list(folder.glob("*.eml"))) == 2


def test_an_address_with_a_wrong_scheme_is_reported_and_the_others_are_served(tmp_path: Path) -> None:
    path = a_watch(tmp_path, targets=f"chat: slakc://A/B/C\n  mailbox: eml://{tmp_path}/mail")
    report = passed(path)
    assert report.counts["sent"] == 2
    assert "did you mean 'slack'" in report.problems[0].message
    assert "slakc://A" not in str(report.problems)


def test_bad_files_are_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    path = a_watch(
        tmp_path, more="  - {name: inbox, kind: files, path: inbox}\n  - {name: no feed, kind: feed, path: no.xml}"
    )
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    good = {"id": "g", "title": "Rain in Busan", "text": "It rained."}
    lines = [json.dumps({**good, "id": f"g{n}"}) for n in range(6)] + ['{"id": "broken"', json.dumps(good)]
    (inbox / "news.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (inbox / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\xff\xfe\x00" * 40)
    (tmp_path / "no.xml").write_text("<html><body>Sign in first</body></html>", encoding="utf-8")
    report = passed(path)
    told = "\n".join(f"{problem.where}: {problem.message}" for problem in report.problems)
    assert "news.jsonl:7" in told
    assert "picture.txt" in told
    assert "no feed" in told
    assert report.counts["read"] == 31 + 7
    assert report.counts["alerts"] == 2


def test_a_dry_run_shows_the_messages_and_keeps_nothing(tmp_path: Path) -> None:
    path = a_watch(tmp_path, targets=f"mailbox: eml://{tmp_path}/mail")
    report, messages = rehearse(load_settings(path, {}), silence)
    assert report.counts["alerts"] == len(messages) == 2
    assert "would go to mailbox" in messages[0]
    assert not (tmp_path / "mail").exists()
    assert passed(path).counts["alerts"] == 2


def test_an_article_that_changes_is_scored_again_and_alerts_only_what_is_new(tmp_path: Path) -> None:
    path = a_watch(tmp_path)
    passed(path)
    article = tmp_path / "seeds" / "articles" / "002_5c2569f29b14dcc9.txt"
    article.write_text(article.read_text(encoding="utf-8") + "\nThe visit lasted four days.", encoding="utf-8")
    report = passed(path)
    assert report.counts["revised"] == 1
    assert report.counts["flagged"] == 1
    assert report.counts["alerts"] == 0


def test_what_was_sent_is_kept_with_its_state(tmp_path: Path) -> None:
    path = a_watch(tmp_path)
    passed(path)
    with open_workshop(load_settings(path, {})) as shop:
        assert {copy.state for copy in shop.store.deliveries()} == {DeliveryState.SENT}
        assert [run.finished is not None for run in shop.store.runs()] == [True]
