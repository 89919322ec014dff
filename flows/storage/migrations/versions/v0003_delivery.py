"""Copies that may have arrived, circuit breakers, silences and acknowledgements.

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns and tables; copies of older versions count as certain, and their dead as told."""
    op.add_column(
        "deliveries",
        sa.Column(
            "uncertain",
            sa.Boolean(),
            server_default=sa.false(),
            nullable=False,
            comment="it may have arrived already",
        ),
    )
    op.add_column(
        "deliveries",
        sa.Column("silenced_by", sa.Text(), nullable=True, comment="the silence that keeps it back, or did"),
    )
    op.add_column(
        "deliveries",
        sa.Column(
            "reported",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="when operators were told that it is dead",
        ),
    )
    # An older version told of them in its own way.
    op.execute("UPDATE deliveries SET reported = updated WHERE state = 'dead'")
    op.create_table(
        "target_states",
        sa.Column("target", sa.Text(), nullable=False, comment="name of the target in watch.yaml, never its address"),
        sa.Column("failures", sa.Integer(), nullable=False, comment="failed attempts in a row, whatever the message"),
        sa.Column(
            "rests_until",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="nothing is sent before, one message at first after; null: it works",
        ),
        sa.PrimaryKeyConstraint("target", name=op.f("pk_target_states")),
        comment="circuit breakers: how the attempts at each target went lately",
    )
    op.create_table(
        "silences",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("matcher", sa.JSON(), nullable=False, comment="which alerts it hides"),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "reported",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="when a notice told what it had hidden; null before",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_silences")),
        comment="wishes not to hear of something for a while",
    )
    op.create_index("ix_silences_expires", "silences", ["expires"], unique=False)
    op.create_table(
        "acknowledgements",
        sa.Column("alert", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["alert"], ["alerts.id"], name=op.f("fk_acknowledgements_alert_alerts")),
        sa.PrimaryKeyConstraint("alert", name=op.f("pk_acknowledgements")),
        comment="who has seen an alert and looks after it",
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_table("acknowledgements")
    op.drop_index("ix_silences_expires", table_name="silences")
    op.drop_table("silences")
    op.drop_table("target_states")
    op.drop_column("deliveries", "reported")
    op.drop_column("deliveries", "silenced_by")
    op.drop_column("deliveries", "uncertain")
