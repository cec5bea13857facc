"""How many operations a month of the model takes, counted by running its own kernels over numbers that count.

    NUMBA_DISABLE_JIT=1 python -m benchmarks.operations

Uncompiled, a kernel is an ordinary function. Here every double of a world is a `Number` and every single a `Single`,
whose arithmetic and comparisons are counted; exponentials, logarithms and random numbers are counted by themselves.
Two worlds that differ only in cadres per township tell the cost of one more cadre from that of a township with nobody
in it; both are means over the second year, with its ladder and its January. Integer arithmetic and addressing are not
counted.
"""

from __future__ import annotations

import json
import math
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from scenarios import load, load_place
from sim import mathematics, month
from sim.compile.interpreted import Rows
from sim.state import random_numbers
from sim.world import Case, World

FEW, MANY = 8, 16  # cadres in every township; multiples of 8, so that no place of a vector is empty
COUNTED_FROM, COUNTED_TO = 12, 24
KINDS = ("quick_exp", "exp", "log", "draw", "single", "flop")
COUNT: Counter[str] = Counter()


def _counting(name: str, kind: str) -> Callable[..., Any]:
    """An operator of `float` that counts itself, and gives a number of its own kind where the result is a float."""
    plain = getattr(float, name)

    def operation(self: float, *others: Any) -> Any:
        COUNT[kind] += 1
        value = plain(self, *others)
        return type(self)(value) if type(value) is float else value

    return operation


class Number(float):
    """A double whose arithmetic and comparisons are counted."""

    __slots__ = ()


class Single(float):
    """A number in single precision, counted by itself. (It is not rounded: operations are counted, not results.)"""

    __slots__ = ()


for _name in ["add", "radd", "sub", "rsub", "mul", "rmul", "truediv", "rtruediv", "neg", "abs", "lt", "le", "gt", "ge"]:
    setattr(Number, f"__{_name}__", _counting(f"__{_name}__", "flop"))
    setattr(Single, f"__{_name}__", _counting(f"__{_name}__", "single"))


class Cells(np.ndarray):
    """An array of doubles that count; what is put into it becomes one."""

    number: type[float] = Number

    def __setitem__(self, key: Any, value: Any) -> None:
        super().__setitem__(key, self.number(value) if isinstance(value, (float, np.float32)) else value)


class SingleCells(Cells):
    """An array of singles that count."""

    number = Single


class Row:
    """A row of a structured array: columns as attributes."""

    def __init__(self, record: Any) -> None:
        for name in record.dtype.names:
            value = record[name]
            if value.dtype.kind == "f":
                setattr(self, name, cells(value) if value.ndim else float(value))
            else:
                setattr(self, name, value.tolist())

    def __setattr__(self, name: str, value: Any) -> None:
        super().__setattr__(name, Number(value) if isinstance(value, float) else value)


def cells(values: np.ndarray) -> Any:
    """An array of numbers that count, equal to these floats."""
    found = np.empty(values.shape, object).view(SingleCells if values.dtype == np.float32 else Cells)
    for place, value in np.ndenumerate(values):
        found[place] = float(value)
    return found


def counted(world: World) -> Any:
    """The arrays of a world, as the kernels take them, of numbers that count."""
    return _counting_copy(world.arrays())


def _counting_copy(values: Any) -> Any:
    if isinstance(values, tuple):
        return type(values)(*map(_counting_copy, values))
    if isinstance(values, Rows):
        return [Row(record) for record in values.array]
    return cells(values) if values.dtype.kind == "f" else values


def _tallied(kind: str, value_of: Callable[..., float], number: type[float] = Number) -> Callable[..., float]:
    def function(*arguments: Any) -> float:
        COUNT[kind] += 1
        return number(value_of(*arguments))

    return function


def _exp(x: float) -> float:
    return math.exp(min(max(float(x), -708.0), 709.0))


def count_functions() -> None:
    """Put what counts in the place of exponentials, logarithms, random numbers and constants of every rule."""
    stand_ins = {
        id(mathematics.exp): _tallied("exp", _exp),
        id(mathematics.quick_exp): _tallied("quick_exp", _exp, Single),
        id(mathematics.log): _tallied("log", math.log),
        id(mathematics.single): Single,
        id(mathematics.double): Number,
        id(mathematics.sqrt): _tallied("flop", math.sqrt),
        id(random_numbers.uniform_at): _tallied("draw", random_numbers.uniform_at),
    }
    for module in [module for name, module in sys.modules.items() if name.partition(".")[0] == "sim"]:
        for name, value in list(vars(module).items()):
            if id(value) in stand_ins and callable(value):
                setattr(module, name, stand_ins[id(value)])
            elif isinstance(value, np.float32):
                setattr(module, name, Single(value))


def operations_of_months(case: Case, cadres: int, first: int, last: int) -> Counter[str]:
    """Operations from month `first` up to, not including, `last`, were there so many cadres in each township."""
    townships = tuple(replace(township, cadres=cadres) for township in case.place.townships)
    w = counted(World([replace(case, place=replace(case.place, townships=townships), months=last)]))
    month.draw_county(w, 0)
    for number in range(last):
        if number == first:
            COUNT.clear()
        month.open_month(w, 0, number)
        month.choose_month(w, 0, number)
        month.close_month(w, 0, number)
    return Counter(COUNT)


def operations(scenario: str, place: str) -> dict[str, dict[str, float]]:
    """Operations of one cadre in one month, and of a township besides its cadres."""
    case = load(scenario).case(load_place(place), months=COUNTED_TO, seed=1)
    few, many = (operations_of_months(case, cadres, COUNTED_FROM, COUNTED_TO) for cadres in (FEW, MANY))
    months = (COUNTED_TO - COUNTED_FROM) * len(case.place.townships)
    cadre = {kind: (many[kind] - few[kind]) / (months * (MANY - FEW)) for kind in KINDS}
    return {"cadre": cadre, "township": {kind: few[kind] / months - FEW * cadre[kind] for kind in KINDS}}


def main() -> None:
    np.seterr(over="ignore")  # keys of random numbers wrap around
    count_functions()
    print(json.dumps(operations(*(sys.argv[1:] or ("generalised", "yinzhou")))))


if __name__ == "__main__":
    main()
