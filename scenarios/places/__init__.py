"""Places: counties to be assessed, from the texts, the national register or a user's own table."""

from .load import load_place
from .place import Place, Township
from .table import read_table
from .template import write_template

__all__ = ["Place", "Township", "load_place", "read_table", "write_template"]
