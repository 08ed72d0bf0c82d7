"""Small workbooks laid out as a publisher lays them out."""

import io

import xlsxwriter


def workbook(sheets):
    """Return the bytes of a workbook: sheet name -> rows of cells; None is an empty cell."""
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for place, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if cell is not None:
                        sheet.write(place, column, cell)
    return data.getvalue()
