"""`python -m qingdan` is the command `qingdan`."""

from qingdan.cli import main

raise SystemExit(main())
