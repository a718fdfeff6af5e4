"""Finds the packages of the wheel, so that a new room of the program can't be forgotten. All else is in pyproject.toml.

The resources lie beside the program and not inside it, which no declaration can say together with a search.
"""

from setuptools import find_packages, setup

setup(packages=[*find_packages("desktop"), "daybook_resources"])
