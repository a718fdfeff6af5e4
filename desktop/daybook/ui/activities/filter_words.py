"""What is wrong with a filter, as one line below it."""

from daybook.domain.query_faults import Mistake
from daybook.ui.kit.wording.questions import query_mistake


def mistake_words(mistake: Mistake) -> str:
    """One mistake, and what may have been meant."""
    sentence = query_mistake(mistake)
    return " ".join(part for part in (sentence.title, sentence.advice) if part)
