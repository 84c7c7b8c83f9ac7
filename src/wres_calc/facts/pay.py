"""Pay bands, and how they are read from grades and medical roles (contract, section 3)."""

import re
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType

from wres_calc.facts.normalise import plain
from wres_calc.facts.staff import StaffCategory
from wres_calc.facts.table import lookup, rows


class PayBand(StrEnum):
    """The bands of indicator 1: Agenda for Change and beyond, then the medical and dental subgroups."""

    UNDER_BAND_1 = "under_band_1"
    BAND_1 = "band_1"
    BAND_2 = "band_2"
    BAND_3 = "band_3"
    BAND_4 = "band_4"
    BAND_5 = "band_5"
    BAND_6 = "band_6"
    BAND_7 = "band_7"
    BAND_8A = "band_8a"
    BAND_8B = "band_8b"
    BAND_8C = "band_8c"
    BAND_8D = "band_8d"
    BAND_9 = "band_9"
    VSM = "vsm"
    OTHER = "other"
    CONSULTANT = "consultant"
    SENIOR_MEDICAL_MANAGER = "senior_medical_manager"
    NON_CONSULTANT_CAREER_GRADE = "non_consultant_career_grade"
    TRAINEE_GRADE = "trainee_grade"
    OTHER_MEDICAL = "other_medical"


def _bands(column: str) -> tuple[PayBand, ...]:
    return tuple(PayBand(row["band"]) for row in rows("pay_bands") if row[column] == "yes")


BANDS: Mapping[StaffCategory, tuple[PayBand, ...]] = MappingProxyType(
    {
        StaffCategory.NON_CLINICAL: _bands("non_medical"),
        StaffCategory.CLINICAL_NON_MEDICAL: _bands("non_medical"),
        StaffCategory.MEDICAL_AND_DENTAL: _bands("medical"),
    }
)
"""The bands of each staff category, in print order."""

OF_WHICH: Mapping[PayBand, PayBand] = MappingProxyType({PayBand.SENIOR_MEDICAL_MANAGER: PayBand.CONSULTANT})
"""Who is in the first is counted in the second too."""

CLUSTERS: Mapping[str, tuple[PayBand, ...]] = MappingProxyType(
    {
        "cluster_1": (PayBand.BAND_1, PayBand.BAND_2, PayBand.BAND_3, PayBand.BAND_4),
        "cluster_2": (PayBand.BAND_5, PayBand.BAND_6, PayBand.BAND_7),
        "cluster_3": (PayBand.BAND_8A, PayBand.BAND_8B),
        "cluster_4": (PayBand.BAND_8C, PayBand.BAND_8D, PayBand.BAND_9, PayBand.VSM),
    }
)
"""The pay clusters of the WDES that hold several bands, of non-clinical and of clinical staff each."""

SENIOR_BANDS: tuple[PayBand, ...] = (
    PayBand.BAND_8A,
    PayBand.BAND_8B,
    PayBand.BAND_8C,
    PayBand.BAND_8D,
    PayBand.BAND_9,
    PayBand.VSM,
)
"""Bands 8 to 9 and VSM: the one part that the 2015 standard set beside the whole workforce."""

BAND_LABELS: Mapping[PayBand, str] = MappingProxyType(
    {PayBand(row["band"]): row["label"] for row in rows("pay_bands")}
)

_Bands = frozenset[PayBand]
_NO_BAND: _Bands = frozenset()
_BY_CODE = {row["code"].lstrip("0"): PayBand(row["band"]) for row in rows("pay_bands") if row["code"]}
_CODE = re.compile(r"\bx[rn] ?0?(\d+)\b")
_BAND = re.compile(
    r"\b(?:band|bnd|bd|b|afc|a4c|agenda for change) ?0?(\d+)(?:(?: ?range)? ?([a-z])\b)?(?: 0)?(?![a-z0-9])"
)
_NUMBER = re.compile(r"0?(\d+)(?: ?(?:range )?([a-z]))?(?: 0)?")
_STEP = re.compile(
    r"\b(?:step|point|pt|sp|scp|increment|range) ?\d+\b|\b(?:spine|pay|step|increment) (?=point\b|step\b)"
)
_BESIDE_NUMBER = frozenset("nhs afc a4c agenda for change review body non pay band".split())
_BESIDE_BAND = _BESIDE_NUMBER | frozenset(
    "local scale payscale grade medical staff entry top minimum maximum director".split()
)
"""Words beside a band that leave no doubt of it; any other may (Below Band 5, Apprentice/Band 1)."""


