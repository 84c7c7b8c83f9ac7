"""The template of `submission.toml`: it reads back as what was asked for, and explains every option there is."""

import re
import tomllib
import typing

import pytest
from pydantic import BaseModel

from wres_calc.intake.config import SubmissionConfig
from wres_calc.intake.settings import read_settings
from wres_calc.render.templates import settings
from wres_calc.standards import load


def models():
    """Every section of the file with its model."""
    for name, field in SubmissionConfig.model_fields.items():
        parts = (field.annotation, *typing.get_args(field.annotation))
        yield name, next(part for part in parts if isinstance(part, type) and issubclass(part, BaseModel))


def with_every_option(text):
    return re.sub(r"(?m)^#(?! )", "", text)


def test_it_says_year_and_organisation_and_nothing_else():
    text = settings.text(load.load(2025), "RX1", None)
    assert tomllib.loads(text) == {"submission": {"reporting_year": 2025}, "organisation": {"code": "RX1"}}


def test_the_command_reads_it(tmp_path):
    text = settings.text(load.load(2025), "RX1", "A Trust")
    (tmp_path / settings.FILE).write_text(text, encoding="utf-8")
    config = read_settings(tmp_path, None, None)
    assert (config.submission.reporting_year, config.organisation.code, config.organisation.name) == (
        2025,
        "RX1",
        "A Trust",
    )
    assert config == SubmissionConfig.model_validate(
        {"submission": {"reporting_year": 2025}, "organisation": {"code": "RX1", "name": "A Trust"}}
    )


def test_with_every_option_taken_up_it_is_valid_and_names_every_key():
    data = tomllib.loads(with_every_option(settings.text(load.load(2025), "RX1", None)))
    SubmissionConfig.model_validate(data)
    assert list(data) == list(SubmissionConfig.model_fields)
    for name, model in models():
        section = data[name]
        section = section["workforce"] if name == "tables" else section
        section = section[0] if isinstance(section, list) else section
        assert list(section) == [*model.model_fields, *getattr(model, "example", ())], name


def test_every_option_is_explained():
    bare = [
        f"{name}.{key}"
        for name, model in models()
        for key, option in model.model_fields.items()
        if not option.description
    ]
    assert not bare, "Say in intake/config.py what these are for"
    text = settings.text(load.load(2025), "RX1", None)
    for name, model in models():
        for key, option in model.model_fields.items():
            assert re.search(rf"(?mi)^# {re.escape(option.description)}\.\n#?{key} = ", text), f"{name}.{key}"


@pytest.mark.parametrize("name", ['The "Royal" Trust', r"C:\temp", "Ysbyty Ŵ # 1", "x\x7fy", "'''", "{}"])
def test_any_name_comes_back_as_it_was(name):
    data = tomllib.loads(settings.text(load.load(2025), "RX1", name))
    assert data["organisation"]["name"] == name


@pytest.mark.parametrize(("year", "needed"), [(2015, True), (2016, False), (2025, False)])
def test_the_population_served_is_asked_for_where_the_board_is_compared_with_it(year, needed):
    text = settings.text(load.load(year), "RX1", None)
    assert (f"{year} needs this section" in text) is needed
    assert "#[population_served]" in text
