"""Charts of a report: what each draws (`data`), and the drawing itself (`draw`, which needs the extra `html`)."""

from wres_calc.render.charts.data import Chart, Mark, charts_of

__all__ = ["Chart", "Mark", "charts_of"]
