"""What a pass works with: the newest configuration and rules, or the last good ones while the newest are broken."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from flows.alerts.troubles import rules_notice
from flows.errors import ConfigurationError
from flows.settings import Settings, load_settings
from flows.stages.operations import tell_of_failure
from flows.wiring import Bench, Workshop, open_bench, open_workshop
from models.errors import ModelError
from rules.errors import RuleError

logger = logging.getLogger(__name__)


class Opening:
    """Opens the workshop of one watch again and again. A slip in an edit must not end the watch."""

    def __init__(self, config: Path) -> None:
        self.config = config
        self._good: tuple[Settings, Bench] | None = None
        self._broken_since: datetime | None = None

    @contextmanager
    def open(self) -> Iterator[Workshop]:
        """The workshop for a pass. A change of the watch or its rules holds from here on.

        Raises:
            ConfigurationError, RuleError, ModelError: what is there cannot be used, and nothing ever could.
            StorageError: the storage cannot be opened.
        """
        trouble = ""
        try:
            settings = load_settings(self.config)
            bench = open_bench(settings.scoring)
            settings.check_themes(bench.themes)
        except (ConfigurationError, RuleError, ModelError) as error:
            if self._good is None:
                raise
            trouble = str(error)
            logger.error("what is written now cannot be used, the last good version stays in force:\n%s", trouble)  # noqa: TRY400 - the message says where; a trace of our own code says nothing
            settings, bench = self._good
        self._good = settings, bench
        self._broken_since = (self._broken_since or datetime.now(UTC)) if trouble else None
        with open_workshop(settings, bench=bench) as shop:
            if self._broken_since is not None:
                shop.rules_trouble = trouble
                shop.notices = (rules_notice(trouble, self._broken_since),)
            yield shop

    def tell(self, error: Exception) -> None:
        """Tell operators of a pass that could not be made, as the last good configuration says. Never raises."""
        if self._good is not None:
            tell_of_failure(self._good[0], error)
