"""Tests mirror the source: named as sentences, hand-written fakes, real parts on loopback, never the internet."""
