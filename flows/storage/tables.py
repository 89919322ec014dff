"""The tables. What each row and column means stands in its comment, which PostgreSQL also keeps.

The migrations build the same tables step by step; a test compares the two.
"""

import sqlalchemy as sa
from sqlalchemy import JSON, Boolean, Column, Float, ForeignKey, Index, Integer, MetaData, String, Table, Text

from flows.storage.columns import UtcDateTime

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

feed_states = Table(
    "feed_states",
    metadata,
    Column("source", Text, primary_key=True, comment="name of the entry in watch.yaml"),
    Column("etag", Text, nullable=False, comment="ETag of the last good answer"),
    Column("last_modified", Text, nullable=False, comment="Last-Modified of the last good answer"),
    Column("body_hash", Text, nullable=False, comment="hash of the last good body"),
    Column("last_success", UtcDateTime, comment="time of the last good answer"),
    Column("last_failure", UtcDateTime, comment="time of the last failed poll"),
    Column("failures", Integer, nullable=False, comment="failed polls in a row"),
    Column("trouble", Text, comment="kind of the last failure"),
    Column("last_error", Text, nullable=False, comment="the last failure in words, without secrets"),
    Column("errors", JSON, nullable=False, comment="all failures so far, counted by kind"),
    Column("next_poll", UtcDateTime, comment="not to be asked before this time"),
    Column("entry", Text, nullable=False, comment="fingerprint of the address in watch.yaml"),
    Column("address", Text, nullable=False, comment="where it has moved for good, empty while it stands where it did"),
    comment="what is remembered of a feed between two polls",
)

articles = Table(
    "articles",
    metadata,
    Column("id", String(64), primary_key=True, comment="start of the SHA-256 of the key under which it came first"),
    Column("source", Text, nullable=False, comment="the source that brought it first; only that one revises it"),
    Column("url", Text, nullable=False, index=True, comment="address, empty where there is none"),
    Column("title", Text, nullable=False, comment="of the newest revision, like all that follows"),
    Column("text", Text, nullable=False, comment="body as plain text"),
    Column("language", Text, nullable=False, comment="ISO 639-1, empty when not known"),
    Column("outlet", Text, nullable=False, comment="publisher, empty when not known"),
    Column("published", UtcDateTime, comment="what the source claims"),
    Column("fetched", UtcDateTime, nullable=False, comment="when it was first seen"),
    Column("ordered", UtcDateTime, nullable=False, comment="published, else fetched: the time to order by"),
    Column("content_hash", String(64), nullable=False, comment="over title and the source's own text, without spaces"),
    Column("revision", Integer, nullable=False, comment="1 for the first text, then 2, 3, ..."),
    Column("assessed", Integer, nullable=False, comment="the revision assessed last, 0 for none"),
    Column("summary", Text, nullable=False, comment="the feed's own text where text is that of the page, else empty"),
    Column("baseline", Boolean, nullable=False, comment="came undated with the first poll of its source"),
    Index("ix_articles_source_fetched", "source", "fetched"),
    comment="published texts, each in its newest revision",
)
Index(
    "ix_articles_unassessed",
    articles.c.ordered,
    articles.c.id,
    sqlite_where=articles.c.assessed < articles.c.revision,
    postgresql_where=articles.c.assessed < articles.c.revision,
)

article_keys = Table(
    "article_keys",
    metadata,
    Column("key", Text, primary_key=True, comment="guid, canonical address, or file"),
    Column("article", ForeignKey("articles.id"), nullable=False, index=True, comment="the article it stands for"),
    comment="all the keys under which an article has been seen",
)

