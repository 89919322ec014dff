"""Names of the UN 1718 list: reading the list from files, and finding its names in texts."""
