"""Alerts: who hears one, what it says, when it is tried again, and how it leaves the house."""
