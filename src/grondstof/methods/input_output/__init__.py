"""Input-output analysis without ever forming the inverse.

Symbols of the literature (Miller and Blair 2009, Input-Output Analysis, 2nd edition, chapters 2,
6, 10 and 12), with n industries (region by sector), c columns of final demand and k extension
rows:

======  =======  ==================================================================
symbol  shape    meaning [unit]
======  =======  ==================================================================
Z       (n, n)   intermediate deliveries from row to column [money/year]
Y       (n, c)   final demand by consumer [money/year]
x       (n,)     gross output, here always the row sum Z1 + Y1 [money/year]
v       (n,)     value added, x minus the column sum of Z (and taxes) [money/year]
A       (n, n)   technical coefficients, Z divided by the output of the column [-]
L       (n, n)   Leontief inverse (I - A)^-1 [-]; only rows or columns are computed
F       (k, n)   extensions, for example tonnes of a material [unit/year]
S       (k, n)   intensities, F divided by output [unit/money]
M       (k, n)   multipliers S L [unit/money of final demand]
B       (n, n)   allocation coefficients, Z divided by the output of the row [-]
G       (n, n)   Ghosh inverse (I - B)^-1 [-]; only products with it are computed
======  =======  ==================================================================
"""

from grondstof.methods.input_output.accounts import (
    Balance,
    balance,
    coefficients,
    intensities,
    row_sum_output,
)
from grondstof.methods.input_output.extraction import Extraction, Loss, apart, extract
from grondstof.methods.input_output.factor import Factor, Rows, factorise, residual
from grondstof.methods.input_output.footprints import footprints, origin_footprints
from grondstof.methods.input_output.linkages import (
    backward_linkages,
    dependence,
    dependences,
    forward_linkages,
    value_added_at_risk,
)
from grondstof.methods.input_output.sweeps import Approximation, approximate, multipliers
from grondstof.methods.input_output.whatif import Cut, SupplierRows, cut_multipliers, supplier_rows

__all__ = [
    "Approximation",
    "Balance",
    "Cut",
    "Extraction",
    "Factor",
    "Loss",
    "Rows",
    "SupplierRows",
    "apart",
    "approximate",
    "backward_linkages",
    "balance",
    "coefficients",
    "cut_multipliers",
    "dependence",
    "dependences",
    "extract",
    "factorise",
    "footprints",
    "forward_linkages",
    "intensities",
    "multipliers",
    "origin_footprints",
    "residual",
    "row_sum_output",
    "supplier_rows",
    "value_added_at_risk",
]
