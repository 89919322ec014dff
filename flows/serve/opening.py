"""What a pass works with: the newest configuration and rules, or the last good ones while the newest are broken."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flows.errors import ConfigurationError
from flows.serve.freshness import fingerprint
from flows.settings import Settings, load_settings
from flows.stages.operations import tell_of_failure
from flows.wiring import LAST_GOOD, Bench, Workshop, open_bench, open_last_good, open_workshop
from models.errors import ModelError
from rules.changes import changes
from rules.errors import RuleError

logger = logging.getLogger(__name__)

LISTED = 25
"""Changes of the rules that the log names one by one."""


@dataclass(frozen=True, slots=True)
class _Good:
    """What worked last, and the fingerprint of the files it was read from."""

    settings: Settings
    bench: Bench
    mark: str


class Opening:
    """Opens the workshop of one watch again and again. A slip in an edit must not end the watch."""

    def __init__(self, config: Path) -> None:
        self.config = config
        self._good: _Good | None = None
        self._is_broken = False

    @contextmanager
    def open(self) -> Iterator[Workshop]:
        """The workshop for a pass. A change of the watch or its rules holds from here on.

        Rules and model are read again only when their files, or what watch.yaml says of them, have changed.

        Rules that do not load when a service starts are no reason to watch nothing: those of the last pass hold.

        Raises:
            ConfigurationError, RuleError, ModelError: what is there cannot be used, and nothing ever could.
            StorageError: the storage cannot be opened.
        """
        trouble = ""
        good = self._good
        try:
            good = self._newest()
        except (ConfigurationError, RuleError, ModelError) as error:
            if good is None:
                good = self._kept() if isinstance(error, RuleError) else None
            if good is None:
                raise
            trouble = str(error)
            logger.error(  # noqa: TRY400 - the message says where; a trace of our own code says nothing
                LAST_GOOD, good.bench.rules.digest[:12], trouble
            )
        if self._is_broken and not trouble:
            logger.info("what is written now can be used again: rules %s", good.bench.rules.digest[:12])
        self._good, self._is_broken = good, bool(trouble)
        with open_workshop(good.settings, bench=good.bench) as shop:
            if trouble:
                shop.fall_back(trouble)
            yield shop

    def _kept(self) -> _Good | None:
        settings = load_settings(self.config)
        bench = open_last_good(settings)
        # No file has this fingerprint: the next pass looks at what is written then.
        return _Good(settings, bench, "") if bench is not None else None

    def _newest(self) -> _Good:
        """What stands in the files now; the bench of the last pass where they have not changed."""
        settings = load_settings(self.config)
        before = self._good
        mark = fingerprint(settings.scoring)
        bench = before.bench if before is not None and before.mark == mark else open_bench(settings.scoring)
        settings.check_themes(bench.themes)
        if before is not None and before.bench is not bench:
            _tell_changes(before.bench, bench)
        return _Good(settings, bench, mark)

    def tell(self, error: Exception) -> None:
        """Tell operators of a pass that could not be made, as the last good configuration says. Never raises."""
        if self._good is not None:
            tell_of_failure(self._good.settings, error)


def _tell_changes(old: Bench, new: Bench) -> None:
    """Which rules changed; stored assessments bear the digest of those that made them."""
    found = changes(old.rules, new.rules)
    if found:
        more = f" and {len(found) - LISTED} more" if len(found) > LISTED else ""
        named = ", ".join(map(str, found[:LISTED]))
        logger.info("rules %s take the place of %s: %s%s", new.rules.digest[:12], old.rules.digest[:12], named, more)
    if new.model_digest != old.model_digest:
        names = [digest[:12] or "none" for digest in (new.model_digest, old.model_digest)]
        logger.info("the model %s takes the place of %s", *names)
