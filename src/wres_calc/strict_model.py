"""The base of every pydantic model of our own files: standards, national forms, reports and their relations."""

from pydantic import BaseModel, ConfigDict


class StrictModel(BaseModel):
    """Refuses unknown fields and changes after it was made; built when it is first used."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True, ser_json_inf_nan="constants")
