"""The accounts of a material on its page: directly, inside products, inside what is bought."""

from grondstof.errors import FaultyError
from grondstof.products.web.figures import plain_table
from grondstof.products.web.page import Block, TableBlock
from grondstof.products.web.visit import Visit

_ACCOUNTS = ("account", "name_nl", "name_en", "quantity_t", "value_musd", "world_share", "lacks")
_PARTS = ("account", "name_nl", "name_en", "quantity_t", "world_share")


def account_blocks(visit: Visit, material_id: str) -> list[Block]:
    """Return the accounts of a material with what they rest on; nothing where none are known."""
    known = {row["material_id"] for row in visit.ask("footprint").rows}
    if material_id not in known:
        return []
    try:
        answer = visit.ask("footprint", material=material_id)
    except FaultyError:
        return []
    if not answer.rows:
        return []
    own = "name_nl" if visit.language == "nl" else "name_en"
    other = "name_en" if visit.language == "nl" else "name_nl"
    columns = [name for name in _ACCOUNTS if name != other]
    rows = [{**row, "name": row[own]} for row in answer.rows]
    table = plain_table(visit, "accounts", rows, columns=columns)
    said = " ".join(visit.speak(note) for note in answer.notes)
    blocks: list[Block] = [
        TableBlock(table.title, table.table, visit.speak(answer.sentence), said, rows=table.rows)
    ]
    parts = [name for name in _PARTS if name != other]
    for name in ("origin", "buyers", "ratio"):
        found = answer.tables.get(name, ())
        if found:
            chosen = None if name == "ratio" else parts
            blocks.append(
                plain_table(visit, f"accounts_{name}", found, columns=chosen, folded=True)
            )
    return blocks
