"""Operating points that stay as they are when the shipped ones are fitted again."""

from flows.scoring.blend import DEFAULT, Blend, Curve, OperatingPoint


def blend_by_hand() -> Blend:
    """60 points flag with a doubtful classifier, a sure classifier flags alone; threshold 0.5."""
    point = OperatingPoint(
        blended=Curve(-1.5, 4.0), model=0.7, rules_only=Curve(-3.0, 6.0), threshold=0.5, evidence=0.4, near=0.3
    )
    return Blend({DEFAULT: point})
