"""Candidates with chances as a story needs them, and what the policy makes of them."""

from bot.answering.candidates import Candidate
from bot.answering.policy import Decision, decide
from bot.answering.question_detection import SpeechAct
from bot.answering.safety import Flags
from bot.model import Kind

ASKS = SpeechAct(asks=True)


STATES = SpeechAct(asks=False)


def candidates(**chances: float) -> list[Candidate]:
    """Candidates, best first, each named after its kind with a number: `answer_1=0.9, urgent_1=0.05`."""
    kinds = {
        "answer": Kind.ANSWER,
        "signpost": Kind.SIGNPOST,
        "urgent": Kind.URGENT,
        "care": Kind.CARE_TEAM,
        "chatter": Kind.CHATTER,
    }
    made = [Candidate(name, kinds[name.split("_")[0]], chance) for name, chance in chances.items()]
    return sorted(made, key=lambda candidate: -candidate.confidence)


def addressed(found: list[Candidate], flags: Flags = Flags()) -> Decision:  # noqa: B008  frozen
    return decide(found, flags)


def overheard(found: list[Candidate], flags: Flags = Flags(), form: SpeechAct = ASKS) -> Decision:  # noqa: B008  frozen
    return decide(found, flags, form)
