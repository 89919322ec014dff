"""`sanctions-watch lists`."""

import json
from pathlib import Path

from tests.flows.cli.conftest import WORKERS, Shell, article, write_lines, write_watch
from tests.flows.listed.samples import HEAD, TABLE, UN, line


def with_lists(folder: Path, shell: Shell) -> None:
    write_watch(folder)
    for name, text in (("un.xml", UN), ("vessels.csv", TABLE)):
        (folder / name).write_text(text, encoding="utf-8")
        shell("lists", "update", name)


def test_update_says_what_was_taken_over_and_what_was_left_out(tmp_path: Path, shell: Shell) -> None:
    write_watch(tmp_path)
    (tmp_path / "un.xml").write_text(UN, encoding="utf-8")
    answer = shell("lists", "update", "un.xml")
    assert (answer.code, answer.out) == (
        1,
        "un: persons 2, entities 2, vessels 0; passed over, of other lists: 1\n",
    )
    assert "KPe.902 has no name; it is left out" in answer.err
    (tmp_path / "un.xml").write_text(UN.replace("KPe.903", "KPe.990"), encoding="utf-8")
    assert shell("lists", "update", "un.xml").out.splitlines()[1:] == ["new: KPe.990", "gone: KPe.903"]
    assert shell("lists", "update", "un.xml").out.splitlines()[1:] == ["the same entries as before"]


def test_update_tells_bad_lines_by_their_numbers_and_takes_the_rest(tmp_path: Path, shell: Shell) -> None:
    write_watch(tmp_path)
    good = line("x-1", "Person", "First Good Person")
    (tmp_path / "t.csv").write_text(f"{HEAD}\n{good}\n1,2,3\n", encoding="utf-8")
    answer = shell("lists", "update", "t.csv", "--name", "mine")
    assert (answer.code, answer.out) == (1, "mine: persons 1, entities 0, vessels 0\n")
    assert "t.csv:3: has 3 columns where the first line has 15; it is left out" in answer.err


def test_what_is_no_list_is_refused_with_what_stays(tmp_path: Path, shell: Shell) -> None:
    with_lists(tmp_path, shell)
    (tmp_path / "page.html").write_text("<html/>", encoding="utf-8")
    answer = shell("lists", "update", "page.html")
    assert answer.code == 2
    assert "page.html is no list of the UN: its outermost element is 'html'; the list in force stays: " in answer.err


def test_show_lists_them_with_age_and_figures(tmp_path: Path, shell: Shell) -> None:
    write_watch(tmp_path)
    assert "no list yet: take one over with 'sanctions-watch lists update" in shell("lists", "show").out
    with_lists(tmp_path, shell)
    rows = json.loads(shell("lists", "show", "--json").out)
    assert [(row["name"], row["age_days"], row["entities"], row["vessels"]) for row in rows] == [
        ("opensanctions", 0, 1, 2),
        ("un", 0, 2, 0),
    ]
    (tmp_path / "var/lists/un.json").write_text("{", encoding="utf-8")
    broken = shell("lists", "show")
    assert (broken.code, "un.json: cannot be read" in broken.err) == (1, True)


def test_find_shows_the_entry_and_what_its_name_needs_to_count(tmp_path: Path, shell: Shell) -> None:
    with_lists(tmp_path, shell)

    def found(wanted: str) -> list[tuple[str, str, str]]:
        rows = json.loads(shell("lists", "find", wanted, "--json").out)
        return [(row["entry"], row["found"], row["counts"]) for row in rows]

    assert found("heron house") == [("KPe.901", "Heron House", "counts beside another name of the entry")]
    assert found("blue crane") == [("x-1", "Blue Crane", "counts beside a word for ships")]
    assert found("tong sok ri") == [("KPi.901", "RI TONG-SOK", "counts")]
    assert found("IMO 9074729") == [("x-1", "IMO 9074729", "counts")]
    assert [one[1] for one in found("kpi.901")] == ["RI TONG-SOK", "리동석", "Pak Il Chan", "Uncle Tong"]
    assert "no entry with 'nobody'" in shell("lists", "find", "nobody").out


def test_an_alert_says_which_listed_names_its_evidence_holds(tmp_path: Path, shell: Shell) -> None:
    with_lists(tmp_path, shell)
    text = WORKERS.replace("the foreign ministry", "KOSHET")
    write_lines(tmp_path / "inbox" / "news.jsonl", article("workers", text, "Ri Tong Sok travels"))
    run = shell("run", "--no-prefect")
    assert "KOREA SILVER HERON TRADING CORPORATION (KPe.901), by an alias: “KOSHET” [1]" in " ".join(run.out.split())
    ident = json.loads(shell("alerts", "list", "--json").out)[0]["id"]
    dossier = json.loads(shell("alerts", "show", ident, "--json").out)
    assert [(one["entry"], one["how"], one["field"]) for one in dossier["alert"]["listed"]] == [
        ("KPe.901", "alias", "text"),
        ("KPi.901", "name", "title"),
    ]


def test_a_list_that_cannot_be_read_costs_no_alert(tmp_path: Path, shell: Shell) -> None:
    with_lists(tmp_path, shell)
    for path in (tmp_path / "var/lists").iterdir():
        path.write_bytes(b"\xff")
    assert shell("run", "--no-prefect").code == 0
    assert json.loads(shell("alerts", "list", "--json").out)
