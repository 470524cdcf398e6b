"""Where the register stands, so that others can link to it."""

NAME = "register"
"""The folder below ``build/``; in it each edition has its own, ``<audience>/<language>/``."""

XLSX = "register.xlsx"
CSV = "register.csv"
