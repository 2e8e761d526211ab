"""Short macros of a template, put in the places where it shows them: that takes less time than calls of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from jinja2.nodes import Call, Expr, Macro, Name, Node, Output, Template, With

BODIES = ("body", "else_")
"""The attributes of nodes in which statements stand."""

SHORT = 40
"""Nodes of a short macro: of longer ones more code would have to be compiled than calls are saved."""


def put_in_place(template: Template) -> Template:
    """Changes a template: where one of its macros shows a short one that stands before it, the body of that stands there now."""
    known: dict[str, Macro] = {}
    for macro in template.find_all(Macro):
        is_short = _size(macro) <= SHORT
        _put(macro, known)
        if is_short:
            known[macro.name] = macro
    return template


def _put(node: Node, known: Mapping[str, Macro]) -> None:
    """Puts macros in the places of the calls that show them."""
    for part in node.iter_child_nodes():
        _put(part, known)
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
