"""The study: commands in, events out, events folded into records. Pure and torch-free, but for `service`.

`decide` answers a command with events or a refusal, `evolve` folds an event into the records, `next_tasks`
says what the workers should do, `heard` turns what they say into events. Only `service` awaits.
"""
