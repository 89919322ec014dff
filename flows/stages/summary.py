"""A pass in one line, and as the table that Prefect shows."""

from flows.domain import StageReport

ROWS = (
    ("sources", "sources polled"),
    ("unchanged", "sources that are as they were"),
    ("read", "items read"),
    ("new", "new articles"),
    ("revised", "revised articles"),
    ("flagged", "articles flagged"),
    ("alerts", "alerts decided"),
    ("sent", "deliveries sent"),
    ("failed", "deliveries failed, to be retried"),
    ("dead", "deliveries given up"),
    ("notices", "notices about the watch itself"),
    ("unreachable", "sources unreachable"),
    ("not_due", "sources not due, after failures"),
)


def line(report: StageReport) -> str:
    """Such as `read 31, new 31, flagged 5, 2 alerts`."""
    count = report.counts.get
    unchanged = count("unchanged", 0)
    # A feed that has not changed is not read item by item, so that the figure before would seem too small.
    beside = f" ({unchanged} source{'' if unchanged == 1 else 's'} unchanged)" if unchanged else ""
    parts = [f"read {count('read', 0)}{beside}", f"new {count('new', 0)}"]
    if count("revised"):
        parts.append(f"revised {count('revised')}")
    parts.append(f"flagged {count('flagged', 0)}")
    alerts = count("alerts", 0)
    parts.append(f"{alerts} alert{'' if alerts == 1 else 's'}")
    if count("failed") or count("dead"):
        failed = count("failed", 0) + count("dead", 0)
        parts.append(f"{failed} {'delivery' if failed == 1 else 'deliveries'} failed")
    told = count("sent", 0) + count("digests", 0)
    if told and not alerts:
        # Copies that were held, retried or asked for again, and digests: told without a new alert.
        parts.append(f"{told} delivered of what was decided before")
    elif (count("read") or unchanged) and not count("new") and not count("revised") and not alerts:
        parts.append("nothing new: nobody was alerted again")
    if report.problems:
        parts.append(f"{len(report.problems)} problem{'' if len(report.problems) == 1 else 's'}")
    return ", ".join(parts)


def table(report: StageReport) -> list[dict[str, str]]:
    """What came in, was flagged and went out, then every problem by name."""
    rows = [{"what": label, "count": str(report.counts.get(name, 0))} for name, label in ROWS]
    rows += [{"what": f"problem: {problem.where}", "count": problem.message} for problem in report.problems]
    return rows
