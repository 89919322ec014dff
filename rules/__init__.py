"""What is relevant: the rule language, its engine, and the packs of rules, as a library.

Plain Python and YAML. This package knows nothing of the application (`flows`) nor of the classifier (`models`).
"""
