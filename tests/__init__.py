"""Tests mirror the source. Named as sentences, fakes written by hand, real components on loopback, never the internet."""
