"""How alike: a sentence classifier for the sanctions themes, as a library.

Text in, theme probabilities out. This package knows nothing of the application (`flows`) nor of the rules (`rules`).
"""
