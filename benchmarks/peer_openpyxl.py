"""The same workbooks through openpyxl: every cell with its value, font, fill, alignment and number format.

Usage: peer_openpyxl.py WORKBOOK… Prints the seconds that making and saving them took, one after another. What is in
them is read beforehand and not timed; charts, which openpyxl would have to draw as well, are left out.
"""

import io
import sys
import time
from copy import copy

import openpyxl


def cells_of(path):
    """Every sheet: its title, the widths of its columns and its cells with how they look."""
    book = openpyxl.load_workbook(path)
    return [
        (
            sheet.title,
            {letter: column.width for letter, column in sheet.column_dimensions.items()},
            [
                (
                    cell.row,
                    cell.column,
                    cell.value,
                    *map(copy, (cell.font, cell.fill, cell.alignment, cell.number_format)),
                )
                for row in sheet.iter_rows()
                for cell in row
                if cell.value is not None
            ],
        )
        for sheet in book
    ]


def write(sheets):
    """A workbook of the same cells, saved in memory."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, widths, cells in sheets:
        sheet = book.create_sheet(title)
        for letter, width in widths.items():
            sheet.column_dimensions[letter].width = width
        for row, column, value, *look in cells:
            cell = sheet.cell(row, column, value)
            cell.font, cell.fill, cell.alignment, cell.number_format = look
    book.save(io.BytesIO())


def main():
    found = [cells_of(path) for path in sys.argv[1:]]
    write(found[0])
    started = time.perf_counter()
    for sheets in found:
        write(sheets)
    print(time.perf_counter() - started)


if __name__ == "__main__":
    main()
