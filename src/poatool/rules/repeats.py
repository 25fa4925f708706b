"""Which texts say the same as others, whatever their case, accents and punctuation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from poatool.framework.names import fold, letters


def said_again(texts: Iterable[str]) -> Mapping[str, str]:
    """The texts that may say the same as another of these, each folded: those that fold alike do.

    Few do, so that the others are told apart by what costs less.
    """
    # The hash takes the place of the letters: many texts are told apart here, and two that it confuses do no harm.
    told = [(text, hash(letters(text))) for text in texts if text]
    times = Counter(telling for _, telling in told)
    return {text: fold(text) for text, telling in told if times[telling] > 1}
