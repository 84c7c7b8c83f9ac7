"""Holds what was concluded of the files, and what has to be asked."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from wres_calc.intake.config import TableSettings

Key = tuple[str, ...]
"""Where an answer stands under [tables.NAME] in `submission.toml`: `("columns", "grade")`."""


@dataclass(frozen=True)
class Option:
    """A possible answer, why it may be one, and some of the values that stand there (for the screen alone)."""

    value: str | int
    why: str = ""
    samples: tuple[str, ...] = ()


@dataclass(frozen=True)
class Question:
    """What has to be asked. Without `options` nothing suggests itself, and the answer is one of the `possible` ones.

    `fits` says whether an answer can be right. `several` answers may be given, as a list.
    """

    table: str
    key: Key
    words: str
    options: tuple[Option, ...] = ()
    fits: Callable[[str], bool] = field(default=lambda answer: True, compare=False)
    possible: tuple[Option, ...] = ()
    several: bool = False

    @classmethod
    def one_of(cls, table: str, key: Key, words: str, *options: Option) -> "Question":
        """Build a question of which one of the options is the answer."""
        return cls(table, key, words, options, {str(option.value) for option in options}.__contains__)

    @property
    def about_cells(self) -> bool:
        """Whether its words and options hold the texts of cells, which are for a screen and no log."""
        return self.key[0] in ("values", "case_types")


Answer = str | int | tuple[str, ...]
Ask = Callable[[Question], Answer | None]
"""Puts a question to the user; `None` leaves it open."""


@dataclass(frozen=True)
class Export:
    """A file to look at: where it is now, and its name in the submission's folder."""

    path: Path
    label: str


@dataclass
class Draft:
    """The settings of one table as far as they are known: `concluded` says why, `questions` what is open.

    `doubts` are what no setting answers, and whoever sends the table has to look at.
    """

    table: str
    settings: dict[str, Any] = field(default_factory=dict)
    concluded: list[str] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    def set(self, key: Key, value: Answer) -> None:
        """Take a value for a key."""
        within = self.settings
        for part in key[:-1]:
            within = within.setdefault(part, {})
        within[key[-1]] = list(value) if isinstance(value, tuple) else value

    def put(self, question: Question, ask: Ask) -> Answer | None:
        """Ask; an answer becomes a setting, a question without one stays open."""
        answer = ask(question)
        if answer is None:
            self.leave_open(question)
        else:
            self.set(question.key, answer)
            shown = "" if question.about_cells else f": {answer}"
            self.concluded.append(f"{'.'.join(question.key[:2])}{shown}, as you said")
        return answer

    def leave_open(self, question: Question) -> None:
        """Keep a question without an answer; what it asks about a setting that is there is a doubt.

        An open line beside that of the setting could not be answered: a key stands in a file once.
        """
        within: Any = self.settings
        for part in question.key:
            within = within.get(part) if isinstance(within, dict) else None
        if within is None:
            self.questions.append(question)
        else:
            words = "is asked about again" if question.about_cells else f"= {within}: {question.words}"
            self.doubts.append(f"{'.'.join(question.key[:2])} {words}")

    def as_settings(self) -> TableSettings:
        """Return the settings as the reader takes them."""
        return TableSettings.model_validate(self.settings)


@dataclass(frozen=True)
class Findings:
    """What a number of files came to: a draft for each table, and what was left out or could not be read."""

    drafts: tuple[Draft, ...]
    remarks: tuple[str, ...]

    @property
    def files(self) -> set[str]:
        """The names of all files that are part of a table, or may be."""
        settled = {draft.settings.get(key) for draft in self.drafts for key in ("file", "mandatory_courses")}
        asked = {
            str(option.value)
            for draft in self.drafts
            for question in draft.questions
            if question.key in (("file",), ("mandatory_courses",))
            for option in question.options
        }
        return {name for name in settled if name is not None} | asked
