"""`python -m kaohe`: the same as the command `kaohe`."""

import sys

from .cli import main

if __name__ == "__main__":
    sys.exit(main())
