"""NAS-Navigator: see, steer and trust a neural architecture search while it runs.

The folders tell a study's story: `spaces` says what can be searched, `networks` trains it, `strategies` propose
candidates, `objectives` measure them, `maps` lays them out, `datasets` brings the data, `study` is the record of facts,
`storage` keeps it, `worker` does the work and `api` serves it.
"""
