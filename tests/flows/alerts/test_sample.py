"""A test message cannot be taken for news."""

import pytest

from flows.alerts.message import Form, render
from flows.alerts.sample import sample_alert
from tests.builders import NOON


@pytest.mark.parametrize("form", list(Form))
def test_a_test_alert_is_marked_in_subject_and_body(form: Form) -> None:
    message = render(sample_alert(NOON), form)
    assert message.subject.startswith("LOW: TEST, no news")
    assert "TEST" in message.body
    assert "nobody reported anything" in " ".join(message.plain.split())
