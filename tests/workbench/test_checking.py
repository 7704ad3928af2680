"""A check of a draft works out nothing twice."""

from collections import Counter

import pytest
from workbench_visits import Visitor, served, visiting

from bot.answering.deciding import Explanation
from bot.answering.service import Service
from bot.config import Settings
from bot.model import Incoming

CASE = "what is mmn"


async def checks_with(visitor: Visitor, phrase: str) -> None:
    await visitor.get("/entries/contagious")
    asks = visitor.form("Save in the draft").fields["asks"]
    await visitor.press("Save in the draft", asks=f"{asks}\n{phrase}")
    await visitor.get("/draft")
    await visitor.press("Check the draft")
    assert "What the check found" in visitor.text


@pytest.mark.asyncio
async def test_a_case_is_decided_once_by_each_faq_and_by_the_one_in_force_once_for_all_checks(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
):
    asked: list[tuple[Service, str]] = []
    explain = Service.explain

    def counted(self: Service, incoming: Incoming) -> Explanation:
        asked.append((self, incoming.text))
        return explain(self, incoming)

    monkeypatch.setattr(Service, "explain", counted)
    async with served(settings) as workbench, visiting(workbench) as visitor:
        await checks_with(visitor, "am i going to pass this on")
        await checks_with(visitor, "will they have it off me")
        live = workbench.workspace.live.service
        times = Counter(service for service, said in asked if said == CASE)

    assert len(times) == 3
    assert times[live] == 1
    assert set(times.values()) == {1}
