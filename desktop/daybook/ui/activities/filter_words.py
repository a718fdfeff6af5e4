"""What is wrong with a filter, as one line below it."""

from daybook.domain.query_faults import Mistake


def mistake_words(mistake: Mistake) -> str:
    """One mistake, and what may have been meant."""
    from daybook.ui.kit.wording.questions import query_mistake  # noqa: PLC0415  (the words of every room: 0.1 s)

    sentence = query_mistake(mistake)
    return " ".join(part for part in (sentence.title, sentence.advice) if part)
