"""A pass in one line, and as the table that Prefect shows."""

from flows.domain import StageReport

ROWS = (
    ("sources", "sources polled"),
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
    parts = [f"read {count('read', 0)}", f"new {count('new', 0)}"]
    if count("revised"):
        parts.append(f"revised {count('revised')}")
    parts.append(f"flagged {count('flagged', 0)}")
    alerts = count("alerts", 0)
    parts.append(f"{alerts} alert{'' if alerts == 1 else 's'}")
    if count("failed") or count("dead"):
        failed = count("failed", 0) + count("dead", 0)
        parts.append(f"{failed} {'delivery' if failed == 1 else 'deliveries'} failed")
    if count("read") and not count("new") and not count("revised") and not alerts:
        parts.append("nothing new: nobody was alerted again")
    if report.problems:
        parts.append(f"{len(report.problems)} problem{'' if len(report.problems) == 1 else 's'}")
    return ", ".join(parts)


def table(report: StageReport) -> list[dict[str, str]]:
    """What came in, was flagged and went out, then every problem by name."""
    rows = [{"what": label, "count": str(report.counts.get(name, 0))} for name, label in ROWS]
    rows += [{"what": f"problem: {problem.where}", "count": problem.message} for problem in report.problems]
    return rows