revisions = Table(
    "revisions",
    metadata,
    Column("article", ForeignKey("articles.id"), primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("fetched", UtcDateTime, nullable=False, comment="when this text was first seen"),
    Column("content_hash", String(64), nullable=False),
    sa.UniqueConstraint("article", "content_hash"),
    comment="every text an article has had",
)

assessments = Table(
    "assessments",
    metadata,
    Column("article", ForeignKey("articles.id"), primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False, comment="which text was assessed"),
    Column("theme", Text, primary_key=True),
    Column("score", Float, nullable=False, comment="relevance 0..1"),
    Column("flagged", Boolean, nullable=False, comment="the score reached the theme's threshold"),
    Column("severity", Text, nullable=False),
    Column("status", Text, comment="status of the claim, for searching; the claim itself stands in content"),
    Column("rules_digest", Text, nullable=False, comment="rules that were in force"),
    Column("model_digest", Text, nullable=False, comment="model that was in force, empty for none"),
    Column("content", JSON, nullable=False, comment="claim and evidence"),
    Column("created", UtcDateTime, nullable=False),
    comment="what one revision of an article says about one theme",
)

stories = Table(
    "stories",
    metadata,
    Column("id", String(64), primary_key=True, comment="id of its first member"),
    Column("newest", UtcDateTime, nullable=False, index=True, comment="time of its newest member"),
    Column("created", UtcDateTime, nullable=False),
    comment="events that articles report",
)

story_members = Table(
    "story_members",
    metadata,
    Column("article", ForeignKey("articles.id"), primary_key=True, comment="an article belongs to one story, for ever"),
    Column("story", ForeignKey("stories.id"), nullable=False, index=True),
    Column("joined", UtcDateTime, nullable=False),
    Column("sketch", JSON, nullable=False, comment="what grouping needs to know of the article"),
    Column("decided", Integer, nullable=False, comment="the revision decided on last, 0 for none"),
    Column("awaits", Integer, nullable=False, comment="the revision to decide on; undecided while decided is smaller"),
    Column("reason", Text, comment="why it belongs to the story, in words; null where an older version placed it"),
    comment="which article belongs to which story, and whether its story has been decided on since it came",
)
Index(
    "ix_story_members_undecided",
    story_members.c.story,
    sqlite_where=story_members.c.decided < story_members.c.awaits,
    postgresql_where=story_members.c.decided < story_members.c.awaits,
)

alerts = Table(
    "alerts",
    metadata,
    Column("id", Text, primary_key=True),
    Column("story", ForeignKey("stories.id"), nullable=False),
    Column("number", Integer, nullable=False, comment="1 for the first alert about the story"),
    Column("created", UtcDateTime, nullable=False, index=True),
    Column("severity", Text, nullable=False),
    Column("headline", Text, nullable=False),
    Column("content", JSON, nullable=False, comment="the whole alert"),
    sa.UniqueConstraint("story", "number"),
    comment="what was said about a story",
)

told_claims = Table(
    "told_claims",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("story", ForeignKey("stories.id"), nullable=False, index=True),
    Column("theme", Text, nullable=False),
    Column("claim", JSON, nullable=False),
    Column("text", Text, nullable=False, comment="the quoted sentence"),
    Column("first_seen", UtcDateTime, nullable=False),
    Column("alert", Text, comment="the alert that told it, null where an older version did"),
    Column("last_seen", UtcDateTime, index=True, comment="when a report of any story repeated it last, null for never"),
    comment="claims that the readers have been told, against which novelty is measured",
)

decisions = Table(
    "decisions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("story", ForeignKey("stories.id"), nullable=False, index=True),
    Column("theme", Text, nullable=False),
    Column("run", Text, nullable=False, comment="the pass that decided"),
    Column("action", Text, nullable=False),
    Column("reason", Text, nullable=False, comment="in words, for people"),
    Column("alert", ForeignKey("alerts.id"), comment="the alert that came of it"),
    Column("decided", UtcDateTime, nullable=False),
    Column("articles", JSON, comment="ids of the articles that were decided on, null where an older version did"),
    comment="what was done about a story and a theme, and why",
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("alert", ForeignKey("alerts.id"), primary_key=True),
    Column("target", Text, primary_key=True, comment="name of the target in watch.yaml, never its address"),
    Column("state", Text, nullable=False),
    Column("attempts", Integer, nullable=False, comment="attempts begun"),
    Column("next_attempt", UtcDateTime, comment="not before this time; null once sent or dead"),
    Column("claimed_by", Text, comment="worker that is sending it"),
    Column("claimed_until", UtcDateTime, comment="when the claim lapses, should the worker have died"),
    Column("last_error", Text, nullable=False, comment="without secrets"),
    Column("updated", UtcDateTime, nullable=False),
    Column("uncertain", Boolean, nullable=False, server_default=sa.false(), comment="it may have arrived already"),
    Column("silenced_by", Text, comment="the silence that keeps it back, or did"),
    Column("reported", UtcDateTime, comment="when operators were told that it is dead"),
    Index("ix_deliveries_due", "state", "next_attempt"),
    comment="the outbox: one target's copy of an alert",
)

target_states = Table(
    "target_states",
    metadata,
    Column("target", Text, primary_key=True, comment="name of the target in watch.yaml, never its address"),
    Column("failures", Integer, nullable=False, comment="failed attempts in a row, whatever the message"),
    Column("rests_until", UtcDateTime, comment="nothing is sent before, one message at first after; null: it works"),
    comment="circuit breakers: how the attempts at each target went lately",
)

silences = Table(
    "silences",
    metadata,
    Column("id", Text, primary_key=True),
    Column("matcher", JSON, nullable=False, comment="which alerts it hides"),
    Column("author", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("created", UtcDateTime, nullable=False),
    Column("expires", UtcDateTime, nullable=False, index=True),
    Column("reported", UtcDateTime, comment="when a notice told what it had hidden; null before"),
    comment="wishes not to hear of something for a while",
)

acknowledgements = Table(
    "acknowledgements",
    metadata,
    Column("alert", ForeignKey("alerts.id"), primary_key=True),
    Column("author", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("created", UtcDateTime, nullable=False),
    comment="who has seen an alert and looks after it",
)

runs = Table(
    "runs",
    metadata,
    Column("id", Text, primary_key=True),
    Column("started", UtcDateTime, nullable=False, index=True),
    Column("finished", UtcDateTime, comment="null while it works, and for ever if it was killed"),
    Column("counts", JSON, nullable=False),
    Column("problems", JSON, nullable=False),
    comment="passes of the main flow",
)

troubles = Table(
    "troubles",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("about", Text, primary_key=True, comment="name of the source or target, empty for the whole watch"),
    Column("reason", Text, nullable=False, comment="in words, without secrets"),
    Column("mark", Text, nullable=False, comment="when that changes, the trouble is told anew"),
    Column("since", UtcDateTime, nullable=False, comment="when it was first seen"),
    Column("told", UtcDateTime, comment="when it was told last; null while it is not worth telling"),
    comment="what is wrong with the watch itself, as long as it lasts",
)

notices = Table(
    "notices",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("created", UtcDateTime, nullable=False),
    Column("content", JSON, nullable=False, comment="the whole notice"),
    Index("ix_notices_kind_created", "kind", "created"),
    comment="what was said about the watch itself",
)

notice_copies = Table(
    "notice_copies",
    metadata,
    Column("notice", ForeignKey("notices.id"), primary_key=True),
    Column("target", Text, primary_key=True, comment="name of the target in watch.yaml, never its address"),
    Column("state", Text, nullable=False),
    Column("attempts", Integer, nullable=False, comment="attempts begun"),
    Column("next_attempt", UtcDateTime, comment="not before this time; null once sent or dead"),
    Column("last_error", Text, nullable=False, comment="without secrets"),
    Column("updated", UtcDateTime, nullable=False),
    Column("uncertain", Boolean, nullable=False, server_default=sa.false(), comment="it may have arrived already"),
    Column("reported", UtcDateTime, comment="when operators were told that it is dead; digests only"),
    Index("ix_notice_copies_due", "state", "next_attempt"),
    comment="the outbox of notices: sent under the lock of a pass, hence without claims",
)
