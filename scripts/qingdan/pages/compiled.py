"""How templates become Python. What is HTML already, or needs no escaping, is written as it is and not copied first."""

from __future__ import annotations

import re

from jinja2 import Environment
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import Expr
from markupsafe import escape

SPECIAL = re.compile("[&<>'\"]")
"""What `escape` replaces."""


class _Compiler(CodeGenerator):
    """Writes `written(…)` where others write `escape(…)`, and that only for what is no Markup.

    The same HTML comes out. A third of the time that the pages of a city took went into copies of what was safe.
    """

    def _output_child_pre(self, _node: Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        is_escaped = frame.eval_ctx.autoescape and not frame.eval_ctx.volatile and finalize.src is None
        assert is_escaped, "these templates are escaped, always and by nothing else"
        self.write("(shown if type(shown := (")

    def _output_child_post(self, _node: Expr, _frame: Frame, _finalize: CodeGenerator._FinalizeInfo) -> None:
        self.write(")) is Markup else environment.written(shown))")


class Compiled(Environment):
    """An environment whose templates, with autoescape on, are filled faster than Jinja's own."""

    code_generator_class = _Compiler

    @staticmethod
    def written(value: object) -> str:
        """A value as HTML, escaped where it needs to be."""
        return value if type(value) is str and SPECIAL.search(value) is None else escape(value)
