"""Write the parts of the documentation that are made from the code."""

from __future__ import annotations

from pathlib import Path

from chapters import generated

ROOT = Path(__file__).parents[1]

for path, text in generated().items():
    (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
    (ROOT / path).write_text(text, encoding="utf-8", newline="\n")
