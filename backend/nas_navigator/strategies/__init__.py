"""Searchers that are asked for candidates and told what these are worth. Everything here is pure.

A strategy knows neither maps nor networks nor the clock: steering comes as a space and as predicates,
randomness as a seed, and its state is a frozen value that survives JSON. A new strategy is one module here
and a line in `registry`.
"""
