"""`wres schema`: the JSON Schemas of every input table and of the report."""

from pathlib import Path
from typing import Annotated

import typer

from wres_calc.cli import options


def schema(
    directory: Annotated[
        Path | None,
        typer.Argument(help="Folder to write NAME.schema.json to; without it they go to standard output."),
    ] = None,
    debug: options.Debug = False,
) -> None:
    """Write the JSON Schemas of the input tables and of the report."""
    import json

    from wres_calc.cli.console import write_data
    from wres_calc.render.files import make_folder, write_whole
    from wres_calc.render.json_text import schemas

    if directory is None:
        write_data(json.dumps(schemas(), indent=2, ensure_ascii=False) + "\n")
        return
    make_folder(directory)
    for name, content in schemas().items():
        text = json.dumps(content, indent=2, ensure_ascii=False) + "\n"
        write_whole(directory / f"{name}.schema.json", text.encode("utf-8"))
