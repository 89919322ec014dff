"""A tiny pack, written to a folder, so that a test changes only what matters to it."""

from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

from rules.engine import Engine, Scan
from rules.packs import RuleSet, load_pack
from rules.rule import RuleHit

PACK = """
kind: pack
id: tiny
title: A tiny pack
version: "1"
subject: [dprk]
themes: [labour]
"""

LEGAL = """
kind: legal
measures:
  unscr-2397-8:
    resolution: S/RES/2397 (2017)
    paragraph: OP 8
    requires: Send workers home.
    exemptions: ["Where the law forbids it"]
    checked: text
    checked_on: 2026-11-01
"""

THEME = """
kind: theme
id: labour
title: Labour
definition: Workers abroad.
legal_basis: [unscr-2397-8]
severity: high
threshold: 0.5
directed: false
"""

DPRK = """
kind: terms
id: dprk
title: North Korea
code: KP
mask: DPRK
en: [North Korea, North Korean, DPRK, Pyongyang]
ko: [북한]
ru: [КНДР, Северн* Коре*]
zh: [朝鲜]
ja: [北朝鮮]
except: [朝鲜族]
"""

COUNTRY = """
kind: terms
id: country
title: Other states
entries:
  RU:
    mask: STATE
    en: [Russia, Russian, Moscow]
    ko: [러시아]
    ru: [Росси*]
    zh: [俄罗斯]
  NO: {mask: STATE, en: [Norway]}
  KR: {mask: SEOUL, en: [South Korea, Korea], ko: [한국]}
"""

WORKER = """
kind: terms
id: worker
title: Workers
concept: true
en: [worker, laborer/labourer, IT specialist]
ko: [노동자]
ru: [рабоч*]
zh: [工人]
except: ["Workers' Party", aid worker]
"""

SEND = """
kind: terms
id: send
title: Sending
concept: true
inflect: none
en: [send/sends/sent/sending]
ko: [파견, 보냈]
ru: [отправ*]
zh: [派遣]
"""

RULE = """
kind: rule
id: 7c1d5b0e-6a0f-4a55-9c0b-0f7f7a1e2d01
name: labour-sent-abroad
title: North Korean workers sent to another country
theme: labour
status: experimental
author: test
created: 2026-11-22
legal_basis: [unscr-2397-8]
signals:
  - name: sends
    points: 60
    shape:
      any: ["{supplier=dprk} ... {act=send} ... {what=worker} ... {recipient=country}"]
      ko: ["{supplier=dprk} ... {recipient=country} ... {what=worker} ... {act=send}"]
  - name: near
    points: 20
    together: [dprk, worker, country]
    within: paragraph
exclude:
  - phrases: [labor camp/camps]
roles: {recipient: {not: [KP]}}
false_positives: ["Accounts of labour camps"]
tests:
  - {text: "North Korea sent 1,000 workers to Russia.", expect: match, roles: {supplier: KP, recipient: RU}}
  - {text: "북한은 러시아에 노동자를 파견했다.", expect: match}
  - {text: "Vietnam sent 1,000 workers to Russia.", expect: none}
  - {text: "North Korea sent a letter.", expect: none}
"""

FILES = {
    "pack.yaml": PACK,
    "legal.yaml": LEGAL,
    "themes/labour.yaml": THEME,
    "terms/dprk.yaml": DPRK,
    "terms/country.yaml": COUNTRY,
    "terms/worker.yaml": WORKER,
    "terms/send.yaml": SEND,
    "rules/labour-sent-abroad.yaml": RULE,
}


@dataclass(frozen=True, slots=True)
class Text:
    """A document with the least that one needs."""

    text: str
    title: str = ""
    language: str = ""


def write(folder: Path, files: dict[str, str]) -> Path:
    """Write files below a folder and return the folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(content).lstrip("\n"), encoding="utf-8")
    return folder


def tiny_pack(folder: Path, **changes: str) -> Path:
    """The tiny pack; `rule`, `worker`, ... replace a file by its stem, `-` in a stem written `_`."""
    files = dict(FILES)
    for stem, content in changes.items():
        known = [name for name in FILES if Path(name).stem.replace("-", "_") == stem]
        files[known[0] if known else f"more/{stem}.yaml"] = content
    return write(folder, files)


def tiny_rules(folder: Path, **changes: str) -> RuleSet:
    """The tiny pack, loaded."""
    return load_pack(tiny_pack(folder, **changes))


def scan(ruleset: RuleSet, text: str, title: str = "", language: str = "") -> Scan:
    """One document through the engine."""
    return Engine(ruleset).scan(Text(text, title, language))


def hits(ruleset: RuleSet, text: str, title: str = "", language: str = "") -> list[RuleHit]:
    """The rule hits of one document."""
    return [hit for sentence in scan(ruleset, text, title, language).sentences for hit in sentence.hits]
