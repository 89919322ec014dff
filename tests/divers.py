"""A rule of an analyst's own, which tests lay over the shipped pack with a list `diver`."""

RULE = """\
kind: rule
id: 6f8f0b6e-2f0e-4d52-9f5c-7f7d1b1e0c55
name: my.divers
title: DPRK divers hired abroad
theme: labour_dispatch
status: experimental
author: Desk
created: 2026-11-22
legal_basis: [unscr-2397-8]
signals:
  - {name: divers, points: 90, together: [dprk, diver, country]}
false_positives: ["Divers on holiday"]
tests:
  - {text: "A Russian firm hired twelve North Korean divers.", expect: match}
  - {text: "North Korean divers mend a pier in Russia.", expect: match}
  - {text: "The divers are from Russia.", title: "A day in North Korea", expect: none}
  - {text: "North Korea has divers.", expect: none}
"""
