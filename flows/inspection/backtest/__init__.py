"""Old rules against new ones over an archive: which alerts are gained, lost and changed, and why."""
