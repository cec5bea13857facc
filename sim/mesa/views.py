"""Agents without state of their own: properties that read and write the arrays of one world."""

from __future__ import annotations

from typing import Any, NoReturn, Protocol

import mesa

from ..world import Case, World
from .labels import Array, Labelled, Range, checked_shares, items, position


class ModelOfViews(Protocol):
    """What agents need of their model: the arrays, what they were built from, labels, and what the rule proposes."""

    case: Case
    world: World
    fields: tuple[str, ...]
    activities: tuple[str, ...]
    uses: tuple[str, ...]

    def proposal(self, township: int, post: int) -> Labelled: ...


class View(mesa.Agent):
    """An agent whose state stands in the model's arrays."""

    model: ModelOfViews
    label: str  # in messages

    def values(self, quantity: str) -> Array:
        """A writable view, in one dimension, of a quantity of this agent."""
        raise NotImplementedError

    def remove(self) -> NoReturn:
        """Refused with `TypeError`: what the agent shows would go on acting."""
        raise TypeError(f"{self.label} cannot be removed: agents are views on the arrays of a county")


class Number:
    """A property that is one number of the agent; it can be assigned if a range is given, which is checked then."""

    def __init__(self, quantity: str, about: str, allowed: Range | None = None, at: int = 0) -> None:
        self.quantity, self.allowed, self.at, self.__doc__ = quantity, allowed, at, about

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, agent: View | None, owner: type) -> Any:
        return self if agent is None else float(agent.values(self.quantity)[self.at])

    def __set__(self, agent: View, value: Any) -> None:
        name, allowed = self.assignable(agent)
        agent.values(self.quantity)[self.at] = allowed.check(name, value)

    def assignable(self, agent: View) -> tuple[str, Range]:
        """Name for messages, and range; raises `AttributeError` for what cannot be assigned."""
        name = f"{self.name} of {agent.label}"
        if self.allowed is None:
            raise AttributeError(f"{name}: follows from the rules and cannot be assigned")
        return name, self.allowed


class Numbers(Number):
    """A property that is several numbers by label; `labels` names the attribute of the model that lists them.

    Assigning a mapping changes the labels in it. If one of its values is refused, none is changed.
    """

    def __init__(self, quantity: str, about: str, labels: str, allowed: Range | None = None) -> None:
        super().__init__(quantity, about, allowed)
        self.labels = labels

    def __get__(self, agent: View | None, owner: type) -> Any:
        if agent is None:
            return self
        labels = getattr(agent.model, self.labels)
        return Labelled(labels, agent.values(self.quantity)[: len(labels)])

    def __set__(self, agent: View, value: Any) -> None:
        name, allowed = self.assignable(agent)
        labels = getattr(agent.model, self.labels)
        checked = {
            position(name, label, labels): allowed.check(f"{name}, {label}", number)
            for label, number in items(name, value)
        }
        for at, number in checked.items():
            agent.values(self.quantity)[at] = number


class SharesOfTime(Numbers):
    """A property that is shares by label which sum to one; assigned all at once, a label left out being zero."""

    def __set__(self, agent: View, value: Any) -> None:
        labels = getattr(agent.model, self.labels)
        agent.values(self.quantity)[: len(labels)] = checked_shares(f"{self.name} of {agent.label}", value, labels)
