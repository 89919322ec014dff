"""watch.yaml into settings: every mistake at once, with its line."""

from datetime import timedelta
from pathlib import Path

import pytest

from flows.domain import Severity, ThemeId
from flows.errors import ConfigurationError
from flows.options import Prefer
from flows.settings import load_settings, write_sample

GOOD = """\
sources:
  - {name: inbox, kind: files, path: inbox, max_age: none}
  - {name: wire, kind: feed, url: "https://wire.example/rss", outlet: Wire}
targets:
  terminal: console://
  slack: ${SLACK_URL}
routes:
  - {name: all, to: [terminal]}
  - {name: labour, to: [slack, terminal], themes: [labour_dispatch], min_severity: high}
thresholds: {arms_transfer: 0.7}
severity:
  - {severity: critical, themes: [arms_transfer], statuses: [occurred], sources: [un]}
storage: data/watch.db
"""
SECRET = {"SLACK_URL": "slack://TokenA/TokenB/TokenC"}


def written(folder: Path, text: str) -> Path:
    path = folder / "watch.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def refusal(folder: Path, text: str) -> str:
    with pytest.raises(ConfigurationError) as caught:
        load_settings(written(folder, text), SECRET)
    return str(caught.value)


def test_a_good_file_becomes_settings(tmp_path: Path) -> None:
    settings = load_settings(written(tmp_path, GOOD), SECRET)
    inbox, wire = settings.sources
    assert inbox.location == str(tmp_path / "inbox")
    assert inbox.max_age is None
    assert wire.location == "https://wire.example/rss"
    assert wire.max_age == timedelta(days=3)
    assert [target.name for target in settings.routes[1].targets] == ["slack", "terminal"]
    assert settings.routes[1].interest.min_severity is Severity.HIGH
    assert settings.scoring.thresholds == {ThemeId("arms_transfer"): 0.7}
    assert settings.storage_url == f"sqlite:///{tmp_path}/data/watch.db"


@pytest.mark.parametrize("prefer", list(Prefer))
def test_the_preference_is_read_and_balance_when_left_out(tmp_path: Path, prefer: Prefer) -> None:
    assert load_settings(written(tmp_path, GOOD), SECRET).scoring.prefer is Prefer.BALANCE
    assert load_settings(written(tmp_path, f"{GOOD}prefer: {prefer}\n"), SECRET).scoring.prefer is prefer


def test_an_unknown_preference_is_told_with_its_line(tmp_path: Path) -> None:
    message = refusal(tmp_path, f"{GOOD}prefer: recal\n")
    assert "watch.yaml:14: 'prefer' cannot be 'recal' (did you mean 'recall'?)" in message


def test_a_secret_comes_from_the_environment_and_never_shows(tmp_path: Path) -> None:
    settings = load_settings(written(tmp_path, GOOD), SECRET)
    assert settings.targets[1].url == SECRET["SLACK_URL"]
    assert "TokenA" not in repr(settings)


def test_a_secret_may_stand_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("slack://A/B/C\n", encoding="utf-8")
    text = GOOD.replace("${SLACK_URL}", f"${{file:{tmp_path}/secret}}")
    assert load_settings(written(tmp_path, text), {}).targets[1].url == "slack://A/B/C"


def test_a_missing_variable_is_named_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"watch.yaml:6: the environment variable SLACK_URL is not set"):
        load_settings(written(tmp_path, GOOD), {})


def test_a_misspelt_section_is_recognised(tmp_path: Path) -> None:
    message = refusal(tmp_path, GOOD.replace("sources:", "sorces:", 1))
    assert "watch.yaml:1: unknown key 'sorces' (did you mean 'sources'?)" in message


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    text = GOOD.replace("kind: feed", "kind: fed").replace("to: [terminal]", "to: [terminl]").replace("0.7", "7")
    message = refusal(tmp_path, text)
    assert "watch.yaml:3: 'kind' cannot be 'fed' (did you mean 'feed'?)" in message
    assert "watch.yaml:8: 'terminl' is no target (did you mean 'terminal'?)" in message
    assert "watch.yaml:10: 'arms_transfer' must lie between 0 and 1, not 7" in message


def test_an_address_needs_a_scheme_and_a_feed_file_a_path(tmp_path: Path) -> None:
    message = refusal(tmp_path, GOOD.replace("https://wire", "file:///wire"))
    assert "watch.yaml:3: 'file:///wire.example/rss' is no http or https address" in message


def test_a_span_that_is_none_is_refused(tmp_path: Path) -> None:
    assert "watch.yaml:2: 'max_age' must be a span of time" in refusal(tmp_path, GOOD.replace("none", "soon"))


def test_a_theme_that_no_pack_knows_is_refused_with_its_line(tmp_path: Path) -> None:
    settings = load_settings(written(tmp_path, GOOD.replace("[labour_dispatch]", "[labor_dispatch]")), SECRET)
    with pytest.raises(ConfigurationError, match=r"watch.yaml:9: 'labor_dispatch' .*did you mean 'labour_dispatch'"):
        settings.check_themes([ThemeId("labour_dispatch"), ThemeId("arms_transfer")])


def test_a_password_in_the_clear_is_a_warning(tmp_path: Path) -> None:
    text = GOOD.replace("${SLACK_URL}", "mailtos://me:hunter2@mail.example")
    (warning,) = load_settings(written(tmp_path, text), {}).warnings
    assert warning.where.endswith("watch.yaml:6")
    assert "hunter2" not in warning.message


def test_a_folder_for_e_mail_files_counts_from_the_file(tmp_path: Path) -> None:
    text = GOOD.replace("console://", "eml://sent")
    assert load_settings(written(tmp_path, text), SECRET).targets[0].url == f"eml://{tmp_path}/sent"


def test_a_missing_file_says_how_to_get_one(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="sanctions-watch init"):
        load_settings(tmp_path / "watch.yaml", {})


def test_the_sample_that_init_writes_is_good(tmp_path: Path) -> None:
    write_sample(tmp_path)
    settings = load_settings(tmp_path / "watch.yaml", {})
    assert settings.sources[0].name == "inbox"
    assert not settings.warnings


def test_how_long_told_claims_are_remembered_is_a_span_or_for_ever(tmp_path: Path) -> None:
    assert load_settings(written(tmp_path, GOOD), SECRET).stories.remember == timedelta(days=30)
    said = (GOOD + f"stories: {{remember: {word}}}\n" for word in ("2 weeks", "none"))
    told = [load_settings(written(tmp_path, text), SECRET) for text in said]
    assert [one.stories.remember for one in told] == [timedelta(weeks=2), None]
    assert "must be a span of time" in refusal(tmp_path, GOOD + "stories: {remember: long}\n")


def test_a_folder_of_templates_counts_from_the_file_and_must_be_there(tmp_path: Path) -> None:
    assert "folder of templates" in refusal(tmp_path, "templates: mine\n")
    (tmp_path / "mine").mkdir()
    assert load_settings(written(tmp_path, "templates: mine\n"), SECRET).templates == tmp_path / "mine"
    assert load_settings(written(tmp_path, "model: none\n"), SECRET).templates is None
