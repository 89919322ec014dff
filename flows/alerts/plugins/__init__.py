"""Kinds of target that are ours, written as plug-ins of Apprise: the terminal, a folder of e-mails, e-mail."""
