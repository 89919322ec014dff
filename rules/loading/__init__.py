"""From YAML files to definitions: every mistake at once, overlays, and names that must exist."""
