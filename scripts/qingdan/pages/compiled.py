"""How templates become Python: as plain as templates can be that are ours, always escaped, and given values and no mappings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from types import FunctionType
from typing import Any

import jinja2
from jinja2 import Environment, pass_context
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.nodes import Call, Concat, Expr, Filter, Getattr, Getitem, Template
from jinja2.runtime import Context, markup_join
from jinja2.utils import missing
from markupsafe import Markup, _escape_inner  # type: ignore[attr-defined]

from qingdan.pages.in_place import put_in_place

replaced: Callable[[str], str] = _escape_inner
"""A text with what `escape` replaces in it; the text itself where that is nothing. It is the part of `escape` that is written in
C: what Python does around it takes ten times as long.
"""

html: Callable[[str], Markup] = partial(str.__new__, Markup)
"""Takes text for HTML, as `Markup` does, without looking first at what it is."""


def escaped(text: str) -> Markup:
    """A text as HTML."""
    return text if type(text) is Markup else html(replaced(text))


def joined(parts: tuple[str, ...]) -> str:
    """Parts one after another, nearly always plain texts; where one of them is HTML, the others are escaped."""
    for part in parts:
        if type(part) is not str:
            return markup_join(parts) if Markup in map(type, parts) else "".join(map(str, parts))
    return "".join(parts)


@pass_context
def of_the_page(_: Context, *_given: object) -> str:
    """Stands for a filter that is a method of `now`: it asks for the context, so it is not worked out before there is a page."""
    raise AssertionError("the method is called in its place")


class _Compiler(CodeGenerator):
    """Writes Python that does less than that of Jinja's own compiler, for the same HTML.

    What is HTML already, or needs no escaping, is not copied first, which was a third of the time that the pages of a city took;
    an attribute is an attribute and no key, what is called is given no context, and a macro is a function: a quarter of the rest.
    """

    def visit_Template(self, node: Template, frame: Frame | None = None) -> None:  # noqa: N802 - as Jinja calls it
        self.writeline(f"from {__name__} import html, joined, replaced")
        super().visit_Template(node, frame)

    def _output_child_pre(self, _node: Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        is_escaped = frame.eval_ctx.autoescape and not frame.eval_ctx.volatile and finalize.src is None
        assert is_escaped, "these templates are escaped, always and by nothing else"
        self.write("(shown if (kind := type(shown := (")

    def _output_child_post(self, _node: Expr, _frame: Frame, _finalize: CodeGenerator._FinalizeInfo) -> None:
        self.write("))) is Markup else replaced(shown) if kind is str else escape(shown))")

    def visit_Filter(self, node: Filter, frame: Frame) -> None:  # noqa: N802 - as Jinja calls it
        if self.environment.filters.get(node.name) is not of_the_page:
            super().visit_Filter(node, frame)
            return
        assert node.node is not None, "these templates have no filter blocks"
        self.write(f"environment.now.{node.name}(")
        self.visit(node.node, frame)
        self.signature(node, frame)
        self.write(")")

    def visit_Getattr(self, node: Getattr, frame: Frame) -> None:  # noqa: N802 - as Jinja calls it
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def visit_Getitem(self, node: Getitem, frame: Frame) -> None:  # noqa: N802 - as Jinja calls it
        self.write("(")
        self.visit(node.node, frame)
        self.write(")[")
        self.visit(node.arg, frame)
        self.write("]")

    def visit_Call(self, node: Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802 - as Jinja calls it
        is_plain = not (forward_caller or node.kwargs or node.dyn_args or node.dyn_kwargs)
        assert is_plain, "these templates give what they call its arguments in order, and have no call blocks"
        self.visit(node.node, frame)
        self.write("(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def macro_def(self, macro_ref: MacroRef, _frame: Frame) -> None:
        takes_more = macro_ref.accesses_kwargs or macro_ref.accesses_varargs or macro_ref.accesses_caller
        assert not takes_more, "these macros take what they name"
        self.write(f"environment.piece(macro, {len(macro_ref.node.args)})")

    def return_buffer_contents(self, frame: Frame, force_unescaped: bool = False) -> None:
        assert force_unescaped, "these templates have macros, and no other blocks that become a value"
        self.writeline(f"return html(concat({frame.buffer}))")

    def visit_Concat(self, node: Concat, frame: Frame) -> None:  # noqa: N802 - as Jinja calls it
        self.write("joined((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")


class _Kept(jinja2.Template):
    """A template with one context for all pages: Jinja makes one for each, and copies into it all that is global."""

    _context: Context | None = None

    def new_context(
        self,
        vars: dict[str, Any] | None = None,  # noqa: A002 - as Jinja calls it
        shared: bool = False,
        locals: Mapping[str, Any] | None = None,  # noqa: A002 - as Jinja calls it
    ) -> Context:
        assert not (shared or locals), "these templates import and include no others"
        self._context = self._context or super().new_context()
        self._context.vars = vars or {}
        return self._context


class Compiled(Environment):
    """An environment whose templates, with autoescape on, are filled faster than Jinja's own."""

    code_generator_class = _Compiler
    template_class = _Kept
    now: object = None
    """Whose methods the filters are that depend on the page."""

    def _parse(self, source: str, name: str | None, filename: str | None) -> Template:
        """A template, with its short macros in place."""
        return put_in_place(super()._parse(source, name, filename))

    @staticmethod
    def piece(macro: FunctionType, arguments: int) -> FunctionType:
        """A macro as it is called: with `missing` for what has a default, as it expects that itself."""
        macro.__defaults__ = (missing,) * arguments
        return macro
