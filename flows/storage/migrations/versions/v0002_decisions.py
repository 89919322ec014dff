"""What a decision was about, which alert told a claim, and when it was repeated last.

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; rows of older versions hold null in them."""
    op.add_column(
        "told_claims",
        sa.Column("alert", sa.Text(), nullable=True, comment="the alert that told it, null where an older version did"),
    )
    op.add_column(
        "told_claims",
        sa.Column(
            "last_seen",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="when a report of any story repeated it last, null for never",
        ),
    )
    op.create_index("ix_told_claims_last_seen", "told_claims", ["last_seen"], unique=False)
    op.add_column(
        "decisions",
        sa.Column(
            "articles",
            sa.JSON(),
            nullable=True,
            comment="ids of the articles that were decided on, null where an older version did",
        ),
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_column("decisions", "articles")
    op.drop_index("ix_told_claims_last_seen", table_name="told_claims")
    op.drop_column("told_claims", "last_seen")
    op.drop_column("told_claims", "alert")
