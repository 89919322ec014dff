"""A service under long observation: what it was told, what it told, and the memory it took."""

import email
import json
import re
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.flows.alerts.loopback import Mailbox, SlackRoom, mail_server, slack
from tests.flows.serve.running import Service, children_of, serving_watch


class Post(Mailbox):
    """Remembers which alert each message brings, and when it was accepted."""

    def __init__(self) -> None:
        super().__init__()
        self.got: list[tuple[str, float]] = []

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - the interface of aiosmtpd
        assert isinstance(envelope.content, bytes)
        headers = email.message_from_bytes(envelope.content)
        self.got.append((str(headers["X-Sanctions-Watch-Alert"]), time.time()))
        return "250 OK"


@dataclass
class Station:
    """One service with its targets."""

    name: str
    folder: Path
    service: Service
    post: Post
    room: SlackRoom
    curve: list[tuple[float, float, float]] = field(default_factory=list)
    """Seconds since `began`, resident MiB of the service, and of its Prefect server."""
    began: float = field(default_factory=time.monotonic)

    @property
    def database(self) -> Path:
        """Its storage."""
        return self.folder / "var" / "watch.db"

    def sample(self) -> None:
        """One more point of the memory curve."""
        pid = self.service.process.pid
        self.curve.append((time.monotonic() - self.began, resident(pid), sum(map(resident, descendants(pid)))))

    def mean(self, start: float, end: float, place: int) -> float:
        """Mean resident MiB between two times: `place` 1 for the service, 2 for its Prefect server."""
        points = [point[place] for point in self.curve if start <= point[0] <= end]
        return sum(points) / len(points)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """What its storage answers."""
        with closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as database:
            return list(database.execute(query))

    def passes(self) -> int:
        """Passes finished so far."""
        return int(self.rows("SELECT count(*) FROM runs WHERE finished IS NOT NULL")[0][0])

    def report(self) -> dict[str, Any]:
        """Its figures so far."""
        said = self.service.said()
        took = sorted(map(float, re.findall(r"INFO pass: .*\(([\d.]+) s\)", said)))
        stored = self.database.parent.glob("watch.db*")
        sent, hooked = self.mailed, self.hooked
        return {
            "name": self.name,
            "passes": self.passes(),
            "seconds a pass, median and most": [took[len(took) // 2], took[-1]] if took else [],
            "articles": self.rows("SELECT count(*) FROM articles")[0][0],
            "revisions beyond the first": self.rows("SELECT count(*) FROM revisions WHERE revision > 1")[0][0],
            "alerts": self.rows("SELECT count(*) FROM alerts")[0][0],
            "e-mails, distinct": [sum(sent.values()), len(sent)],
            "webhooks, distinct": [sum(hooked.values()), len(hooked)],
            "storage, MB": round(sum(part.stat().st_size for part in stored) / 1e6, 1),
            "warnings": [line[:300] for line in said.splitlines() if re.search(r" (WARNING|ERROR|CRITICAL) ", line)][
                :50
            ],
            "memory: seconds, service MiB, its Prefect server MiB": [
                [round(seconds), round(service), round(server)] for seconds, service, server in self.curve[::6]
            ],
        }

    @property
    def mailed(self) -> Counter[str]:
        """How often each alert came by e-mail."""
        return Counter(alert for alert, _ in self.post.got)

    @property
    def hooked(self) -> Counter[str]:
        """How often each alert came by webhook."""
        return Counter(str(json.loads(one["message"])["id"]) for one in list(self.room.posts))


@contextmanager
def station(name: str, folder: Path, sources: str, every: str, *options: str) -> Iterator[Station]:
    """A service over these sources that tells a mail server and a webhook; nothing of it is left afterwards."""
    post = Post()
    folder.mkdir(parents=True)
    with mail_server(post) as port, slack() as room:
        watch = folder / "watch.yaml"
        lines = [
            sources,
            "targets:",
            f"  mail: mailto://127.0.0.1:{port}/?from=watch@example.org&to=desk@example.org&mode=insecure",
            f"  hook: {room.url.replace('http', 'json')}",
            "routes: [{name: all, to: [mail, hook]}]",
            f"schedule: {{every: {every}}}",
        ]
        watch.write_text("\n".join([*lines, ""]), encoding="utf-8")
        with serving_watch(watch, *options) as service:
            yield Station(name, folder, service, post, room)


def descendants(pid: int) -> list[int]:
    """Processes started by this one, and theirs."""
    try:
        own = children_of(pid)
    except OSError:  # it has just ended
        return []
    return own + [one for child in own for one in descendants(child)]


def resident(pid: int) -> float:
    """Resident memory in MiB; 0 for a process that has ended."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS:")), 0.0)
