"""The tables a trust may send: the only statement of what a cell may be.

One pydantic model per table. A field without a default is a column that must be there; a type that admits `None`
is a cell that may be blank. Every check, schema, template and data dictionary derives from these models. Values
arrive as text, stripped; a refused cell raises a `PydanticCustomError` whose type is a code of the issue catalogue.
"""

import datetime as dt
import re
from collections.abc import Callable
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from wres_calc.reference import ethnicity, staff, survey
from wres_calc.submission import texts


def _accept(parse: Callable[[str], Any], code: str, message: str) -> BeforeValidator:
    """A validator that hands text to `parse` and refuses with `code` what it answers `None` to."""

    def validate(text: Any) -> Any:
        if text is None:
            return None
        value = parse(text)
        if value is None:
            raise PydanticCustomError(code, message)  # type: ignore[arg-type]
        return value

    return BeforeValidator(validate)
