"""Linking against planted truth: `graphsvc bench linking`.

world, spoiled    planted corpora, loaded as a user would load them, and the same spoiled in one way
plain, baselines  what others do, over plain uses of identifiers; peers/ where a package of theirs is installed
controls/         the ten negative controls, for the benchmark and for tests/controls
measured, seeded, paid    every measure on one corpus; summary, spread: many as one, with bootstrap intervals
graphs            graphs with known communities, through the clustering methods
fitted            fits the calibration of links anew, on corpora that are judged nowhere
run, readme       the benchmark, and the README's table of it that a test keeps true
"""
