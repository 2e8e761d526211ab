"""How templates become Python: as plain as templates can be that are ours, always escaped, and given values and no mappings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import groupby
from types import FunctionType

from jinja2 import Environment
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.nodes import Call, Concat, Expr, Getattr, Getitem, Macro, Name, Node, Output, Template, With
from jinja2.runtime import markup_join
from jinja2.utils import missing
from markupsafe import Markup, escape

BODIES = ("body", "else_")
"""The attributes of nodes in which statements stand."""

SPECIAL = re.compile("[&<>'\"]")
"""What `escape` replaces."""

html: Callable[[str], Markup] = partial(str.__new__, Markup)
"""Takes text for HTML, as `Markup` does, without looking first at what it is."""


def escaped(text: str) -> Markup:
    """A text as HTML, copied only where something in it has to be replaced."""
    return html(text) if SPECIAL.search(text) is None else escape(text)


SHORT = 40
"""Nodes of a macro that stands where it is called: it is done in less time than a call takes, and adds little to be compiled."""


def _inline(node: Node, known: Mapping[str, Macro]) -> None:
    """Puts macros in the places of the calls that show them."""
    for part in node.iter_child_nodes():
        _inline(part, known)
    for name in BODIES:
        if body := getattr(node, name, None):
            setattr(node, name, [part for one in body for part in (_parted(one, known) if isinstance(one, Output) else (one,))])


def _parted(output: Output, known: Mapping[str, Macro]) -> Iterator[Output | With]:
    """What is shown, each macro of it apart, with what it is given under the names by which it knows that."""
    for macro, several in groupby(output.nodes, lambda shown: _called(shown, known)):
        if macro is None:
            yield Output(list(several), lineno=output.lineno)
        else:
            yield from (_in_place(macro, call) for call in several)


def _in_place(macro: Macro, call: Expr) -> With:
    """A macro with what a call gives it, under the names by which it knows that; its defaults are the last of its arguments."""
    assert isinstance(call, Call)
    given = [*call.args, *macro.defaults[len(macro.defaults) + len(call.args) - len(macro.args) :]]
    return With([Name(argument.name, "param") for argument in macro.args], given, macro.body, lineno=call.lineno)


def _called(shown: Expr, known: Mapping[str, Macro]) -> Macro | None:
    """The macro that is called to be shown, if it is known."""
    return known.get(shown.node.name) if isinstance(shown, Call) and isinstance(shown.node, Name) else None


def _size(node: Node) -> int:
    return 1 + sum(map(_size, node.iter_child_nodes()))


class _Compiler(CodeGenerator):
    """Writes Python that does less than that of Jinja's own compiler, for the same HTML.

    What is HTML already, or needs no escaping, is not copied first, which was a third of the time that the pages of a city took;
    an attribute is an attribute and no key, what is called is given no context, and a macro is a function: a quarter of the rest.
    """

    def _output_child_pre(self, _node: Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        is_escaped = frame.eval_ctx.autoescape and not frame.eval_ctx.volatile and finalize.src is None
        assert is_escaped, "these templates are escaped, always and by nothing else"
        self.write("(shown if type(shown := (")

    def _output_child_post(self, _node: Expr, _frame: Frame, _finalize: CodeGenerator._FinalizeInfo) -> None:
        self.write(")) is Markup else environment.written(shown))")

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
        self.writeline(f"return environment.html(concat({frame.buffer}))")

    def visit_Concat(self, node: Concat, frame: Frame) -> None:  # noqa: N802 - as Jinja calls it
        self.write("environment.joined((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")


class Compiled(Environment):
    """An environment whose templates, with autoescape on, are filled faster than Jinja's own."""

    code_generator_class = _Compiler

    html = staticmethod(html)

    def _parse(self, source: str, name: str | None, filename: str | None) -> Template:
        """A template, the short ones of its macros in the places where it shows them, if it had them before."""
        template = super()._parse(source, name, filename)
        short: dict[str, Macro] = {}
        for macro in template.find_all(Macro):
            is_short = _size(macro) <= SHORT
            _inline(macro, short)
            if is_short:
                short[macro.name] = macro
        return template

    @staticmethod
    def piece(macro: FunctionType, arguments: int) -> FunctionType:
        """A macro as it is called: with `missing` for what has a default, as it expects that itself."""
        macro.__defaults__ = (missing,) * arguments
        return macro

    @staticmethod
    def joined(parts: tuple[object, ...]) -> str:
        """Parts one after another; where one of them is HTML, the others are escaped."""
        return markup_join(parts) if Markup in map(type, parts) else "".join(map(str, parts))

    @staticmethod
    def written(value: object) -> str:
        """A value as HTML, escaped where it needs to be."""
        return value if type(value) is str and SPECIAL.search(value) is None else escape(value)
