"""Where candidates lie: edit distances, their projection to a plane, placement of new ones, regions.

Everything here is pure: a layout is a frozen value, made from candidates and a seed, that reads and writes
bytes.
"""
