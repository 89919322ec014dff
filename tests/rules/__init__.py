"""Tests of the rule language, its engine and its packs."""