def _titles(name: str, own: tuple[PayBand, ...]) -> dict[str, PayBand]:
    canonical = {plain(text): band for band in own for text in (band.value, BAND_LABELS[band])}
    return canonical | {text: PayBand(band) for text, band in lookup(name, "grade", "band").items()}


_GRADES = _titles("grades", _bands("non_medical"))
_MEDICAL_GRADES = _titles("medical_grades", _bands("medical"))


@lru_cache(maxsize=10_000)
def parse_grade(text: str) -> PayBand | None:
    """The Agenda for Change band, VSM, under band 1 or known other salary that `text` names.

    `None` where it names none, where its parts (`NHS|XR05|Review Body Band 5`) name different ones, or where
    it leaves open which one is meant ("Band 8").
    """
    return _one(text, _statements)


@lru_cache(maxsize=10_000)
def parse_medical_grade(text: str) -> PayBand | None:
    """The medical and dental subgroup of a role or grade title.

    `None` where its parts name none, or different ones. Titles are looked up whole, never by their beginning: a
    Specialist Registrar is a trainee, a Specialist is not.
    """
    return _one(text, _medical_titles)


def contradicts_itself(text: str) -> bool:
    """Whether code and words of a grade each name a band, and not the same."""
    possible = list(_statements(text))
    return all(possible) and bool(possible) and not frozenset.intersection(*possible)


def _one(text: str, judge: Callable[[str], Iterable[_Bands]]) -> PayBand | None:
    if re.match(
        r"\s*[-+]", text
    ):  # a number with a sign is no grade; the sign must not be lost as punctuation
        return None
    possible = list(judge(text))
    common = frozenset.intersection(*possible) if possible else _NO_BAND
    return next(iter(common)) if len(common) == 1 else None


def _medical_titles(text: str) -> Iterable[_Bands]:
    for part in map(plain, text.split("|")):
        if part in _MEDICAL_GRADES:
            yield frozenset({_MEDICAL_GRADES[part]})


def _statements(text: str) -> list[_Bands]:
    """What each statement of a band in `text` leaves possible.

    A bare number is one only where nothing else is: beside a code or a band it is a step of the scale, or who owns it.
    """
    parts = [plain(part) for part in text.split("|")]
    codes = [_BY_CODE[code] for part in parts for code in _CODE.findall(part) if code in _BY_CODE]
    words = [" ".join(_CODE.sub(" ", part).split()) for part in parts]
    said = [frozenset({band}) for band in codes] + [bands for part in words for bands in _in_words(part)]
    return said or [_numbered(*found) for part in words if (found := _bare_number(part))]


def _in_words(part: str) -> Iterable[_Bands]:
    if part in _GRADES:
        yield frozenset({_GRADES[part]})
    elif mentions := _BAND.findall(part):
        beside = set(_STEP.sub(" ", _BAND.sub(" ", part)).split())
        yield from (_numbered(number, letter) for number, letter in mentions)
        if not beside <= _BESIDE_BAND:
            yield _NO_BAND
    elif (found := _bare_number(part)) and found[1]:
        yield _numbered(*found)


def _bare_number(part: str) -> tuple[str, str] | None:
    """The number and letter of a part that holds nothing else: 5, 8a."""
    found = _NUMBER.fullmatch(" ".join(word for word in part.split() if word not in _BESIDE_NUMBER))
    return None if found is None else (found[1], found[2] or "")


def _numbered(number: str, letter: str) -> _Bands:
    """`8` and `a` are band 8a, `8` alone any of the four, `5` and `a` none."""
    meant = f"band_{number}{letter}"
    letters = "abcd" if meant == "band_8" else ""
    return frozenset(band for band in _BY_CODE.values() if band in (meant, *(meant + end for end in letters)))
