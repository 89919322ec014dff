"""Notices that may have arrived, and digests that were given up.

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

from flows.storage.columns import UtcDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; copies of older versions count as ones that did not arrive, dead ones as told."""
    op.add_column(
        "notice_copies",
        sa.Column(
            "uncertain",
            sa.Boolean(),
            nullable=False,
            server_default=sa.false(),
            comment="it may have arrived already",
        ),
    )
    op.add_column(
        "notice_copies",
        sa.Column("reported", UtcDateTime(), comment="when operators were told that it is dead; digests only"),
    )
    op.execute("UPDATE notice_copies SET reported = updated WHERE state = 'dead'")


def downgrade() -> None:
    """Drop them."""
    op.drop_column("notice_copies", "reported")
    op.drop_column("notice_copies", "uncertain")
