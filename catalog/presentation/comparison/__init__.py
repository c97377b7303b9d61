"""Products side by side: the facts of their published documents, and in which of them they differ.

Public face: ``compare`` with the parts it gives, ``csv_text``, ``comparison_address``. What a cell
shows comes from the functions that page and datasheet share; here it is only put into rows and
held against the other cells. Pure functions of the documents. Imported by views and by the page.
"""

from catalog.presentation.comparison.address import MOST, comparison_address
from catalog.presentation.comparison.compare import compare
from catalog.presentation.comparison.csv_text import csv_text
from catalog.presentation.comparison.parts import Comparison

__all__ = ["MOST", "Comparison", "compare", "comparison_address", "csv_text"]
