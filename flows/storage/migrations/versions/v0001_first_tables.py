"""The first tables.

Revision ID: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make all tables of version 0.1."""
    op.create_table(
        "articles",
        sa.Column(
            "id",
            sa.String(length=64),
            nullable=False,
            comment="start of the SHA-256 of the key under which it came first",
        ),
        sa.Column(
            "source", sa.Text(), nullable=False, comment="the source that brought it first; only that one revises it"
        ),
        sa.Column("url", sa.Text(), nullable=False, comment="address, empty where there is none"),
        sa.Column("title", sa.Text(), nullable=False, comment="of the newest revision, like all that follows"),
        sa.Column("text", sa.Text(), nullable=False, comment="body as plain text"),
        sa.Column("language", sa.Text(), nullable=False, comment="ISO 639-1, empty when not known"),
        sa.Column("outlet", sa.Text(), nullable=False, comment="publisher, empty when not known"),
        sa.Column("published", sa.DateTime(timezone=True), nullable=True, comment="what the source claims"),
        sa.Column("fetched", sa.DateTime(timezone=True), nullable=False, comment="when it was first seen"),
        sa.Column(
            "ordered",
            sa.DateTime(timezone=True),
            nullable=False,
            comment="published, else fetched: the time to order by",
        ),
        sa.Column(
            "content_hash",
            sa.String(length=64),
            nullable=False,
            comment="over title and the source's own text, without spaces",
        ),
        sa.Column("revision", sa.Integer(), nullable=False, comment="1 for the first text, then 2, 3, ..."),
        sa.Column("assessed", sa.Integer(), nullable=False, comment="the revision assessed last, 0 for none"),
        sa.Column(
            "summary",
            sa.Text(),
            nullable=False,
            comment="the feed's own text where text is that of the page, else empty",
        ),
        sa.Column("baseline", sa.Boolean(), nullable=False, comment="came undated with the first poll of its source"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_articles")),
        comment="published texts, each in its newest revision",
    )
    op.create_index(
        "ix_articles_unassessed",
        "articles",
        ["ordered", "id"],
        unique=False,
        sqlite_where=sa.text("assessed < revision"),
        postgresql_where=sa.text("assessed < revision"),
    )
    op.create_index("ix_articles_source_fetched", "articles", ["source", "fetched"], unique=False)
    op.create_index(op.f("ix_articles_url"), "articles", ["url"], unique=False)
    op.create_table(
        "feed_states",
        sa.Column("source", sa.Text(), nullable=False, comment="name of the entry in watch.yaml"),
        sa.Column("etag", sa.Text(), nullable=False, comment="ETag of the last good answer"),
        sa.Column("last_modified", sa.Text(), nullable=False, comment="Last-Modified of the last good answer"),
        sa.Column("body_hash", sa.Text(), nullable=False, comment="hash of the last good body"),
        sa.Column("last_success", sa.DateTime(timezone=True), nullable=True, comment="time of the last good answer"),
        sa.Column("last_failure", sa.DateTime(timezone=True), nullable=True, comment="time of the last failed poll"),
        sa.Column("failures", sa.Integer(), nullable=False, comment="failed polls in a row"),
        sa.Column("trouble", sa.Text(), nullable=True, comment="kind of the last failure"),
        sa.Column("last_error", sa.Text(), nullable=False, comment="the last failure in words, without secrets"),
        sa.Column("errors", sa.JSON(), nullable=False, comment="all failures so far, counted by kind"),
        sa.Column("next_poll", sa.DateTime(timezone=True), nullable=True, comment="not to be asked before this time"),
        sa.Column("entry", sa.Text(), nullable=False, comment="fingerprint of the address in watch.yaml"),
        sa.Column(
            "address",
            sa.Text(),
            nullable=False,
            comment="where it has moved for good, empty while it stands where it did",
        ),
        sa.PrimaryKeyConstraint("source", name=op.f("pk_feed_states")),
        comment="what is remembered of a feed between two polls",
    )
    op.create_table(
        "runs",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("started", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "finished",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="null while it works, and for ever if it was killed",
        ),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("problems", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_runs")),
        comment="passes of the main flow",
    )
    op.create_index(op.f("ix_runs_started"), "runs", ["started"], unique=False)
    op.create_table(
        "stories",
        sa.Column("id", sa.String(length=64), nullable=False, comment="id of its first member"),
        sa.Column("newest", sa.DateTime(timezone=True), nullable=False, comment="time of its newest member"),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stories")),
        comment="events that articles report",
    )
    op.create_index(op.f("ix_stories_newest"), "stories", ["newest"], unique=False)
    op.create_table(
        "alerts",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("story", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, comment="1 for the first alert about the story"),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("severity", sa.Text(), nullable=False),
        sa.Column("headline", sa.Text(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False, comment="the whole alert"),
        sa.ForeignKeyConstraint(["story"], ["stories.id"], name=op.f("fk_alerts_story")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alerts")),
        sa.UniqueConstraint("story", "number", name=op.f("uq_alerts_story_number")),
        comment="what was said about a story",
    )
    op.create_index(op.f("ix_alerts_created"), "alerts", ["created"], unique=False)
    op.create_table(
        "article_keys",
        sa.Column("key", sa.Text(), nullable=False, comment="guid, canonical address, or file"),
        sa.Column("article", sa.String(length=64), nullable=False, comment="the article it stands for"),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name=op.f("fk_article_keys_article")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_article_keys")),
        comment="all the keys under which an article has been seen",
    )
    op.create_index(op.f("ix_article_keys_article"), "article_keys", ["article"], unique=False)
    op.create_table(
        "assessments",
        sa.Column("article", sa.String(length=64), nullable=False),
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=False, comment="which text was assessed"),
        sa.Column("theme", sa.Text(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False, comment="relevance 0..1"),
        sa.Column("flagged", sa.Boolean(), nullable=False, comment="the score reached the theme's threshold"),
        sa.Column("severity", sa.Text(), nullable=False),
        sa.Column(
            "status",
            sa.Text(),
            nullable=True,
            comment="status of the claim, for searching; the claim itself stands in content",
        ),
        sa.Column("rules_digest", sa.Text(), nullable=False, comment="rules that were in force"),
        sa.Column("model_digest", sa.Text(), nullable=False, comment="model that was in force, empty for none"),
        sa.Column("content", sa.JSON(), nullable=False, comment="claim and evidence"),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name=op.f("fk_assessments_article")),
        sa.PrimaryKeyConstraint("article", "revision", "theme", name=op.f("pk_assessments")),
        comment="what one revision of an article says about one theme",
    )
    op.create_table(
        "revisions",
        sa.Column("article", sa.String(length=64), nullable=False),
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("fetched", sa.DateTime(timezone=True), nullable=False, comment="when this text was first seen"),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name=op.f("fk_revisions_article")),
        sa.PrimaryKeyConstraint("article", "revision", name=op.f("pk_revisions")),
        sa.UniqueConstraint("article", "content_hash", name=op.f("uq_revisions_article_content_hash")),
        comment="every text an article has had",
    )
    op.create_table(
        "story_members",
        sa.Column("article", sa.String(length=64), nullable=False, comment="an article belongs to one story, for ever"),
        sa.Column("story", sa.String(length=64), nullable=False),
        sa.Column("joined", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sketch", sa.JSON(), nullable=False, comment="what grouping needs to know of the article"),
        sa.Column("decided", sa.Integer(), nullable=False, comment="the revision decided on last, 0 for none"),
        sa.Column(
            "awaits",
            sa.Integer(),
            nullable=False,
            comment="the revision to decide on; undecided while decided is smaller",
        ),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name=op.f("fk_story_members_article")),
        sa.ForeignKeyConstraint(["story"], ["stories.id"], name=op.f("fk_story_members_story")),
        sa.PrimaryKeyConstraint("article", name=op.f("pk_story_members")),
        comment="which article belongs to which story, and whether its story has been decided on since it came",
    )
    op.create_index(op.f("ix_story_members_story"), "story_members", ["story"], unique=False)
    op.create_index(
        "ix_story_members_undecided",
        "story_members",
        ["story"],
        unique=False,
        sqlite_where=sa.text("decided < awaits"),
        postgresql_where=sa.text("decided < awaits"),
    )
    op.create_table(
        "told_claims",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("story", sa.String(length=64), nullable=False),
        sa.Column("theme", sa.Text(), nullable=False),
        sa.Column("claim", sa.JSON(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False, comment="the quoted sentence"),
        sa.Column("first_seen", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["story"], ["stories.id"], name=op.f("fk_told_claims_story")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_told_claims")),
        comment="claims that the readers have been told, against which novelty is measured",
    )
    op.create_index(op.f("ix_told_claims_story"), "told_claims", ["story"], unique=False)
    op.create_table(
        "decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("story", sa.String(length=64), nullable=False),
        sa.Column("theme", sa.Text(), nullable=False),
        sa.Column("run", sa.Text(), nullable=False, comment="the pass that decided"),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False, comment="in words, for people"),
        sa.Column("alert", sa.Text(), nullable=True, comment="the alert that came of it"),
        sa.Column("decided", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["alert"], ["alerts.id"], name=op.f("fk_decisions_alert")),
        sa.ForeignKeyConstraint(["story"], ["stories.id"], name=op.f("fk_decisions_story")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
        comment="what was done about a story and a theme, and why",
    )
    op.create_index(op.f("ix_decisions_story"), "decisions", ["story"], unique=False)
    op.create_table(
        "deliveries",
        sa.Column("alert", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False, comment="name of the target in watch.yaml, never its address"),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False, comment="attempts begun"),
        sa.Column(
            "next_attempt",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="not before this time; null once sent or dead",
        ),
        sa.Column("claimed_by", sa.Text(), nullable=True, comment="worker that is sending it"),
        sa.Column(
            "claimed_until",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="when the claim lapses, should the worker have died",
        ),
        sa.Column("last_error", sa.Text(), nullable=False, comment="without secrets"),
        sa.Column("updated", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["alert"], ["alerts.id"], name=op.f("fk_deliveries_alert")),
        sa.PrimaryKeyConstraint("alert", "target", name=op.f("pk_deliveries")),
        comment="the outbox: one target's copy of an alert",
    )
    op.create_index("ix_deliveries_due", "deliveries", ["state", "next_attempt"], unique=False)
    op.create_table(
        "troubles",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column(
            "about", sa.Text(), nullable=False, comment="name of the source or target, empty for the whole watch"
        ),
        sa.Column("reason", sa.Text(), nullable=False, comment="in words, without secrets"),
        sa.Column("mark", sa.Text(), nullable=False, comment="when that changes, the trouble is told anew"),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False, comment="when it was first seen"),
        sa.Column(
            "told",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="when it was told last; null while it is not worth telling",
        ),
        sa.PrimaryKeyConstraint("kind", "about", name=op.f("pk_troubles")),
        comment="what is wrong with the watch itself, as long as it lasts",
    )
    op.create_table(
        "notices",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False, comment="the whole notice"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
        comment="what was said about the watch itself",
    )
    op.create_index("ix_notices_kind_created", "notices", ["kind", "created"], unique=False)
    op.create_table(
        "notice_copies",
        sa.Column("notice", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False, comment="name of the target in watch.yaml, never its address"),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False, comment="attempts begun"),
        sa.Column(
            "next_attempt",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="not before this time; null once sent or dead",
        ),
        sa.Column("last_error", sa.Text(), nullable=False, comment="without secrets"),
        sa.Column("updated", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["notice"], ["notices.id"], name=op.f("fk_notice_copies_notice")),
        sa.PrimaryKeyConstraint("notice", "target", name=op.f("pk_notice_copies")),
        comment="the outbox of notices: sent under the lock of a pass, hence without claims",
    )
    op.create_index("ix_notice_copies_due", "notice_copies", ["state", "next_attempt"], unique=False)


def downgrade() -> None:
    """Drop them."""
    op.drop_table("notice_copies")
    op.drop_table("notices")
    op.drop_table("troubles")
    op.drop_table("deliveries")
    op.drop_table("decisions")
    op.drop_table("told_claims")
    op.drop_table("story_members")
    op.drop_table("revisions")
    op.drop_table("assessments")
    op.drop_table("article_keys")
    op.drop_table("alerts")
    op.drop_table("stories")
    op.drop_table("runs")
    op.drop_table("feed_states")
    op.drop_table("articles")
