"""What equity takes, band by band: the people, the path, and every band beside the target."""

from collections.abc import Iterator

from wres_calc.across.headcounts import ALL_SENIOR
from wres_calc.render.blocks import (
    Block,
    Cell,
    Column,
    Heading,
    Holds,
    Number,
    Section,
    Table,
    Text,
    in_unit,
    table,
)
from wres_calc.report.goals import (
    BandGoal,
    BandShare,
    Disparity,
    Goals,
    OrganisationGoal,
    Outcome,
    OutcomeRow,
    SelfAssessment,
)
from wres_calc.report.words.labels import breakdown_value, group_name, organisation_name
from wres_calc.report.words.numbers import percent, plural, ratio
from wres_calc.report.words.trend import brief

_OUTCOMES: dict[Outcome, str] = {
    "reached": "at target",
    "short": "below",
    "too_small": "too small",
    "out_of_reach": "out of reach",
    "nobody": "no staff",
}
_METHOD = """\
Our own method; no formula of these goals was published. The headcount of a band stays as it is. A target is met by \
the least number of whole people that reaches it; the path goes there evenly. A band is too small where one person is \
a larger share of it than the target, and out of reach where not even all recruits together would do.
Share of recruits: which part of all who come to the band, from outside or by promotion, it takes if people of each \
group leave it alike.
Bands are those of staff who are not doctors or dentists. People of unknown {characteristic} count in the headcount of \
a band and in no group.
Disparity ratio: how many {compared} for each {reference} member of staff there are in the lower tier, divided by the \
same in the higher one. 1 is parity; above 1 {compared} staff are fewer higher up. The ratio from the lowest to the \
highest tier is the product of the other two."""


def sections(goals: Goals) -> list[Section]:
    """Return the parts: what it takes, every band, disparity ratios, method."""
    several = [Section("Organisations", "What each organisation needs", list(_organisations(goals)))]
    return [
        Section("Goals", "What the target takes", list(_needs(goals))),
        *(several if goals.organisations else []),
        Section("Every band", "Every pay band beside the target", [_every_band(goals)]),
        Section("Disparity ratios", "From tier to tier", list(_disparities(goals))),
        *_self_assessment(goals.self_assessment),
        Section("Method of goals", "How the goals were worked out", [*map(Text, _method(goals))]),
    ]


def in_a_sentence(goals: Goals) -> str:
    """Return what it takes in the senior bands together."""
    whole = next(each for each in goals.bands if each.pay_band == ALL_SENIOR)
    name, compared = _name(whole), group_name(goals.standard.compared)
    share = "no figure" if whole.share is None else percent(whole.share)
    target = percent(goals.aim.target.percent)
    if whole.outcome == "nobody":
        return f"No one is in {name}."
    if not whole.needed:
        return f"{name}: {share} are {compared}, which is at the target of {target}."
    by = goals.aim.by
    said = (
        f"{name}: {share} are {compared}; for {target} by {by} it takes {plural(whole.needed, 'person', 'people')} "
        f"more of {whole.everybody:,}"
    )
    if whole.recruits is None:
        return (
            f"{said}. Give the yearly turnover, or an earlier year, for the share of recruits that it takes."
        )
    if whole.recruits > 100:
        return f"{said}: more than all recruits at a turnover of {percent(whole.turnover or 0)} a year."
    return f"{said}: {percent(whole.recruits)} of recruits at a turnover of {percent(whole.turnover or 0)} a year."


def _needs(goals: Goals) -> Iterator[Block]:
    yield Text(in_a_sentence(goals), lead=True)
    compared = group_name(goals.standard.compared)
    columns: list[Column[BandGoal]] = [
        Column("Pay band", _name, width=26),
        Column("Staff", lambda each: each.everybody, Holds.COUNT),
        Column(compared, lambda each: each.people, Holds.COUNT),
        Column("Share", lambda each: _figure(each.share), Holds.PERCENT),
        Column("More", lambda each: each.needed, Holds.COUNT),
    ]
    if len({each.turnover for each in goals.bands}) > 1:
        columns.append(Column("Turnover", lambda each: _figure(each.turnover), Holds.PERCENT))
    if any(each.turnover is not None for each in goals.bands):
        columns.append(Column("Of recruits", _recruits, Holds.PERCENT))
    if any(each.before for each in goals.bands):
        year = next(each.before.reporting_year for each in goals.bands if each.before)
        columns.append(
            Column(f"Path of {year}", lambda each: each.before.expected if each.before else None, Holds.COUNT)
        )
    columns.append(Column("Outcome", lambda each: _OUTCOMES[each.outcome]))
    yield table("What each band needs", columns, goals.bands)
    short = [each for each in goals.bands if each.path]
    if short:
        years = [each.reporting_year for each in short[0].path]
        yield Heading(f"{compared} staff year by year", level=3)
        yield Table(
            "The path to the target",
            [Column("Pay band", width=26), *(Column(str(year), holds=Holds.COUNT) for year in years)],
            [[_name(each), *(Number(goal.people, Holds.COUNT) for goal in each.path)] for each in short],
        )


