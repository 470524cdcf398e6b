"""Flowcharts: a procedure's graph of steps as SVG, on screen and in print."""
