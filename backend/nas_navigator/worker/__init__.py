"""The processes that do the work, and what starts and watches them.

`device` owns a device: it trains, searches and measures. `layout` makes maps. `runners` start such processes
and pass tasks to them. A worker keeps nothing that a task does not say; large tensors are artifacts, files named
by their hash.
"""