def _self_assessment(found: SelfAssessment | None) -> Iterator[Section]:
    if found is None:
        return
    last = str(found.last_year) if found.last_year else "Last year"

    def value(number: float | None, row: OutcomeRow) -> Cell:
        return None if row.unit is None else in_unit(number, row.unit)

    columns: list[Column[OutcomeRow]] = [
        Column("Outcome", lambda each: each.outcome, width=36),
        Column("Measure", lambda each: each.measure, width=44),
        Column(last, lambda each: value(each.last_year, each), Holds.FIGURES),
        Column(str(found.this_year), lambda each: value(each.this_year, each), Holds.FIGURES),
        Column("Direction", _direction, width=30),
    ]
    made = table("Self assessment", columns, found.outcomes)
    notes = [] if found.last_year else [Text("Give an earlier year with --prior for the direction.")]
    yield Section("Self-assessment", found.title, [made, *notes])


def _direction(row: OutcomeRow) -> str | None:
    if row.unit is None:
        return "no such figure"
    return brief(row.change) if row.change else None


def _organisations(goals: Goals) -> Iterator[Block]:
    yield Text("Bands 8a to 9 and VSM together, each organisation for its own target.")
    compared = group_name(goals.standard.compared)
    columns: list[Column[OrganisationGoal]] = [
        Column("Organisation", lambda each: organisation_name(each.organisation), width=36),
        Column("Staff", lambda each: each.senior.everybody, Holds.COUNT),
        Column(compared, lambda each: each.senior.people, Holds.COUNT),
        Column("Share", lambda each: _figure(each.senior.share), Holds.PERCENT),
        Column("Target", lambda each: each.target, Holds.PERCENT),
        Column("More", lambda each: each.senior.needed, Holds.COUNT),
    ]
    if any(each.senior.recruits is not None for each in goals.organisations):
        columns.append(Column("Of recruits", lambda each: _recruits(each.senior), Holds.PERCENT))
    columns.append(Column("Outcome", lambda each: _OUTCOMES[each.senior.outcome]))
    yield table("Organisations", columns, goals.organisations)
    for each in goals.left_out:
        yield Text(f"Left out: {each.code}: {each.reason}")


def _every_band(goals: Goals) -> Table:
    columns: list[Column[BandShare]] = [
        Column("Staff category", lambda each: breakdown_value("staff_category", each.staff_category)),
        Column("Pay band", lambda each: breakdown_value("pay_band", each.pay_band)),
        Column("Staff", lambda each: each.everybody, Holds.COUNT),
        Column(group_name(goals.standard.compared), lambda each: each.people, Holds.COUNT),
        Column("Share", lambda each: _figure(each.share), Holds.PERCENT),
        Column(
            "Gap", lambda each: None if each.gap is None else Number(each.gap, Holds.POINTS), Holds.POINTS
        ),
        Column("More", lambda each: max(0, each.needed), Holds.COUNT),
    ]
    return table("Every band", columns, [each for each in goals.every_band if each.everybody], grouped=True)


def _disparities(goals: Goals) -> Iterator[Block]:
    compared, reference = group_name(goals.standard.compared), group_name(goals.standard.reference)

    def counts(each: Disparity, tier: str, place: int) -> int:
        return each.counts[tier][place]

    columns: list[Column[Disparity]] = [
        Column("Lower tier", lambda each: _tier(each.lower)),
        Column("Higher tier", lambda each: _tier(each.higher)),
        Column(f"{compared} below", lambda each: counts(each, each.lower, 0), Holds.COUNT),
        Column(f"{reference} below", lambda each: counts(each, each.lower, 1), Holds.COUNT),
        Column(f"{compared} above", lambda each: counts(each, each.higher, 0), Holds.COUNT),
        Column(f"{reference} above", lambda each: counts(each, each.higher, 1), Holds.COUNT),
        Column(
            "Ratio", lambda each: None if each.value is None else Number(each.value, Holds.RATIO), Holds.RATIO
        ),
        Column("Interval (95%)", _limits),
    ]
    yield table("Disparity ratios", columns, goals.disparities)


def _limits(each: Disparity) -> Cell:
    limits = each.interval
    return f"{ratio(limits.lower)} to {ratio(limits.upper or 0)}" if limits else None


def _recruits(each: BandGoal) -> Cell:
    return "over 100%" if each.recruits is not None and each.recruits > 100 else _figure(each.recruits)


def _figure(value: float | None) -> Cell:
    return None if value is None else Number(value, Holds.PERCENT)


def _name(each: BandGoal) -> str:
    if each.pay_band == "workforce":
        return "Whole workforce"
    return breakdown_value("pay_band", each.pay_band)


def _tier(name: str) -> str:
    return f"Bands {name.replace('vsm', 'VSM').replace('-', ' to ')}"


def _method(goals: Goals) -> list[str]:
    target = goals.aim.target
    whence = {
        "workforce": "the share in the whole workforce",
        "population": "the share in the population served",
        "percent": "as it was given",
    }[target.kind]
    names = {
        "characteristic": goals.standard.characteristic,
        "compared": group_name(goals.standard.compared),
        "reference": group_name(goals.standard.reference),
    }
    unknown = (
        f" {percent(goals.unknown)} of the workforce are of unknown {names['characteristic']}."
        if goals.unknown is not None
        else ""
    )
    return [
        f"Target: {percent(target.percent)}, {whence}.{unknown}",
        *_METHOD.format(**names).splitlines(),
        "For use inside the organisation: small numbers are as they are.",
    ]
