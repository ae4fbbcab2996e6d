"""Where candidates lie: exact edit distances, their projection to a plane, placement of new ones, and regions of it.

Everything here is pure: a layout is a frozen value, made from candidates and a seed, that reads and writes bytes.
"""
