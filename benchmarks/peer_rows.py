"""What one would write without a fast way: each row read by `csv`, and put to the pydantic model.

Prints the number of faults by code. Usage: peer_rows.py FILE ROWS
"""

import csv
import itertools
import json
import sys
from collections import Counter
from pathlib import Path

from pydantic import ValidationError

from wres_calc.intake.tables import Workforce


def main() -> None:
    """Judge the first rows of a workforce table."""
    found: Counter[str] = Counter()
    with Path(sys.argv[1]).open(encoding="utf-8", newline="") as file:
        for row in itertools.islice(csv.DictReader(file), int(sys.argv[2])):
            try:
                Workforce.model_validate({column: text.strip() or None for column, text in row.items()})
            except ValidationError as refused:
                faults = refused.errors(include_url=False, include_context=False, include_input=False)
                found.update(fault["type"] for fault in faults)
    print(json.dumps(found))


if __name__ == "__main__":
    main()
