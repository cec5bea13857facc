"""`teaching.md` and its Chinese page, written whole from the lessons of the page: what a teacher prints."""

from __future__ import annotations

from string import ascii_uppercase
from typing import Any

from kaohe.page.lessons import lessons
from scenarios import list_reforms
from scenarios.languages import translate

from ..markdown import table

STEPS = range(1, 8)
COLUMNS = ("minutes", "teacher", "learners")


def page(language: str) -> str:
    """The whole page in one language."""
    asked = [lesson for lesson in lessons() if "answer" in lesson]
    blocks = [
        f"# {_say('teaching.page_title', language)}",
        _say("teaching.other_language", language),
        _say("teaching.about", language),
        _say("teaching.page_open", language),
        "".join(f"- {_say(f'teaching.point_{point}', language)}\n" for point in "abcd"),
        f"## {_say('teaching.script', language)}",
        _script(language),
        *(_lesson(number, lesson, language) for number, lesson in enumerate(asked, start=1)),
        f"## {_say('task.title', language)}",
        _say("task.question", language),
        translate("learn.task.rules", language, most=lessons()[-1]["most"]),
    ]
    return "\n\n".join(block.rstrip("\n") for block in blocks) + "\n"


def _say(key: str, language: str) -> str:
    return translate(f"learn.{key}", language)


def _labelled(key: str, text: str, language: str) -> str:
    return translate("learn.learn.labelled", language, name=f"**{_say(key, language)}**") + text


def _script(language: str) -> str:
    head = [_say(f"teaching.{column}", language) for column in COLUMNS]
    return table(head, ([_say(f"teaching.{column}_{step}", language) for column in COLUMNS] for step in STEPS))


def _lesson(number: int, lesson: dict[str, Any], language: str) -> str:
    """One lesson: what learners get, what a teacher looks for, and the answer folded away."""

    def say(key: str) -> str:
        return _say(f"{lesson['id']}.{key}", language)

    rows = translate("learn.learn.rows", language, rows=", ".join(lesson["rows"]), texts=", ".join(lesson["texts"]))
    blocks = [
        f"## {number} · {say('title')}",
        say("question"),
        _labelled("learn.prediction", say("predict"), language),
        _packages(lesson, language),
        _labelled("learn.check", say("check"), language),
        "".join(f"- {letter}: {say(letter)}\n" for letter in "abc").rstrip(),
        rows,
        _labelled("teaching.look", say("note"), language),
        f"<details><summary>{_say('teaching.sealed', language)}</summary>",
        translate("learn.teaching.answer_is", language, letter=lesson["answer"]) + " " + say("answer"),
        _labelled("learn.raises", say("raises"), language),
        _labelled("learn.lowers", say("lowers"), language),
        "</details>",
    ]
    return "\n\n".join(block for block in blocks if block)


def _packages(lesson: dict[str, Any], language: str) -> str:
    """The packages a learner chooses from, where a lesson has any."""
    names = {entry.id: getattr(entry, f"name_{language}") for entry in list_reforms()}
    lines = []
    for letter, text in zip(ascii_uppercase, lesson.get("packages", ()), strict=False):
        parts = (part.partition("=") for part in text.split("+"))
        told = [
            translate("learn.learn.part", language, name=names[name], dose=f"{100 * float(dose or 1):g}")
            for name, _, dose in parts
        ]
        label = translate("learn.learn.package", language, letter=letter)
        lines.append("- " + translate("learn.learn.labelled", language, name=label) + ", ".join(told))
    return "\n".join(lines)
