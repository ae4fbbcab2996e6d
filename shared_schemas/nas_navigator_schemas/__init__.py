"""The one contract: what crosses a process boundary, as frozen pydantic values.

Commands (imperative) go in, events (past tense) are stored, records (nouns) are what everybody sees, frames carry
records to browsers, jobs carry work to the processes that do it. Nothing here has behaviour beyond validation, and
nothing here imports anything of ours.
"""
