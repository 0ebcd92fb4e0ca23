"""Procedures drawn at random, sound by construction: ways on, ways back, branches in branches."""

from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

from tests.modules.procedures.papers import outcome, step
from zhiyin.modules.procedures.rules.documents import ProcedureDocument
from zhiyin.modules.procedures.rules.flow import Plan, make_plan

NAME = {"zh-CN": "画", "en": "Drawn"}


@dataclass
class _Drawing:
    draw: st.DrawFn
    steps: list[dict[str, Any]] = field(default_factory=list)

    def new(self) -> str:
        return f"s{len(self.steps)}"

    def add(self, *outcomes: dict[str, Any], **more: Any) -> str:
        code = self.new()
        self.steps.append(step(code, *outcomes, **more))
        return code

    def block(self, after: str | None, depth: int) -> str:
        """A piece that leads to `after`; answers where it begins."""
        kind = self.draw(st.sampled_from(["one", "two", "fork"] if depth else ["one", "two"]))
        if kind == "fork":
            join = self.add(*self.onward(after), join=self.draw(st.sampled_from(["all", "any"])))
            count = self.draw(st.integers(2, 3))
            branches = [self.block(join, depth - 1) for _ in range(count)]
            return self.add(outcome("fork", *branches), *self.leaving())
        first = self.add(*self.onward(after), *self.leaving())
        return first if kind == "one" else self.block(first, depth)

    def onward(self, after: str | None) -> list[dict[str, Any]]:
        return [outcome("on", after) if after else outcome("on")]

    def leaving(self) -> list[dict[str, Any]]:
        return [outcome("stop")] if self.draw(st.integers(0, 5)) == 0 else []


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """A sound plan, with ways back to before wherever they go."""
    drawing = _Drawing(draw)
    start = drawing.block(drawing.block(None, 1), 2)
    shape = ProcedureDocument.model_validate({"name": NAME, "start": start, "steps": drawing.steps})
    plan = make_plan(shape)
    for one in drawing.steps:
        scope = plan.scopes[one["code"]]
        earlier = [
            code for code, other in plan.scopes.items()
            if scope[: len(other)] == other and code != one["code"]
            and plan.step(code).join is None
        ]  # fmt: skip
        if earlier and draw(st.integers(0, 3)) == 0:
            one["outcomes"].append(outcome("back", draw(st.sampled_from(sorted(earlier)))))
    with_ways_back = {"name": NAME, "start": start, "steps": drawing.steps}
    found = make_plan(ProcedureDocument.model_validate(with_ways_back))
    # Two branches may have jumped to the same step: such a drawing is refused like any other.
    return plan if found.tangles else found
