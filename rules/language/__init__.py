"""What rules are made of: terms, shapes, signals, and all lists as one vocabulary."""
