"""How the signals of a set fare on a corpus: how often each fires, beside which others, and how often rightly.

Coverage, overlap and conflict are those of weak supervision (Ratner et al., Snorkel, 2017), counted in sentences; there
is no vote against a theme, so a conflict is a rule of another theme on the same sentence.
"""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from rules.engine import Scan
from rules.language.definition import LANGUAGES, Term, TermList
from rules.packs import RuleSet
from rules.rule import SentenceScan
from rules.text.scripts import sentence_language
from rules.usage import TermUse

Key = tuple[str, str]
"""Name of a rule and of its signal."""


@dataclass(frozen=True, slots=True)
class SignalUse:
    """One signal on a corpus. It counts where its rule fired with it."""

    theme: str
    rule: str
    status: str
    signal: str
    points: int
    documents: int
    """Documents in which it fired."""
    sentences: int
    alone: int
    """Sentences on which no other signal of its theme fired: what would be lost without it."""
    partner: str
    """The signal that fires most often beside it, as `rule/signal`; empty where it is always alone."""
    shared: int
    """Sentences on which that partner fired too."""
    conflict: int
    """Sentences on which a rule of another theme fired too."""
    labelled: int
    """Documents in which it fired and that have a label."""
    confirmed: int
    """Of those, the documents labelled with its theme."""

    @property
    def confirmed_share(self) -> float | None:
        """0..1; None where no labelled document fired it."""
        return self.confirmed / self.labelled if self.labelled else None


@dataclass(frozen=True, slots=True)
class Statistics:
    """What a corpus shows of a set of rules."""

    documents: int
    subject: int
    """Documents that name the subject of the pack."""
    labelled: int
    signals: tuple[SignalUse, ...]
    """Of every rule, fired or not, by theme, rule and their order in it."""
    silent: tuple[tuple[TermList, Term], ...]
    """Terms that hit no document of the subject."""
    languages: tuple[str, ...] = ()
    """Those in which sentences of such documents are written."""


class Tally:
    """Counts scans, one document at a time. Memory holds counters only."""

    def __init__(self, ruleset: RuleSet) -> None:
        self._ruleset = ruleset
        self._theme = {str(rule.name): str(rule.theme) for rule in ruleset.rules}
        self._use = TermUse(ruleset)
        self._languages: set[str] = set()
        self._documents = self._subject = self._labelled = 0
        self._in: Counter[Key] = Counter()
        self._on: Counter[Key] = Counter()
        self._alone: Counter[Key] = Counter()
        self._beside: dict[Key, Counter[Key]] = {}
        self._conflict: Counter[Key] = Counter()
        self._judged: Counter[Key] = Counter()
        self._right: Counter[Key] = Counter()

    def add(self, scan: Scan, themes: Collection[str] | None = None) -> None:
        """Count one document; `themes` are its labels, None for one that nobody labelled."""
        self._documents += 1
        self._subject += scan.subject
        self._labelled += themes is not None
        self._use.add(scan)
        self._languages.update(sentence_language(sentence.text) for sentence in scan.sentences)
        fired = {key for sentence in scan.sentences for key in self._sentence(sentence)}
        self._in.update(fired)
        if themes is not None:
            self._judged.update(fired)
            self._right.update(key for key in fired if self._theme[key[0]] in themes)

    def _sentence(self, sentence: SentenceScan) -> set[Key]:
        keys = {(str(hit.rule), signal) for hit in sentence.hits for signal in hit.signals}
        themes = {self._theme[rule] for rule, _ in keys}
        for key in keys:
            self._on[key] += 1
            others = [one for one in keys if one != key and self._theme[one[0]] == self._theme[key[0]]]
            self._beside.setdefault(key, Counter()).update(others)
            self._alone[key] += not others
            self._conflict[key] += len(themes) > 1
        return keys

    def result(self) -> Statistics:
        """The figures so far."""
        themes = [theme.id for theme in self._ruleset.themes]
        rules = sorted(self._ruleset.rules, key=lambda rule: (themes.index(rule.theme), rule.name))
        signals = (
            self._signal(str(rule.theme), str(rule.name), str(rule.status), signal.name, signal.points)
            for rule in rules
            for signal in rule.signals
        )
        languages = tuple(language for language in LANGUAGES if language in self._languages)
        silent = tuple(self._use.silent())
        return Statistics(self._documents, self._subject, self._labelled, tuple(signals), silent, languages)

    def _signal(self, theme: str, rule: str, status: str, signal: str, points: int) -> SignalUse:
        key = rule, signal
        beside = self._beside.get(key, Counter())
        partner, shared = min(beside.items(), key=lambda one: (-one[1], one[0]), default=(("", ""), 0))
        return SignalUse(
            theme=theme,
            rule=rule,
            status=status,
            signal=signal,
            points=points,
            documents=self._in[key],
            sentences=self._on[key],
            alone=self._alone[key],
            partner="/".join(partner) if shared else "",
            shared=shared,
            conflict=self._conflict[key],
            labelled=self._judged[key],
            confirmed=self._right[key],
        )
