"""What can be searched: templates, cells, paths, candidates and the masks that are valid. Everything here is pure.

No torch and no I/O: the server, the command line and the worker all reason about a space with the same functions.
"""
