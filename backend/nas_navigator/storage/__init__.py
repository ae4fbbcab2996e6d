"""Where studies are kept: an append-only log of events in a database, and artifacts as files named by their hash.

Not pure: everything here reads or writes a data directory, and says so with one `StorageError` where it cannot.
"""
