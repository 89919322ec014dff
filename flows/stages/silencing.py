"""Keep back what nobody wants to hear of at present."""

from flows.alerts.silences import hiding
from flows.domain import AlertId, StageReport
from flows.wiring import Workshop


def keep_back(shop: Workshop) -> StageReport:
    """Silence the copies of alerts that a silence in force hides, unless somebody has begun to send them.

    Alerts that are held for quiet hours or a digest are among them. Counts: `silenced` alerts.
    """
    now = shop.clock()
    silences = shop.store.silences(active=now)
    if not silences:
        return StageReport()
    number = 0
    for alerts in shop.store.unheard_alerts():
        hidden: list[tuple[AlertId, str]] = []
        for alert in alerts:
            silence = hiding(alert, silences)
            if silence is not None:
                hidden.append((alert.id, silence.id))
        if hidden and shop.store.silence_alerts(hidden, now):
            number += len(hidden)
    return StageReport({"silenced": number}) if number else StageReport()
