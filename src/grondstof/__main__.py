"""Lets `python -m grondstof` be the command line."""

from grondstof.cli.main import run

run()
