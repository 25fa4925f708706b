"""Which texts say the same as others, whatever their case, accents and punctuation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping

from poatool.framework.folding import beginning, fold, letters


def said_again(texts: Iterable[str]) -> Mapping[str, str]:
    """The texts that may say the same as another of these, each folded: those that fold alike do.

    Few do, so that the others are told apart by what costs less.
    """
    alike = _not_alone((text for text in texts if text), beginning)
    # The hash takes the place of the letters: many texts are told apart here, and two that it confuses do no harm.
    return {text: fold(text) for text in _not_alone(alike, lambda text: hash(letters(text)))}


def _not_alone(texts: Iterable[str], telling: Callable[[str], Hashable]) -> list[str]:
    """The texts that share what is told of them with another."""
    told = [(text, telling(text)) for text in texts]
    times = Counter(sign for _, sign in told)
    return [text for text, sign in told if times[sign] > 1]
