"""Note which lines of the package run by statements between them: to trace them takes twice the time of the code."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from types import CodeType, ModuleType
from typing import Any

RAN: defaultdict[str, dict[int, bool]] = defaultdict(dict)
"""The lines of each file that have run."""


class NotingFinder(PathFinder):
    """Find the modules of the package, to be loaded with notes."""

    @classmethod
    def find_spec(cls, fullname: str, *where: Any) -> ModuleSpec | None:
        spec = super().find_spec(fullname, *where) if fullname.partition(".")[0] == "poatool" else None
        if spec and isinstance(spec.loader, SourceFileLoader):
            spec.loader = NotingLoader(fullname, spec.loader.path)
        return spec


class NotingLoader(SourceFileLoader):
    """Load a module with notes."""

    def get_code(self, fullname: str) -> CodeType:  # noqa: ARG002 - each loader loads one module
        module = ast.parse(self.get_data(self.path))
        module.body = list(_noted(module.body))
        return compile(module, self.path, "exec", dont_inherit=True)

    def exec_module(self, module: ModuleType) -> None:
        vars(module)["__ran__"] = RAN[self.path]
        super().exec_module(module)


def _noted(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Statements with a note before each; that on an `except` or a `case` is in its block."""
    for at, statement in enumerate(body):
        notes = map(_note, (*getattr(statement, "decorator_list", ()), statement))
        for part in (statement, *getattr(statement, "handlers", ()), *getattr(statement, "cases", ())):
            head = [_note(getattr(part, "pattern", part))] if part is not statement else []
            for field in {"body", "orelse", "finalbody"}.intersection(part._fields):
                setattr(part, field, [*head, *_noted(getattr(part, field))])
        if at == 0 and isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
            yield statement  # a docstring
        elif isinstance(statement, ast.ImportFrom) and statement.module == "__future__":
            yield from (statement, *notes)
        else:
            yield from (*notes, statement)


def _note(place: ast.AST) -> ast.stmt:
    line = ast.Subscript(ast.Name("__ran__", ast.Load()), ast.Constant(vars(place)["lineno"]), ast.Store())
    return ast.fix_missing_locations(ast.copy_location(ast.Assign([line], ast.Constant(True)), place))
