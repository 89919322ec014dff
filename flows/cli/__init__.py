"""Every command a person types, one module a group. Doors hold no furniture: they parse, call and print."""
