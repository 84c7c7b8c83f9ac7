"""What every part of the report has in common."""

from pydantic import BaseModel, ConfigDict


class Part(BaseModel):
    """A part of the report: nothing unknown in it, nothing changed after it was made."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, use_enum_values=False, defer_build=True, ser_json_inf_nan="constants"
    )
