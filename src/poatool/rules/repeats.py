"""Which texts say the same as others, whatever their case, accents and punctuation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

from poatool.framework.names.folding import beginnings, fold, letters


def said_again(texts: Iterable[str]) -> Mapping[str, str]:
    """The texts that may say the same as another of these, each folded: those that fold alike do.

    Few do, so that the others are told apart by what costs less.
    """
    alike = _not_alone([text for text in texts if text], beginnings)
    # The hash takes the place of the letters: many texts are told apart here, and two that it confuses do no harm.
    return {text: fold(text) for text in _not_alone(alike, lambda some: [hash(letters(text)) for text in some])}


def _not_alone(texts: Sequence[str], telling: Callable[[Sequence[str]], Sequence[Hashable]]) -> list[str]:
    """The texts that share what is told of them with another."""
    signs = telling(texts)
    times = Counter(signs)
    again = {sign for sign, number in times.items() if number > 1}
    return [text for text, sign in zip(texts, signs, strict=True) if sign in again]
