"""Why an article belongs to its story.

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; rows of older versions hold null in it."""
    op.add_column(
        "story_members",
        sa.Column(
            "reason",
            sa.Text(),
            nullable=True,
            comment="why it belongs to the story, in words; null where an older version placed it",
        ),
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_column("story_members", "reason")
