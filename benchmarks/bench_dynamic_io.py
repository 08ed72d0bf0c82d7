"""A dynamic input-output shock, against BoARIO: the same path, and milliseconds per step.

Synthetic table of 46 regions by 64 sectors (2,944) and, for the path, one of 3 by 4. Both run the
same rules: inventories of 30 days that limit output below their goal, orders by fixed shares.
"""

import json
import os
import subprocess
import time

import numpy as np
from measure import oracle_python, report

from grondstof.methods.dynamic_io import Rules, economy, run

BOARIO = """
import json, logging, sys, time, warnings
warnings.filterwarnings("ignore"); logging.disable(logging.CRITICAL)
import numpy as np, pandas as pd, pymrio
from boario.event import from_series
from boario.extended_models import ARIOPsiModel
from boario.simulation import Simulation
R, P, steps, event, alt = (int(word) for word in sys.argv[1:6])
n = R * P
rng = np.random.default_rng(0)
Z = rng.random((n, n)) + 0.1
f = rng.random(n) * n + n * 0.5
regions = [f"r{i:02d}" for i in range(R)]
index = pd.MultiIndex.from_product(
    [regions, [f"s{i:02d}" for i in range(P)]], names=["region", "sector"]
)
final = pd.MultiIndex.from_product([regions, ["fd"]], names=["region", "category"])
Y = np.zeros((n, R))
Y[np.arange(n), np.arange(n) // P] = f
table = pymrio.IOSystem(
    Z=pd.DataFrame(Z, index=index, columns=index), Y=pd.DataFrame(Y, index=index, columns=final)
)
table.calc_all()
model = ARIOPsiModel(
    table, order_type="alt" if alt else "noalt", alpha_base=1.0, alpha_max=1.0,
    alpha_tau=365,
    rebuild_tau=60, main_inv_dur=30, monetary_factor=10**6, psi_param=1.0, temporal_units_by_step=1,
    iotable_year_to_temporal_unit_factor=365, inventory_restoration_tau=30,
)
simulation = Simulation(model, n_temporal_units_to_sim=steps, register_stocks=False)
if event:
    simulation.add_event(from_series(
        impact=pd.Series(0.2 * np.ones(P), index=index[:P]), event_type="arbitrary",
        occurrence=1, duration=30, recovery_tau=1, recovery_function="linear",
    ))
start = time.perf_counter()
simulation.loop()
seconds = time.perf_counter() - start
path = simulation.production_realised.sum(axis=1).to_numpy()
print(json.dumps({"ms": 1000 * seconds / steps, "path": (path / path[0]).tolist()}))
"""


def _own(regions: int, sectors: int, steps: int) -> tuple[float, np.ndarray]:
    n, rng = regions * sectors, np.random.default_rng(0)
    Z = rng.random((n, n)) + 0.1
    final = rng.random(n) * n + n * 0.5
    base = economy(Z, final, np.tile(np.arange(sectors), regions), 365.0, short=True)
    capacity = np.ones((steps, n))
    capacity[2:34, :sectors] = 0.8
    start = time.perf_counter()
    output, _ = run(base, Rules(30.0, 30.0, np.ones(sectors), 1.0, 1.0), capacity)
    seconds = time.perf_counter() - start
    path = output.sum(axis=1)
    return 1000.0 * seconds / steps, path / path[0]


def _theirs(python: str, *words: int) -> dict[str, object]:
    command = [python, "-c", BOARIO, *(str(word) for word in words)]
    threads = {"OPENBLAS_NUM_THREADS": "2", "OMP_NUM_THREADS": "2"}
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, env={**os.environ, **threads}
    )
    found: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return found


def main() -> None:
    """Report the figures; those of BoARIO only where it is at hand."""
    own = min(_own(46, 64, 40)[0] for _ in range(3))
    report("dynamic input-output step, n = 2,944", own, "ms", note="least of three runs")
    python = oracle_python()
    if python is None:
        return
    for alt, told in ((1, "its default rule for orders"), (0, "orders by fixed shares, as ours")):
        theirs = float(str(_theirs(str(python), 46, 64, 40, 1, alt)["ms"]))
        report(f"the same in BoARIO 0.7.2, {told}", theirs, "ms")
        note = "agreed: 20 or more"
        report(f"times fewer than BoARIO, {told}", theirs / own, "x", note=note)
    path = np.array(_theirs(str(python), 3, 4, 90, 1, 0)["path"])
    apart = float(np.abs(path - _own(3, 4, 90)[1]).max())
    report("largest difference of the aggregate path, part of base", apart, "-", at_most=0.01)


if __name__ == "__main__":
    main()
