"""What a settlement is: reported claims in, one value for each key out, with its reason."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

    from grondstof.store.warehouse import Warehouse

Tables = Mapping[str, "pa.Table"]


@dataclass(frozen=True)
class Settlement:
    """How one settled table is made.

    Attributes:
        output: Name of the `settled__` table.
        inputs: Names of the `reported__` tables it reads.
        run: Claims by table name -> the settled rows.
        on: Key columns by which the claims of a settled row are found again; all that both tables
            have when absent.
    """

    output: str
    inputs: tuple[str, ...]
    run: Callable[[Tables], "pa.Table"]
    on: tuple[str, ...] | None = None

    def to_dict(self) -> dict[str, object]:
        """Return what the manifest keeps of a settlement, so that lineage needs no code."""
        return {"inputs": list(self.inputs), "on": None if self.on is None else list(self.on)}


def settle(settlement: Settlement, warehouse: "Warehouse") -> int:
    """Run one settlement on a warehouse and return the number of settled rows."""
    claims = {name: warehouse.arrow(f'select * from "{name}"') for name in settlement.inputs}
    return warehouse.replace(settlement.output, settlement.run(claims))
