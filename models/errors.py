"""What can be wrong with examples and fitted models."""


class ModelError(Exception):
    """Root of the errors of this package. Its text is meant for people."""


class ExampleError(ModelError):
    """Training examples that cannot be used; the text names file and line."""


class ArtifactError(ModelError):
    """A fitted model that is damaged, incomplete, or made for another version."""
