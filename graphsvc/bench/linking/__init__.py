"""Linking against planted truth: `graphsvc bench linking`.

world, spoiled    planted corpora, loaded as a user would load them, and the same spoiled in one way
plain, baselines  what others do, over plain uses of identifiers; peers/ where a package of theirs is installed
controls/         the ten negative controls, for the benchmark and for tests/controls
measured, seeded  every measure on one corpus; summary, spread: many corpora as one, with bootstrap intervals
run, readme       the benchmark, and the README's table of it that a test keeps true
"""
